namespace ChatPlatform.Application.Tasks;

/// <summary>The workers of this node. Section <c>Tasks</c>.</summary>
public sealed record TaskOptions
{
    /// <summary>Most tasks at once, 1–256; <c>AI_WORKER_PARALLELISM</c>.</summary>
    public int Parallelism { get; init; } = 3;

    /// <summary>Most tasks that may wait, 1–1,000,000; over it channels say that too much is going on. <c>AI_QUEUE_LIMIT</c>.</summary>
    public int QueueLimit { get; init; } = 10_000;

    /// <summary>Hours after which an answer that nobody came for is given up on, 1–8,760; <c>HELD_ANSWER_HOURS</c>.</summary>
    public int HeldAnswerHours { get; init; } = 72;

    /// <summary>Days after which an ended task is removed with its delivery, 0–3,650; 0 keeps all. <c>TASK_RETENTION_DAYS</c>.</summary>
    public int RetentionDays { get; init; } = 90;

    /// <summary>How often a worker looks for work that nobody told it of.</summary>
    public TimeSpan PollEvery { get; init; } = TimeSpan.FromSeconds(2);
}
