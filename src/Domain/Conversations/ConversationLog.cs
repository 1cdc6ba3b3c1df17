using ChatPlatform.Domain.Common;

namespace ChatPlatform.Domain.Conversations;

/// <summary>One turn as operators read it: a question, its answer, how it went. Written in the transaction that ends the turn; it outlives the session.</summary>
public sealed class ConversationLog
{
    private ConversationLog(Guid id, ClientId clientId, UserId userId, DateTimeOffset createdAt) =>
        (Id, ClientId, UserId, CreatedAt) = (id, clientId, userId, createdAt);

    public Guid Id { get; }

    public ClientId ClientId { get; }

    public UserId UserId { get; }

    public DateTimeOffset CreatedAt { get; }

    public required ConversationId ConversationId { get; init; }

    /// <summary>The answer's message.</summary>
    public required MessageId MessageId { get; init; }

    public required string Question { get; init; }

    /// <summary>Empty or partial unless Status is Completed.</summary>
    public required string Answer { get; init; }

    public required MessageStatus Status { get; init; }

    public required string Channel { get; init; }

    public string? ChannelId { get; init; }

    public string? ChannelType { get; init; }

    public string? RobeingId { get; init; }

    public string? SlackUserId { get; init; }

    public string? ThreadTs { get; init; }

    public string? Intent { get; init; }

    /// <summary>0–1, of the intent.</summary>
    public double? Confidence { get; init; }

    public string? Model { get; init; }

    public string? ErrorCode { get; init; }

    public int? InputTokens { get; init; }

    public int? OutputTokens { get; init; }

    /// <summary>Milliseconds from the question to the end of the answer.</summary>
    public required int DurationMs { get; init; }

    /// <summary>A JSON object.</summary>
    public string Metadata { get; init; } = "{}";

    /// <param name="turn">The turn.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="intent">Of the question; null for what the rules say.</param>
    /// <param name="metadata">A JSON object.</param>
    public static ConversationLog Of(TurnFacts turn, TurnOutcome outcome, Intent? intent = null, string metadata = "{}")
    {
        var meant = intent ?? IntentRules.Of(turn.Question);
        return new(Guid.CreateVersion7(outcome.EndedAt), turn.ClientId, turn.UserId, turn.AskedAt)
        {
            ConversationId = turn.ConversationId,
            MessageId = turn.AnswerId,
            Question = turn.Question,
            Answer = outcome.Content,
            Status = outcome.Status,
            Channel = turn.Channel,
            ChannelId = turn.ChannelId,
            ChannelType = turn.Origin?.ChannelType,
            SlackUserId = turn.Origin?.SlackUserId,
            ThreadTs = turn.Origin?.ThreadTs,
            RobeingId = turn.RobeingId,
            Intent = meant.Name,
            Confidence = meant.Confidence,
            Metadata = metadata,
            Model = outcome.Model,
            ErrorCode = outcome.Error?.Code,
            InputTokens = outcome.InputTokens,
            OutputTokens = outcome.OutputTokens,
            DurationMs = (int)Math.Clamp((outcome.EndedAt - turn.AskedAt).TotalMilliseconds, 0, int.MaxValue),
        };
    }
}
