using ChatPlatform.Domain.Robeings;

namespace ChatPlatform.Application.Robeings;

/// <summary>Where robeings are: their calendar days begin at its midnight.</summary>
public interface IRobeingZones
{
    /// <summary>One for each id. A bounded number of queries, whatever the number of ids.</summary>
    ValueTask<IReadOnlyDictionary<RobeingId, TimeZoneInfo>> FindAsync(IReadOnlyCollection<RobeingId> ids, CancellationToken cancellationToken);
}
