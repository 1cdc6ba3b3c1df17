namespace ChatPlatform.Application.Tasks;

/// <summary>What this node hears of tasks, its own and other nodes': they were added, they ended.</summary>
public sealed class TaskSignals
{
    /// <summary>A quick task ends before who added it begins to wait: the newest ends are known for a while, seconds at full load.</summary>
    internal const int Remembered = 4_096;

    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, Waiting> _waiting = [];
    private readonly HashSet<Guid> _ended = [];
    private readonly Queue<Guid> _endedInOrder = new();

    internal Bell Added { get; } = new();

    internal Bell Deliverable { get; } = new();

    /// <summary>Some task can be worked on; also called when nothing is known and everybody should look.</summary>
    public void TaskAdded() => Added.Ring();

    /// <summary>A task has ended, and that is committed.</summary>
    public void TaskEnded(Guid task)
    {
        lock (_gate)
        {
            Remember(task);
            if (_waiting.GetValueOrDefault(task) is { } waiting)
            {
                waiting.End.TrySetResult();
            }
        }

        Deliverable.Ring();
    }

    /// <summary>A delivery's time may have come.</summary>
    internal void DeliveryReleased() => Deliverable.Ring();

    /// <summary>Completes when <see cref="TaskEnded"/> is heard, or was lately. Every call is followed by one of <see cref="Forget"/>.</summary>
    internal Task EndOf(Guid task)
    {
        lock (_gate)
        {
            var waiting = _waiting.GetValueOrDefault(task) ?? (_waiting[task] = new Waiting());
            waiting.Count++;
            return _ended.Contains(task) ? Task.CompletedTask : waiting.End.Task;
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

    private void Remember(Guid task)
    {
        if (!_ended.Add(task))
        {
            return;
        }

        _endedInOrder.Enqueue(task);
        if (_endedInOrder.Count > Remembered)
        {
            _ended.Remove(_endedInOrder.Dequeue());
        }
    }

    private sealed class Waiting
    {
        public int Count { get; set; }

        public TaskCompletionSource End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
