using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Insights;

namespace ChatPlatform.Application.Insights;

/// <param name="Client">Null for all.</param>
/// <param name="User">Only this person's turns; null for everybody's.</param>
/// <param name="RobeingId">Only turns with this robeing; null for all.</param>
/// <param name="Days">At most <see cref="LocalDays.Max"/>.</param>
public sealed record UsageFilter(ClientId? Client, UserId? User, string? RobeingId, LocalDays Days);

/// <param name="Day">Which of the days, from 0.</param>
/// <param name="Turns">That ended, by when they were asked.</param>
/// <param name="Users">Different people among them.</param>
public sealed record DayUsage(int Day, long Turns, int Users, long InputTokens, long OutputTokens, long Failed);

/// <param name="Days">Those on which something was said.</param>
/// <param name="AsOf">Every turn committed before is in them; null when they have never been complete.</param>
public sealed record DailyUsage(IReadOnlyList<DayUsage> Days, DateTimeOffset? AsOf);

/// <summary>Reads the figures of use.</summary>
public interface IUsageFigures
{
    /// <summary>
    /// Everybody's from what was rolled up; one person's from the log itself, whose index holds them together, and so up to this moment.
    /// A bounded number of queries.
    /// </summary>
    Task<DailyUsage> ReadAsync(UsageFilter filter, CancellationToken cancellationToken);
}
