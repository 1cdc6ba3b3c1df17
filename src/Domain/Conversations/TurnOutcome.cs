using System.Diagnostics;
using ChatPlatform.Domain.Common;

namespace ChatPlatform.Domain.Conversations;

/// <summary>How a turn ended: one of the four final statuses, with what was written.</summary>
public sealed record TurnOutcome
{
    private TurnOutcome(MessageStatus status, string content, DateTimeOffset endedAt)
    {
        Debug.Assert(status is not (MessageStatus.Pending or MessageStatus.Streaming), "An outcome is final.");
        (Status, Content, EndedAt) = (status, content, endedAt);
    }

    public MessageStatus Status { get; }

    public string Content { get; }

    public DateTimeOffset EndedAt { get; }

    /// <summary><c>stop</c>, <c>length</c>, <c>content_filter</c>, <c>cancelled</c>, <c>interrupted</c>, <c>error</c>.</summary>
    public required string FinishReason { get; init; }

    public string? Model { get; init; }

    /// <summary>As reported by the model; null where it reported nothing.</summary>
    public int? InputTokens { get; init; }

    public int? OutputTokens { get; init; }

    /// <summary>Present exactly when Status is Failed or Interrupted.</summary>
    public Error? Error { get; init; }

    /// <summary>An outcome as it was read back.</summary>
    public static TurnOutcome Stored(MessageStatus status, string content, DateTimeOffset at) =>
        new(status, content, at) { FinishReason = "stop" };

    public static TurnOutcome Completed(string content, string finishReason, DateTimeOffset at) =>
        new(MessageStatus.Completed, content, at) { FinishReason = finishReason };

    public static TurnOutcome Failed(string partial, Error error, DateTimeOffset at) =>
        new(MessageStatus.Failed, partial, at) { FinishReason = "error", Error = error };

    public static TurnOutcome Cancelled(string partial, DateTimeOffset at) =>
        new(MessageStatus.Cancelled, partial, at) { FinishReason = "cancelled" };

    public static TurnOutcome Interrupted(string partial, DateTimeOffset at) =>
        new(MessageStatus.Interrupted, partial, at) { FinishReason = "interrupted", Error = ConversationErrors.Interrupted };
}
