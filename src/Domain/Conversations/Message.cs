using ChatPlatform.Domain.Common;

namespace ChatPlatform.Domain.Conversations;

public enum MessageRole
{
    User,
    Assistant,
    System,
}

/// <summary>Pending and Streaming are running; the others are final.</summary>
public enum MessageStatus
{
    /// <summary>The question is saved; nothing has come from the model yet.</summary>
    Pending,

    /// <summary>Text is coming in; what is stored is a part.</summary>
    Streaming,

    Completed,

    /// <summary>The model or something before it failed; the message carries the error.</summary>
    Failed,

    /// <summary>The person stopped it; the text so far is kept.</summary>
    Cancelled,

    /// <summary>The server died or stopped in the middle; the text so far is kept.</summary>
    Interrupted,
}

public sealed class Message
{
    public const int TextMaxLength = 32_000;

    private Message(MessageId id, ConversationId conversationId, int position, MessageRole role, DateTimeOffset createdAt) =>
        (Id, ConversationId, Position, Role, CreatedAt) = (id, conversationId, position, role, createdAt);

    public MessageId Id { get; }

    public ConversationId ConversationId { get; }

    /// <summary>1, 2, 3 … within the conversation.</summary>
    public int Position { get; }

    public MessageRole Role { get; }

    /// <summary>Who asked, where that is not the conversation's own person.</summary>
    public UserId? UserId { get; private set; }

    public string Content { get; private set; } = "";

    public MessageStatus Status { get; private set; }

    public DateTimeOffset CreatedAt { get; }

    public DateTimeOffset? CompletedAt { get; private set; }

    public int? InputTokens { get; private set; }

    public int? OutputTokens { get; private set; }

    public string? Model { get; private set; }

    public string? FinishReason { get; private set; }

    public ErrorKind? ErrorKind { get; private set; }

    public string? ErrorCode { get; private set; }

    public string? ErrorDetail { get; private set; }

    public bool IsRunning => Status is MessageStatus.Pending or MessageStatus.Streaming;

    public static Message Asked(MessageId id, ConversationId conversation, int position, string text, DateTimeOffset now) =>
        new(id, conversation, position, MessageRole.User, now)
        {
            Content = text,
            Status = MessageStatus.Completed,
            CompletedAt = now,
        };

    public static Message Awaited(MessageId id, ConversationId conversation, int position, DateTimeOffset now) =>
        new(id, conversation, position, MessageRole.Assistant, now);

    /// <summary>How it ended; null while it runs.</summary>
    public TurnOutcome? Outcome => IsRunning
        ? null
        : TurnOutcome.Stored(Status, Content, CompletedAt ?? CreatedAt) with
        {
            FinishReason = FinishReason ?? "stop",
            Model = Model,
            InputTokens = InputTokens,
            OutputTokens = OutputTokens,
            Error = ErrorCode is null ? null : new Error(ErrorKind ?? Common.ErrorKind.BadGateway, ErrorCode, ErrorDetail ?? ""),
        };

    /// <summary>Keeps the text that has come so far.</summary>
    public Result<Done> Checkpoint(string text)
    {
        if (!IsRunning)
        {
            return ConversationErrors.MessageEnded;
        }

        (Content, Status) = (text, MessageStatus.Streaming);
        return new Done();
    }

    /// <summary>Another attempt begins: what an earlier one left is forgotten. Not for an answer that was given.</summary>
    public Result<Done> Reopen()
    {
        if (!IsRunning && Status != MessageStatus.Failed)
        {
            return ConversationErrors.MessageEnded;
        }

        (Content, Status, CompletedAt) = ("", MessageStatus.Pending, null);
        (FinishReason, ErrorKind, ErrorCode, ErrorDetail) = (null, null, null, null);
        return new Done();
    }

    /// <summary>Ends a running answer, for good.</summary>
    public Result<Done> End(TurnOutcome outcome)
    {
        if (!IsRunning)
        {
            return ConversationErrors.MessageEnded;
        }

        (Content, Status, CompletedAt) = (outcome.Content, outcome.Status, outcome.EndedAt);
        (InputTokens, OutputTokens, Model) = (outcome.InputTokens, outcome.OutputTokens, outcome.Model);
        (FinishReason, ErrorKind, ErrorCode, ErrorDetail) =
            (outcome.FinishReason, outcome.Error?.Kind, outcome.Error?.Code, outcome.Error?.Message);
        return new Done();
    }
}
