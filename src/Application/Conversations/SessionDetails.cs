using System.Linq.Expressions;
using System.Text.Json;
using ChatPlatform.Domain.Conversations;

namespace ChatPlatform.Application.Conversations;

/// <summary>A session as its client sees it.</summary>
/// <param name="SessionId">UUID version 7.</param>
/// <param name="UserId">The person; <c>guest</c> when unknown.</param>
/// <param name="RobeingId">Who answers.</param>
/// <param name="Channel">Where it takes place.</param>
/// <param name="Title">The start of the first question; null before it.</param>
/// <param name="PromptName">The prompt whose active version answers; null for the default.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="LastAccessed">The newest question, UTC.</param>
/// <param name="Metadata">The caller's own.</param>
/// <param name="RunningMessageId">The answer that is being written now; null when none is.</param>
public sealed record SessionDetails(
    Guid SessionId,
    string UserId,
    string? RobeingId,
    string Channel,
    string? Title,
    string? PromptName,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastAccessed,
    JsonElement Metadata,
    Guid? RunningMessageId)
{
    internal static SessionDetails Of(Conversation c, MessageId? running) => new(
        c.Id.Value, c.UserId.Value, c.RobeingId, c.Channel, c.Title, c.PromptName, c.CreatedAt, c.LastAccessed, Json(c.Metadata), running?.Value);

    internal static JsonElement Json(string text) => JsonElement.Parse(text);

    /// <summary>A conversation with the answer that is being written in it.</summary>
    internal static Expression<Func<Conversation, SessionRow>> Row(IConversationsDb db) => c => new SessionRow(
        c, db.RunningTurns.Where(t => t.ConversationId == c.Id).Select(t => (MessageId?)t.MessageId).FirstOrDefault());
}

internal sealed record SessionRow(Conversation Conversation, MessageId? Running)
{
    public SessionDetails Details => SessionDetails.Of(Conversation, Running);
}
