using ChatPlatform.Application.Robeings.Contracts;
using ChatPlatform.Domain.Common;

namespace ChatPlatform.Application.Insights;

/// <summary>A batch that was counted and committed.</summary>
/// <param name="Rows">Changes of the log that were taken; fewer than were asked for means that none are left.</param>
/// <param name="AsOf">Every turn committed before is in the figures; null when they have never been complete.</param>
public sealed record CountedBatch(int Rows, DateTimeOffset? AsOf);

/// <summary>Counts the conversation log into the figures of use, each change of it exactly once.</summary>
public interface IUsageCounter
{
    /// <summary>
    /// Takes changes of the log, adds them to the figures and tells <see cref="IRobeingGrowth"/>, in one transaction, which it commits: what
    /// fails anywhere between has not happened, and is done the next time. To be called once in a scope. Null while somebody else counts.
    /// </summary>
    /// <param name="most">Changes to take.</param>
    /// <param name="cancellationToken">Undoes the batch.</param>
    Task<CountedBatch?> CountAsync(int most, CancellationToken cancellationToken);

    /// <summary>How far the figures are, on whatever node they were counted.</summary>
    Task<DateTimeOffset?> ReadAsOfAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Takes a person out of the figures and of what is still to be counted, in the transaction of this scope; what they said stays counted,
    /// without them. Returns the rows that named them.
    /// </summary>
    Task<int> ForgetAsync(ClientId client, UserId user, CancellationToken cancellationToken);
}
