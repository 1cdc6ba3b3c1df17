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

/// <summary>How other modules add work.</summary>
public interface ITaskQueue
{
    /// <summary>Adds the task to the unit of work of this scope; it may run as soon as that is committed. Returns the task's id.</summary>
    Guid Add(NewTask task);
}
