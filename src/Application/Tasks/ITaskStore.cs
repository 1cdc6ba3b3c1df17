using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Tasks;

namespace ChatPlatform.Application.Tasks;

/// <summary>A task as the worker that claimed it sees it.</summary>
/// <param name="Attempt">This one's number; above <see cref="AiTask.MaxAttempts"/> when it must only be given up on.</param>
/// <param name="Waited">From when it was due to the claim, on the database's clock.</param>
/// <param name="IsLate">True when its deadline has passed.</param>
/// <param name="IsAwaited">True when a person waits for it: its priority is not negative.</param>
public sealed record ClaimedTask(
    AiTaskId Id,
    string Kind,
    Guid Subject,
    Guid Token,
    int Attempt,
    string Errors,
    DateTimeOffset Deadline,
    TimeSpan Waited,
    bool IsLate,
    bool IsAwaited = true);

/// <summary>One attempt that this node holds.</summary>
public sealed record HeldTask(AiTaskId Id, Guid Token);

/// <summary>What a worker wants written, and what it wants.</summary>
/// <param name="Node">This process.</param>
/// <param name="Ended">Attempts that ended; a stale one is not heard.</param>
/// <param name="Held">Attempts whose lease is to be renewed.</param>
/// <param name="Free">How many tasks to claim at most.</param>
/// <param name="Report">What to say of this worker; null when it has been said lately.</param>
public sealed record WorkerTurn(
    NodeId Node, IReadOnlyList<AttemptEnd> Ended, IReadOnlyList<HeldTask> Held, int Free, WorkerReport? Report);

/// <summary>What a worker gets.</summary>
/// <param name="Claimed">Its new tasks.</param>
/// <param name="Kept">Of the held attempts, those that are still this worker's.</param>
public sealed record WorkerGain(IReadOnlyList<ClaimedTask> Claimed, IReadOnlySet<Guid> Kept);

/// <summary>How full the queue is.</summary>
/// <param name="Due">Tasks that people wait for and no worker has taken yet; those of negative priority stand behind them and are not counted.</param>
/// <param name="Slots">Tasks that all living workers together run at once; at least 1.</param>
public sealed record QueueDepth(int Due, int Slots);

/// <summary>The queue's database work, which each provider does in its own way, on the database's clock.</summary>
public interface ITaskStore
{
    /// <summary>Everything a worker has to say and to ask, in one transaction. A task's end makes its delivery ready.</summary>
    Task<WorkerGain> ExchangeAsync(WorkerTurn turn, CancellationToken cancellationToken);

    /// <summary>Counts up to 100,000 waiting tasks of people, and forgets workers not seen for a day.</summary>
    Task<QueueDepth> MeasureAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Removes tasks that ended longer ago than <paramref name="age"/> with their deliveries, except answers that are still held for
    /// somebody; how many, at most 1,000. Any number of nodes may do it.
    /// </summary>
    Task<int> RemoveEndedAsync(TimeSpan age, CancellationToken cancellationToken);

    /// <summary>
    /// Forgets the targets of deliveries that broke off: whose sender died, or whose response was never confirmed; how many, at most
    /// 1,000. Of the others they are forgotten at once.
    /// </summary>
    /// <param name="age">How long after its deadline a target is of no use to anybody.</param>
    /// <param name="cancellationToken">Before the commit only.</param>
    Task<int> ForgetTargetsAsync(TimeSpan age, CancellationToken cancellationToken);
}
