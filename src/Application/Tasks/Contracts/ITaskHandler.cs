using ChatPlatform.Domain.Common;

namespace ChatPlatform.Application.Tasks.Contracts;

/// <summary>One attempt at a task. Another node may be at the same task when this one was taken for dead: see <see cref="Token"/>.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="Subject">As in <see cref="NewTask"/>.</param>
/// <param name="Token">This attempt's own; writes of the handler that must not be done by a stale attempt carry it.</param>
/// <param name="IsLast">After a failure of this attempt there is no other: what the person should hear about it must be written now.</param>
/// <param name="Deadline">As in <see cref="NewTask"/>.</param>
public sealed record TaskAttempt(Guid TaskId, Guid Subject, Guid Token, bool IsLast, DateTimeOffset Deadline);

/// <summary>How an attempt ended.</summary>
public abstract record TaskResult
{
    private TaskResult()
    {
    }

    /// <summary>Done for good.</summary>
    /// <param name="TokensUsed">By the model, input and output; null when none was asked or it did not say.</param>
    public sealed record Completed(int? TokensUsed = null) : TaskResult;

    /// <summary>It failed. Tried again with a growing pause while attempts and time are left, unless it says that this is in vain.</summary>
    /// <param name="Error">Kept with the task; never message text.</param>
    /// <param name="InVain">True when another attempt would fail as well.</param>
    public sealed record Failed(Error Error, bool InVain = false) : TaskResult;

    /// <summary>Not now (something it needs is busy, this node stops): it goes back to the queue and the attempt does not count.</summary>
    /// <param name="After">The least pause before the next attempt.</param>
    public sealed record Postponed(TimeSpan After) : TaskResult;
}

/// <summary>Carries out tasks of one kind. A singleton; it may run several at once. Must be safe to repeat: an attempt may die at any point.</summary>
public interface ITaskHandler
{
    /// <summary>The <see cref="NewTask.Kind"/> it serves.</summary>
    string Kind { get; }

    /// <param name="stopping">Cancelled when this node stops or the attempt lost its lease; end soon, the result is then not used.</param>
    Task<TaskResult> RunAsync(TaskAttempt attempt, CancellationToken stopping);

    /// <summary>
    /// There will be no other attempt, and none has said so yet: the deadline passed, every worker died, or the last attempt broke off.
    /// Nothing to do for most kinds. What it returns is the task's end: completed when an earlier attempt had done the work already, and
    /// postponed, or an exception, when this must be tried again.
    /// </summary>
    Task<TaskResult> GiveUpAsync(TaskAttempt attempt, Error error, CancellationToken stopping) =>
        Task.FromResult<TaskResult>(new TaskResult.Failed(error, InVain: true));
}
