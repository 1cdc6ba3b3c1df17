using ChatPlatform.Domain.Common;

namespace ChatPlatform.Domain.Tasks;

public enum AiTaskStatus
{
    /// <summary>Waits for its turn, or for another attempt.</summary>
    Pending,

    /// <summary>A worker is at it, or died over it: see the lease.</summary>
    Processing,

    Completed,

    /// <summary>Given up on, with the reason.</summary>
    Failed,
}

/// <summary>
/// Work that outlives its request. A worker holds it by a lease that it must keep renewing, and by a token of the attempt: whoever
/// comes back with another token comes too late and is not heard.
/// </summary>
public sealed class AiTask
{
    public const int MaxAttempts = 3;
    public const int KindMaxLength = 40;
    public const int ErrorsMaxLength = 4_000;
    public const int ErrorCodeMaxLength = 60;
    public const int ErrorDetailMaxLength = 500;

    /// <summary>A worker renews its leases every 3 s.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    private AiTask(AiTaskId id, string kind, Guid subject, ClientId clientId, Guid lane, DateTimeOffset createdAt) =>
        (Id, Kind, Subject, ClientId, Lane, CreatedAt, NextAttemptAt) = (id, kind, subject, clientId, lane, createdAt, createdAt);

    public AiTaskId Id { get; }

    /// <summary>Chooses who carries it out.</summary>
    public string Kind { get; }

    /// <summary>What it is about; unique within the kind.</summary>
    public Guid Subject { get; }

    public ClientId ClientId { get; }

    /// <summary>Tasks of one lane run one after the other.</summary>
    public Guid Lane { get; }

    /// <summary>Higher runs first.</summary>
    public int Priority { get; private set; }

    public AiTaskStatus Status { get; private set; }

    public int Attempts { get; private set; }

    public DateTimeOffset NextAttemptAt { get; private set; }

    /// <summary>After this no attempt begins.</summary>
    public DateTimeOffset Deadline { get; private set; }

    public DateTimeOffset? LeaseUntil { get; private set; }

    public Guid? AttemptToken { get; private set; }

    public NodeId? NodeId { get; private set; }

    /// <summary>What went wrong so far, oldest first: a JSON array of <c>{attempt, at, code, message}</c>.</summary>
    public string Errors { get; private set; } = "[]";

    public string? ErrorCode { get; private set; }

    public string? ErrorDetail { get; private set; }

    /// <summary>By the model, input and output; null when it did not say.</summary>
    public int? TokensUsed { get; private set; }

    public DateTimeOffset CreatedAt { get; }

    /// <summary>Of the newest attempt.</summary>
    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? CompletedAt { get; private set; }

    public static AiTask Add(string kind, Guid subject, ClientId client, Guid lane, int priority, DateTimeOffset deadline, DateTimeOffset now) =>
        new(AiTaskId.New(now), kind, subject, client, lane, now) { Priority = priority, Deadline = deadline };

    public bool IsDue(DateTimeOffset now) =>
        (Status == AiTaskStatus.Pending && NextAttemptAt <= now) || (Status == AiTaskStatus.Processing && LeaseUntil < now);

    public void Claim(NodeId node, Guid token, DateTimeOffset now)
    {
        Attempts++;
        (Status, NodeId, AttemptToken, StartedAt, LeaseUntil) = (AiTaskStatus.Processing, node, token, now, now + Lease);
    }

    public void Renew(DateTimeOffset now) => LeaseUntil = now + Lease;

    /// <summary>The end of the attempt that holds the token; a stale attempt is refused.</summary>
    public Result<Done> End(AttemptEnd end, DateTimeOffset now)
    {
        if (AttemptToken != end.Token)
        {
            return TaskErrors.Stale;
        }

        (AttemptToken, NodeId, LeaseUntil) = (null, null, null);
        (Status, NextAttemptAt, Errors) = (end.Status, now + end.Pause, end.Errors);
        (ErrorCode, ErrorDetail, TokensUsed) = (end.ErrorCode, end.ErrorDetail, end.TokensUsed ?? TokensUsed);
        Attempts -= end.Counts ? 0 : 1;
        CompletedAt = end.Status is AiTaskStatus.Completed or AiTaskStatus.Failed ? now : null;
        return new Done();
    }

    /// <summary>An operator wants another go: as many attempts as at first.</summary>
    public Result<Done> Retry(DateTimeOffset deadline, DateTimeOffset now)
    {
        if (Status != AiTaskStatus.Failed)
        {
            return TaskErrors.NotFailed(Status);
        }

        (Status, Attempts, NextAttemptAt, Deadline, CompletedAt) = (AiTaskStatus.Pending, 0, now, deadline, null);
        return new Done();
    }
}
