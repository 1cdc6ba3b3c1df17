using System.Text.Json;
using ChatPlatform.Domain.Robeings;

namespace ChatPlatform.Application.Robeings;

/// <summary>One setting.</summary>
/// <param name="Category">Where it belongs.</param>
/// <param name="Key">Its name within the category.</param>
/// <param name="Value">Any JSON for a free setting of a skill; else what docs/robeings-settings.md says.</param>
/// <param name="IsDefault">True when nobody set it.</param>
/// <param name="UpdatedAt">When it was set; null for a default.</param>
public sealed record RobeingSettingView(RobeingSettingCategory Category, string Key, JsonElement Value, bool IsDefault, DateTimeOffset? UpdatedAt)
{
    /// <summary>Those of the table in its order, what is not set or not allowed any more with its default; then free ones by their keys.</summary>
    public static IReadOnlyList<RobeingSettingView> AllOf(IReadOnlyCollection<RobeingSetting> set) =>
    [
        .. RobeingSettingTable.All.Select(d => set.FirstOrDefault(s => s.Category == d.Category && s.Key == d.Key) is { } one ? Of(one, d) : Of(d)),
        .. set.Where(s => s.IsFree).Select(Of).OrderBy(s => s.Key, StringComparer.Ordinal),
    ];

    internal static RobeingSettingView Of(RobeingSetting set) =>
        new(set.Category, set.Key, JsonElement.Parse(set.Value), IsDefault: false, set.UpdatedAt);

    private static RobeingSettingView Of(RobeingSetting set, RobeingSettingDefinition definition) =>
        Of(set) is var view && definition.Values.Accept(view.Value) is { } value ? view with { Value = value } : Of(definition);

    private static RobeingSettingView Of(RobeingSettingDefinition definition) =>
        new(definition.Category, definition.Key, definition.Default, IsDefault: true, UpdatedAt: null);
}

/// <summary>The categories as callers write them.</summary>
internal static class SettingCategories
{
    public static RobeingSettingCategory? Of(string text) => text switch
    {
        "user" => RobeingSettingCategory.User,
        "system" => RobeingSettingCategory.System,
        "skill" => RobeingSettingCategory.Skill,
        _ => null,
    };

    public static string NameOf(RobeingSettingCategory category) => category switch
    {
        RobeingSettingCategory.User => "user",
        RobeingSettingCategory.System => "system",
        _ => "skill",
    };
}
