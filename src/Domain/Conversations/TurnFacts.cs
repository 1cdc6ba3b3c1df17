using ChatPlatform.Domain.Common;

namespace ChatPlatform.Domain.Conversations;

/// <summary>What is known of a turn once its question is committed.</summary>
/// <param name="ConversationId">The session it belongs to.</param>
/// <param name="QuestionId">The person's message.</param>
/// <param name="AnswerId">The answer's message, pending until the turn ends.</param>
/// <param name="AnswerPosition">Its place in the conversation; the question stands one before.</param>
/// <param name="Question">The person's text.</param>
/// <param name="AskedAt">When it was accepted.</param>
/// <param name="ClientId">The client that owns the conversation.</param>
/// <param name="UserId">The person who asked.</param>
/// <param name="Channel">Where it was said.</param>
/// <param name="ChannelId">The place within the channel.</param>
/// <param name="RobeingId">Who answers; null for nobody in particular.</param>
/// <param name="PromptName">The prompt to use; null for the default.</param>
/// <param name="Variables">JSON object that fills the prompt.</param>
public sealed record TurnFacts(
    ConversationId ConversationId,
    MessageId QuestionId,
    MessageId AnswerId,
    int AnswerPosition,
    string Question,
    DateTimeOffset AskedAt,
    ClientId ClientId,
    UserId UserId,
    string Channel,
    string? ChannelId,
    string? RobeingId,
    string? PromptName,
    string Variables)
{
    /// <summary>What the channel says of the question; null where it says nothing.</summary>
    public QuestionOrigin? Origin { get; init; }
}
