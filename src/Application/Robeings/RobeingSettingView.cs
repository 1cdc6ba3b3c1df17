using System.Text.Json;
using ChatPlatform.Domain.Robeings;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Robeings;

/// <summary>One setting.</summary>
/// <param name="Category">Where it belongs.</param>
/// <param name="Key">Its name within the category.</param>
/// <param name="Value">Any JSON for a free setting of a skill; else what docs/robeings-settings.md says.</param>
/// <param name="IsDefault">True when nobody set it.</param>
/// <param name="UpdatedAt">When it was set; null for a default.</param>
public sealed record RobeingSettingView(RobeingSettingCategory Category, string Key, JsonElement Value, bool IsDefault, DateTimeOffset? UpdatedAt)
{
    internal static RobeingSettingView Of(RobeingSetting set) =>
        new(set.Category, set.Key, JsonElement.Parse(set.Value), IsDefault: false, set.UpdatedAt);

    internal static RobeingSettingView Of(RobeingSettingDefinition definition) =>
        new(definition.Category, definition.Key, definition.Default, IsDefault: true, UpdatedAt: null);

    /// <summary>Known ones in the order of the table, then free ones by their keys.</summary>
    internal static async Task<List<RobeingSettingView>> AllAsync(IRobeingsDb db, RobeingId robeing, CancellationToken cancellationToken)
    {
        var set = (await db.RobeingSettings.AsNoTracking().Where(s => s.RobeingId == robeing).ToListAsync(cancellationToken)).ConvertAll(Of);
        return
        [
            .. RobeingSettingTable.All.Select(d => set.Find(s => s.Category == d.Category && s.Key == d.Key) ?? Of(d)),
            .. set.Where(s => RobeingSettingTable.Find(s.Category, s.Key) is null).OrderBy(s => s.Key, StringComparer.Ordinal),
        ];
    }
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
