using ChatPlatform.Application.Tasks.Contracts;

namespace ChatPlatform.Application.Tasks;

/// <summary>Learns how long what people wait for takes, from this node's, and how much of it waits, from the database.</summary>
internal sealed class TaskPace(TaskOptions options) : ITaskPace
{
    /// <summary>How much the newest task says of the next: after some ten the past is forgotten.</summary>
    private const double Weight = 0.2;

    /// <summary>What each task that waits is taken to need while none has ended yet: behind a long queue nobody waits to learn it.</summary>
    private const double UnknownSeconds = 1;

    private readonly Lock _gate = new();
    private double _seconds;
    private QueueDepth _depth = new(0, 1);

    public TimeSpan Expected
    {
        get
        {
            lock (_gate)
            {
                return TimeSpan.FromSeconds(_seconds + ((_seconds == 0 ? UnknownSeconds : _seconds) * _depth.Due / _depth.Slots));
            }
        }
    }

    public bool IsFull => Depth.Due >= options.QueueLimit;

    public QueueDepth Depth
    {
        get
        {
            lock (_gate)
            {
                return _depth;
            }
        }
    }

    public void Took(TimeSpan elapsed)
    {
        lock (_gate)
        {
            _seconds = _seconds == 0 ? elapsed.TotalSeconds : _seconds + (Weight * (elapsed.TotalSeconds - _seconds));
        }
    }

    public void Measured(QueueDepth depth)
    {
        lock (_gate)
        {
            _depth = depth;
        }
    }
}
