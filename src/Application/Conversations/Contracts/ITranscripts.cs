using ChatPlatform.Domain.Common;

namespace ChatPlatform.Application.Conversations.Contracts;

/// <summary>One thing that was said.</summary>
/// <param name="Position">1, 2, 3 … within the conversation.</param>
/// <param name="IsUser">False when the AI said it.</param>
/// <param name="Text">Complete, or the part that came; numbers and addresses that identify a person are masked.</param>
public sealed record TranscriptLine(int Position, bool IsUser, string Text);

/// <summary>A conversation up to one of its messages.</summary>
/// <param name="UpTo">That message's position.</param>
/// <param name="Lines">Finished messages, oldest first.</param>
public sealed record Transcript(Guid ConversationId, ClientId ClientId, UserId UserId, int UpTo, IReadOnlyList<TranscriptLine> Lines);

/// <summary>How far a conversation has come.</summary>
/// <param name="MessageCount">The position of its newest message.</param>
/// <param name="LastMessage">That message; null when the conversation was cleared.</param>
/// <param name="LastUsed">When something was last asked in it.</param>
/// <param name="RobeingId">Who answers in it; null for nobody in particular.</param>
public sealed record ConversationProgress(
    Guid ConversationId, ClientId ClientId, UserId UserId, int MessageCount, Guid? LastMessage, DateTimeOffset LastUsed, string? RobeingId = null);

/// <summary>How other modules read conversations.</summary>
public interface ITranscripts
{
    /// <summary>
    /// The conversation of a message up to that message: its newest <paramref name="take"/> finished messages, without what other people asked in it. Null when there is no such
    /// message, or nothing was said. One query.
    /// </summary>
    Task<Transcript?> ReadAsync(Guid upToMessage, int take, CancellationToken cancellationToken);

    /// <summary>
    /// Conversations of these people in these channels that were used since, those that began last first, at most <paramref name="take"/>.
    /// One query, by the index on people.
    /// </summary>
    Task<IReadOnlyList<ConversationProgress>> FindAsync(
        ClientId client,
        IReadOnlyCollection<UserId> users,
        IReadOnlyCollection<string> channels,
        DateTimeOffset since,
        int take,
        CancellationToken cancellationToken);
}
