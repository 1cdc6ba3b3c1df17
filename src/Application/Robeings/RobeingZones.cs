using System.Text.Json;
using ChatPlatform.Domain.Robeings;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Robeings;

/// <summary>Where robeings are, by their settings: their calendar days begin at its midnight.</summary>
internal sealed class RobeingZones(IRobeingsDb db)
{
    private const string Key = "timezone";

    private static readonly TimeZoneInfo Usual = TimeZoneInfo.FindSystemTimeZoneById(RobeingSettings.Default.User.Timezone);

    /// <summary>One for each id; one query.</summary>
    public async Task<IReadOnlyDictionary<RobeingId, TimeZoneInfo>> FindAsync(IReadOnlyCollection<RobeingId> ids, CancellationToken cancellationToken)
    {
        var set = await db.RobeingSettings.AsNoTracking()
            .Where(s => ids.Contains(s.RobeingId) && s.Category == RobeingSettingCategory.User && s.Key == Key)
            .Select(s => new { s.RobeingId, s.Value })
            .ToDictionaryAsync(s => s.RobeingId, s => s.Value, cancellationToken);
        return ids.ToDictionary(id => id, id => set.TryGetValue(id, out var json) ? ZoneOf(json) : Usual);
    }

    private static TimeZoneInfo ZoneOf(string json) => RobeingSettingValues.ZoneOf(JsonSerializer.Deserialize<string>(json) ?? "") ?? Usual;
}
