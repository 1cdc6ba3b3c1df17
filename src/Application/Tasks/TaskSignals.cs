using System.Collections.Concurrent;

namespace ChatPlatform.Application.Tasks;

/// <summary>What this node hears of tasks, its own and other nodes': they were added, they ended.</summary>
public sealed class TaskSignals
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> _waiting = new();

    internal Bell Added { get; } = new();

    internal Bell Deliverable { get; } = new();

    /// <summary>Some task can be worked on; also called when nothing is known and everybody should look.</summary>
    public void TaskAdded() => Added.Ring();

    /// <summary>A task has ended, and that is committed.</summary>
    public void TaskEnded(Guid task)
    {
        if (_waiting.TryRemove(task, out var waiting))
        {
            waiting.TrySetResult();
        }

        Deliverable.Ring();
    }

    /// <summary>Completes when <see cref="TaskEnded"/> is heard. Let go of it with <see cref="Forget"/>.</summary>
    internal Task EndOf(Guid task) =>
        _waiting.GetOrAdd(task, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    internal void Forget(Guid task) => _waiting.TryRemove(task, out _);
}
