using ChatPlatform.Domain.Common;

namespace ChatPlatform.Application.Tasks.Contracts;

/// <summary>Work for later, kept in the database.</summary>
/// <param name="Kind">Chooses the <see cref="ITaskHandler"/>; snake_case, ≤ 40 characters.</param>
/// <param name="Subject">What it is about: the id of the row that the handler reads. Kind and subject together are unique: adding the same work twice fails at the commit.</param>
/// <param name="ClientId">Only this client sees the task.</param>
/// <param name="Lane">Tasks of one lane run one after the other, in the order they were added: the conversation's id.</param>
/// <param name="Deadline">After this no attempt begins; the task fails.</param>
/// <param name="Priority">Higher runs first; 0 is usual, −10 is for what nobody waits for.</param>
public sealed record NewTask(string Kind, Guid Subject, ClientId ClientId, Guid Lane, DateTimeOffset Deadline, int Priority = 0);

/// <summary>How the task's result reaches a person.</summary>
/// <param name="Recipient">The person's id.</param>
/// <param name="Channel">The <see cref="IDeliveryChannel"/> to use; null when the person comes for it.</param>
/// <param name="Target">Where the channel sends it, ≤ 2,000 characters; null without a channel.</param>
/// <param name="DedupKey">Unique, ≤ 100 characters: adding a second one fails at the commit. Null for none.</param>
/// <param name="NotBefore">The channel is not used earlier; until then the response that is still open may carry the result.</param>
/// <param name="Deadline">When there is nothing by then, the channel sends word that it takes longer.</param>
/// <param name="Lane">Deliveries of one lane leave one after the other, in the order in which they were added, ≤ 100 characters; null for none.</param>
public sealed record NewDelivery(
    Guid Recipient, string? Channel, string? Target, string? DedupKey, DateTimeOffset NotBefore, DateTimeOffset Deadline, string? Lane = null);

/// <summary>How other modules add work.</summary>
public interface ITaskQueue
{
    /// <summary>Adds the task to the unit of work of this scope; it may run as soon as that is committed. Returns the task's id.</summary>
    Guid Add(NewTask task, NewDelivery? delivery = null);

    /// <summary>The task that an earlier delivery with this key belongs to; null when there is none. One query.</summary>
    Task<Guid?> FindAsync(string dedupKey, CancellationToken cancellationToken);

    /// <summary>The task of a kind about a subject; null when there is none. One query.</summary>
    Task<Guid?> FindAsync(string kind, Guid subject, CancellationToken cancellationToken);

    /// <summary>How many tasks whose results are for this person have not ended. One query.</summary>
    Task<int> CountUnfinishedAsync(Guid recipient, CancellationToken cancellationToken);
}

/// <summary>How busy the workers are, as this node knows it: at most a second old, and no query.</summary>
public interface ITaskPace
{
    /// <summary>How long a task that is added now will take to be done; zero while nothing is known.</summary>
    TimeSpan Expected { get; }

    /// <summary>True when no more tasks may be added for now.</summary>
    bool IsFull { get; }
}

/// <summary>Waiting for a task's end.</summary>
public interface ITaskWaits
{
    /// <summary>True when the task has ended within the time. Hears it at once, on whatever node it runs; asks the database at the end.</summary>
    Task<bool> EndsWithinAsync(Guid task, TimeSpan patience, CancellationToken cancellationToken);
}
