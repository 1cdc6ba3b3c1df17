using ChatPlatform.Application.Robeings;
using ChatPlatform.Domain.Robeings;

namespace ChatPlatform.Infrastructure.Robeings;

/// <summary>Every robeing lives in Seoul.</summary>
internal sealed class SeoulZone : IRobeingZones
{
    private static readonly TimeZoneInfo Seoul = TimeZoneInfo.FindSystemTimeZoneById("Asia/Seoul");

    public ValueTask<IReadOnlyDictionary<RobeingId, TimeZoneInfo>> FindAsync(
        IReadOnlyCollection<RobeingId> ids, CancellationToken cancellationToken) => new(ids.ToDictionary(id => id, _ => Seoul));
}
