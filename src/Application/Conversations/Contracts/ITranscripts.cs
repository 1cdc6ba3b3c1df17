using ChatPlatform.Domain.Common;

namespace ChatPlatform.Application.Conversations.Contracts;

/// <summary>One thing that was said.</summary>
/// <param name="IsUser">False when the AI said it.</param>
/// <param name="Text">Complete, or the part that came.</param>
public sealed record TranscriptLine(bool IsUser, string Text);

/// <summary>A conversation in which nothing has been said for a while, or in which much has.</summary>
/// <param name="MessageCount">Its messages so far.</param>
public sealed record RipeConversation(Guid ConversationId, ClientId ClientId, UserId UserId, int MessageCount);

/// <summary>How other modules read conversations.</summary>
public interface ITranscripts
{
    /// <summary>The newest <paramref name="take"/> finished messages, oldest first; one query. Empty when there is no such conversation.</summary>
    Task<IReadOnlyList<TranscriptLine>> ReadAsync(Guid conversation, int take, CancellationToken cancellationToken);

    /// <summary>
    /// Conversations of a channel last used between <paramref name="from"/> and <paramref name="to"/> that have messages, oldest first,
    /// at most <paramref name="take"/>; one query.
    /// </summary>
    Task<IReadOnlyList<RipeConversation>> FindLastUsedAsync(
        string channel, DateTimeOffset from, DateTimeOffset to, int take, CancellationToken cancellationToken);
}
