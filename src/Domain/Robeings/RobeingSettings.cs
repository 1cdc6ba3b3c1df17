using System.Text.Json;

namespace ChatPlatform.Domain.Robeings;

/// <param name="ResponseStyle">The tone.</param>
/// <param name="ResponseLength">How much it says.</param>
/// <param name="Language">An ISO 639-1 code, or <see cref="IsoLanguages.Auto"/> for the language it is spoken to in.</param>
/// <param name="Timezone">IANA id of where it lives.</param>
public sealed record RobeingUserSettings(ResponseStyle ResponseStyle, ResponseLength ResponseLength, string Language, string Timezone);

/// <param name="MaxMemorySize">Most earlier messages that go to the model, 0–10,000.</param>
/// <param name="MemoryTtlDays">Days for which earlier messages count, 1–3,650.</param>
/// <param name="AutoSummarize">Whether its conversations are summarised.</param>
/// <param name="DebugMode">Whether the log says how each answer came about.</param>
public sealed record RobeingSystemSettings(int MaxMemorySize, int MemoryTtlDays, bool AutoSummarize, bool DebugMode);

/// <summary>What decides how a robeing answers, with the defaults where nothing is set. Those of skills are for the programs that have them.</summary>
public sealed record RobeingSettings(RobeingUserSettings User, RobeingSystemSettings System)
{
    public static readonly RobeingSettings Default = From([]);

    /// <param name="stored">Category, key and JSON of what was set. What is not allowed any more counts as not set.</param>
    public static RobeingSettings From(IEnumerable<(RobeingSettingCategory Category, string Key, string Value)> stored)
    {
        var known = RobeingSettingTable.All.ToDictionary(d => d.Key, d => d.Default, StringComparer.Ordinal);
        foreach (var (category, key, text) in stored)
        {
            if (RobeingSettingTable.Find(category, key) is { } definition)
            {
                known[key] = definition.Values.Accept(JsonElement.Parse(text)) ?? definition.Default;
            }
        }

        return new RobeingSettings(
            new(Choice<ResponseStyle>("response_style"), Choice<ResponseLength>("response_length"), Text("language"), Text("timezone")),
            new(Number("max_memory_size"), Number("memory_ttl_days"), Flag("auto_summarize"), Flag("debug_mode")));

        string Text(string key) => known[key].GetString()!;
        int Number(string key) => known[key].GetInt32();
        bool Flag(string key) => known[key].GetBoolean();
        T Choice<T>(string key)
            where T : struct, Enum => Enum.Parse<T>(Text(key), ignoreCase: true);
    }
}
