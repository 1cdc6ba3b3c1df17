namespace ChatPlatform.Application.Robeings.Contracts;

/// <summary>What a robeing did within a quarter of an hour; differences to what was said before.</summary>
/// <param name="RobeingId">May be unknown: then it counts for nothing.</param>
/// <param name="Quarter">
/// When it began, UTC: a quarter of an hour, since local days begin at such in zones like Asia/Kolkata. Several rows may be of one.
/// </param>
/// <param name="Conversations">Turns that ended in an answer or a failure.</param>
/// <param name="Succeeded">Of these, answered. Negative never happens in sum over all time, but may in one difference (an answer was corrected).</param>
/// <param name="Failed">Of these, failed.</param>
public sealed record RobeingActivity(string RobeingId, DateTimeOffset Quarter, int Conversations, int Succeeded, int Failed);

/// <summary>How robeings grow by their conversations.</summary>
public interface IRobeingGrowth
{
    /// <summary>
    /// Adds to stats and ledger: one line for each robeing and local day, and the achievements that follow. Saves everything that is pending
    /// in this scope. Where the scope has begun a transaction, this is part of it: other changes of the same robeings wait until it ends, and
    /// its owner commits and then tells the events (<c>UnitOfWork.CommittedAsync</c>). Where it has not, this commits by itself.
    /// A bounded number of queries, whatever the number of rows; writes go in batches.
    /// </summary>
    /// <exception cref="TimeoutException">Others held one of the robeings for 5 s. Nothing was counted, and a transaction is lost: roll it back and try again.</exception>
    Task CountAsync(IReadOnlyList<RobeingActivity> activity, CancellationToken cancellationToken);
}
