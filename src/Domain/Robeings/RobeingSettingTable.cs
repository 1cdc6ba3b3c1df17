using System.Text.Json;

namespace ChatPlatform.Domain.Robeings;

/// <summary>A setting that the platform knows.</summary>
/// <param name="Category">Where it belongs.</param>
/// <param name="Key">Its name within the category.</param>
/// <param name="Default">What holds while nobody says otherwise.</param>
/// <param name="Values">What it takes.</param>
/// <param name="Needs">The capability that a value needs; null for none.</param>
public sealed record RobeingSettingDefinition(
    RobeingSettingCategory Category, string Key, JsonElement Default, RobeingSettingValues Values, Func<JsonElement, RobeingCapability?> Needs);

/// <summary>The settings of robeings. docs/robeings-settings.md has the same table for people.</summary>
public static class RobeingSettingTable
{
    public const int FreeMemorySize = 1_000;
    public const int FreeMemoryDays = 30;

    public static readonly IReadOnlyList<RobeingSettingDefinition> All =
    [
        User("response_style", "friendly", RobeingSettingValues.OneOf<ResponseStyle>()),
        User("response_length", "normal", RobeingSettingValues.OneOf<ResponseLength>(), value => value.ValueEquals("detailed") ? RobeingCapabilities.DetailedAnswers : null),
        User("language", IsoLanguages.Auto, RobeingSettingValues.Language),
        User("timezone", "Asia/Seoul", RobeingSettingValues.Zone),
        System("max_memory_size", FreeMemorySize, RobeingSettingValues.Whole(0, 10_000), ExtendedAbove(FreeMemorySize)),
        System("memory_ttl_days", FreeMemoryDays, RobeingSettingValues.Whole(1, 3_650), ExtendedAbove(FreeMemoryDays)),
        System("auto_summarize", true, RobeingSettingValues.Switch),
        System("debug_mode", false, RobeingSettingValues.Switch),
        Skill("email.enabled", false, RobeingSettingValues.Switch),
        Skill("email.check_interval", 15, RobeingSettingValues.Whole(1, 1_440)),
        Skill("email.auto_reply", false, RobeingSettingValues.Switch),
        Skill("news.enabled", false, RobeingSettingValues.Switch),
        Skill("news.categories", Array.Empty<string>(), RobeingSettingValues.Texts),
        Skill("news.summary_length", "brief", RobeingSettingValues.OneOf<ResponseLength>()),
    ];

    private static readonly Dictionary<(RobeingSettingCategory, string), RobeingSettingDefinition> ByKey = All.ToDictionary(d => (d.Category, d.Key));

    /// <summary>Null for a free one, and for none at all.</summary>
    public static RobeingSettingDefinition? Find(RobeingSettingCategory category, string key) => ByKey.GetValueOrDefault((category, key));

    public static IEnumerable<string> KeysOf(RobeingSettingCategory category) => All.Where(d => d.Category == category).Select(d => d.Key);

    /// <summary>What a skill's settings need, free ones of the same prefix too; null where no level is asked for.</summary>
    public static RobeingCapability? SkillOf(string key) => key.Split('.')[0] switch
    {
        "email" => RobeingCapabilities.Email,
        "news" => RobeingCapabilities.News,
        _ => null,
    };

    private static RobeingSettingDefinition User(
        string key, string initial, RobeingSettingValues values, Func<JsonElement, RobeingCapability?>? needs = null) =>
        new(RobeingSettingCategory.User, key, RobeingSettingValues.Json(initial), values, needs ?? (_ => null));

    private static RobeingSettingDefinition System<T>(
        string key, T initial, RobeingSettingValues values, Func<JsonElement, RobeingCapability?>? needs = null) =>
        new(RobeingSettingCategory.System, key, RobeingSettingValues.Json(initial), values, needs ?? (_ => null));

    private static RobeingSettingDefinition Skill<T>(string key, T initial, RobeingSettingValues values) =>
        new(RobeingSettingCategory.Skill, key, RobeingSettingValues.Json(initial), values, _ => SkillOf(key));

    private static Func<JsonElement, RobeingCapability?> ExtendedAbove(int most) =>
        value => value.GetInt32() > most ? RobeingCapabilities.ExtendedMemory : null;
}
