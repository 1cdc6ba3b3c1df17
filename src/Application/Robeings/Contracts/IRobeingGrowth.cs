namespace ChatPlatform.Application.Robeings.Contracts;

/// <summary>What a robeing did within an hour or a part of it; differences to what was said before.</summary>
/// <param name="RobeingId">May be unknown: then it counts for nothing.</param>
/// <param name="Hour">
/// When it began, UTC: the start of a quarter of an hour, since local days begin at such in zones like Asia/Kolkata. Several rows may be of one hour.
/// </param>
/// <param name="Conversations">Turns that ended in an answer or a failure.</param>
/// <param name="Succeeded">Of these, answered. Negative never happens in sum over all time, but may in one difference (an answer was corrected).</param>
/// <param name="Failed">Of these, failed.</param>
public sealed record RobeingActivity(string RobeingId, DateTimeOffset Hour, int Conversations, int Succeeded, int Failed);

/// <summary>How robeings grow by their conversations.</summary>
public interface IRobeingGrowth
{
    /// <summary>
    /// Adds to stats and ledger, in the unit of work and the transaction of this scope, which is the caller's to commit; other changes of
    /// the same robeings wait for that. A bounded number of queries, whatever the number of rows.
    /// </summary>
    Task CountAsync(IReadOnlyList<RobeingActivity> activity, CancellationToken cancellationToken);
}
