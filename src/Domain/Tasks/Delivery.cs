using ChatPlatform.Domain.Common;

namespace ChatPlatform.Domain.Tasks;

/// <summary>
/// An answer on its way to a person, kept apart from the task that makes it. Before anything leaves us the row says that it may have
/// left (<see cref="DeliveryState.Uncertain"/>), so that a crash never makes a second copy.
/// </summary>
public sealed class Delivery
{
    public const int ChannelMaxLength = 40;
    public const int TargetMaxLength = 2_000;
    public const int DedupKeyMaxLength = 100;
    public const int ReceiptMaxLength = 1_000;
    public const int ViaMaxLength = 40;
    public const int LaneMaxLength = 100;
    public const string TooLate = "The channel's time was over before this could be sent.";

    /// <summary>The channel of an answer that the person comes for.</summary>
    public const string NoChannel = "none";

    private Delivery(DeliveryId id, AiTaskId taskId, Guid subject, ClientId clientId, Guid recipient, string channel, DateTimeOffset createdAt) =>
        (Id, TaskId, Subject, ClientId, Recipient, Channel, CreatedAt) = (id, taskId, subject, clientId, recipient, channel, createdAt);

    public DeliveryId Id { get; }

    public AiTaskId TaskId { get; }

    /// <summary>The task's subject: what the channel reads the text from.</summary>
    public Guid Subject { get; }

    public ClientId ClientId { get; }

    /// <summary>The person.</summary>
    public Guid Recipient { get; }

    /// <summary><c>kakao_callback</c>, <c>slack_post</c>, <c>none</c>.</summary>
    public string Channel { get; }

    /// <summary>Where to send it; a secret of the channel, never logged, and forgotten when the channel will not be used again.</summary>
    public string? Target { get; private set; }

    /// <summary>Unique: what came in twice is answered once.</summary>
    public string? DedupKey { get; private set; }

    /// <summary>Those of one lane leave one after the other, in the order of their ids; null for none.</summary>
    public string? Lane { get; private set; }

    public DeliveryContent Content { get; private set; }

    public DeliveryState State { get; private set; }

    /// <summary>How it reached the person: <c>inline</c>, <c>callback</c>, <c>post</c>, <c>next_utterance</c>, <c>button</c>; null until it left.</summary>
    public string? Via { get; private set; }

    /// <summary>A response has said that it follows. Another one to the same request, which the person may not see, must not carry it then.</summary>
    public bool Announced { get; private set; }

    /// <summary>The channel may not be used before: the first response has to be out.</summary>
    public DateTimeOffset NotBefore { get; private set; }

    /// <summary>An apology leaves when there is no answer by then.</summary>
    public DateTimeOffset Deadline { get; private set; }

    /// <summary>Of the newest try to send it.</summary>
    public Guid? SendToken { get; private set; }

    public int Attempts { get; private set; }

    /// <summary>What the channel said, or what went wrong.</summary>
    public string? Receipt { get; private set; }

    /// <summary>How much of the answer's text the person has been shown: UTF-16 units; pages in Slack.</summary>
    public int Shown { get; private set; }

    /// <summary>True when the text is longer than what was shown.</summary>
    public bool HasRest { get; private set; }

    public DateTimeOffset CreatedAt { get; }

    /// <summary>When it came to its state; null while pending.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public static Delivery Of(
        AiTask task, Guid recipient, string channel, string? target, string? dedupKey, DateTimeOffset notBefore, DateTimeOffset deadline, string? lane = null) =>
        new(DeliveryId.New(task.CreatedAt), task.Id, task.Subject, task.ClientId, recipient, channel, task.CreatedAt)
        {
            Target = target,
            DedupKey = dedupKey,
            NotBefore = notBefore,
            Deadline = deadline,
            Lane = lane,
        };

    /// <summary>The task ended.</summary>
    public void Ready(bool answered, DateTimeOffset now)
    {
        Content = answered ? DeliveryContent.Answer : DeliveryContent.Apology;
        if (!answered && (State == DeliveryState.Held || Channel == NoChannel))
        {
            (State, EndedAt) = (DeliveryState.Failed, now);
        }
    }

    /// <summary>
    /// An operator tries the failed task again; what comes of it waits for the person, and an apology that has not left stays here. One
    /// that is just leaving is not heard of any more: the token is no longer its own.
    /// </summary>
    /// <param name="token">A new one.</param>
    public void Reopen(Guid token)
    {
        if (State == DeliveryState.Failed || (State == DeliveryState.Pending && Content == DeliveryContent.Apology))
        {
            (State, Content, EndedAt, SendToken, Target) = (DeliveryState.Held, DeliveryContent.Awaited, null, token, null);
        }
    }

    /// <summary>Whether the channel's sender should take it now.</summary>
    public bool IsDue(DateTimeOffset now) => State == DeliveryState.Pending && Channel != NoChannel
        && (Content == DeliveryContent.Awaited ? Deadline <= now : NotBefore <= now);

    /// <summary>It may have arrived, and its channel can find out.</summary>
    public bool MayBeLookedFor => State == DeliveryState.Uncertain && Target is not null;

    /// <summary>Whether a response to the person can carry it.</summary>
    /// <param name="awaited">The task whose asker is being answered right now; only there may the response come before the channel.</param>
    /// <param name="now">The time.</param>
    public bool CanBeShown(AiTaskId? awaited, DateTimeOffset now) => (TaskId != awaited || !Announced) && Content switch
    {
        DeliveryContent.Answer => State == DeliveryState.Held || (State == DeliveryState.Pending && Channel == NoChannel)
            || (State == DeliveryState.Pending && TaskId == awaited && NotBefore > now),
        DeliveryContent.Apology => State == DeliveryState.Pending && TaskId == awaited && NotBefore > now,
        _ => false,
    };

    /// <summary>A response is about to say that it follows; false when another one carries it already, or says that there is none.</summary>
    public bool Announce()
    {
        Announced |= State == DeliveryState.Pending && Content != DeliveryContent.Apology;
        return Announced;
    }

    /// <summary>The response that announced it has left: no other one may carry it, and the channel may be used soon. True when it is ready for that.</summary>
    public bool Release(DateTimeOffset notBefore)
    {
        if (State != DeliveryState.Pending)
        {
            return false;
        }

        (Announced, NotBefore) = (true, notBefore < NotBefore ? notBefore : NotBefore);
        return Content != DeliveryContent.Awaited;
    }

    /// <summary>It is about to leave us.</summary>
    public void Leave(Guid token, string via, DateTimeOffset now)
    {
        State = Content switch
        {
            DeliveryContent.Answer => DeliveryState.Uncertain,
            DeliveryContent.Apology => DeliveryState.Failed,
            _ => DeliveryState.Held, // only word that it takes longer leaves
        };
        (SendToken, Via, EndedAt) = (token, via, now);
        Attempts++;
    }

    /// <summary>What became of what left us; not heard when another try has begun since.</summary>
    public void Settle(Settlement settlement, DateTimeOffset now)
    {
        if (SendToken != settlement.Token)
        {
            return;
        }

        Receipt = settlement.Receipt ?? Receipt;
        NotBefore = now + settlement.LookAfter ?? NotBefore;
        if (settlement.RetryAfter is { } pause)
        {
            (State, NotBefore, EndedAt) = (DeliveryState.Pending, now + pause, null);
        }
        else if (State == DeliveryState.Uncertain)
        {
            (State, EndedAt) = (settlement.State, now);
        }

        Target = settlement.RetryAfter is null && !settlement.WillLook ? null : Target;
        if (settlement.Shown is { } shown)
        {
            (Shown, HasRest) = (shown, settlement.HasRest);
        }
    }

    /// <summary>The channel's time is over, or nobody came for it.</summary>
    public void GiveUp(DeliveryState state, DateTimeOffset now, string? receipt = null) =>
        (State, EndedAt, Target, Receipt) = (state, now, null, Receipt ?? receipt);

    /// <summary>Nobody will use its channel any more.</summary>
    public void ForgetTarget() => Target = null;
}
