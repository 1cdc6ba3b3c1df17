namespace ChatPlatform.Application.Tasks;

/// <summary>What this node hears of tasks, its own and other nodes': they were added, they ended.</summary>
public sealed class TaskSignals
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, Waiting> _waiting = [];

    internal Bell Added { get; } = new();

    internal Bell Deliverable { get; } = new();

    /// <summary>Some task can be worked on; also called when nothing is known and everybody should look.</summary>
    public void TaskAdded() => Added.Ring();

    /// <summary>A task has ended, and that is committed.</summary>
    public void TaskEnded(Guid task)
    {
        lock (_gate)
        {
            if (_waiting.GetValueOrDefault(task) is { } waiting)
            {
                waiting.End.TrySetResult();
            }
        }

        Deliverable.Ring();
    }

    /// <summary>A delivery's time may have come.</summary>
    internal void DeliveryReleased() => Deliverable.Ring();

    /// <summary>Completes when <see cref="TaskEnded"/> is heard. Every call is followed by one of <see cref="Forget"/>.</summary>
    internal Task EndOf(Guid task)
    {
        lock (_gate)
        {
            var waiting = _waiting.GetValueOrDefault(task) ?? (_waiting[task] = new Waiting());
            waiting.Count++;
            return waiting.End.Task;
        }
    }

    internal void Forget(Guid task)
    {
        lock (_gate)
        {
            if (--_waiting[task].Count == 0)
            {
                _waiting.Remove(task);
            }
        }
    }

    private sealed class Waiting
    {
        public int Count { get; set; }

        public TaskCompletionSource End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
