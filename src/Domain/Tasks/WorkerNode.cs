using ChatPlatform.Domain.Common;

namespace ChatPlatform.Domain.Tasks;

/// <summary>A node that carries out tasks, as it last spoke of itself.</summary>
public sealed class WorkerNode
{
    public const int LastErrorMaxLength = 500;

    private WorkerNode(NodeId id, DateTimeOffset startedAt) => (Id, StartedAt, SeenAt) = (id, startedAt, startedAt);

    public NodeId Id { get; }

    public DateTimeOffset StartedAt { get; }

    /// <summary>On the database's clock; a node not seen for 10 s is gone.</summary>
    public DateTimeOffset SeenAt { get; private set; }

    public int Running { get; private set; }

    /// <summary>Most tasks at once.</summary>
    public int Parallelism { get; private set; }

    /// <summary>Since the start.</summary>
    public long Completed { get; private set; }

    /// <summary>Attempts that failed since the start.</summary>
    public long Failed { get; private set; }

    public string? LastError { get; private set; }

    public DateTimeOffset? LastErrorAt { get; private set; }

    public static WorkerNode Of(NodeId id, DateTimeOffset now) => new(id, now);

    public void Report(WorkerReport report, DateTimeOffset now)
    {
        (SeenAt, Running, Parallelism, Completed, Failed) = (now, report.Running, report.Parallelism, report.Completed, report.Failed);
        (LastError, LastErrorAt) = (report.LastError, report.LastErrorAt);
    }
}

/// <summary>What a worker says of itself.</summary>
/// <param name="LastError">At most <see cref="WorkerNode.LastErrorMaxLength"/>; null when there was none.</param>
public sealed record WorkerReport(int Running, int Parallelism, long Completed, long Failed, string? LastError, DateTimeOffset? LastErrorAt);
