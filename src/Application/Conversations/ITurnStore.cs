using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;

namespace ChatPlatform.Application.Conversations;

/// <summary>A question to be committed.</summary>
/// <param name="Idempotency">The caller's key for this request; null when it sent none.</param>
public sealed record TurnRequest(
    ConversationId ConversationId,
    ClientId ClientId,
    MessageId QuestionId,
    MessageId AnswerId,
    string Text,
    DateTimeOffset AskedAt,
    TurnIdempotency? Idempotency = null);

/// <summary>Makes a repeat of the same request find the first one's answer.</summary>
/// <param name="Key">The caller's <c>Idempotency-Key</c>, 1–200 characters.</param>
/// <param name="RequestHash">Of method, path and body.</param>
public sealed record TurnIdempotency(string Key, string RequestHash);

/// <summary>The end of a turn: everything that is written in its one transaction.</summary>
public sealed record TurnEnd(TurnFacts Turn, NodeId NodeId, TurnOutcome Outcome, PromptLog? Prompt)
{
    /// <summary>What the question was meant as; null for what the rules say.</summary>
    public Intent? Intent { get; init; }

    /// <summary>A JSON object for the log row.</summary>
    public string Metadata { get; init; } = "{}";
}

/// <summary>A turn whose node is gone, with the text it had.</summary>
public sealed record AbandonedTurn(TurnFacts Turn, NodeId NodeId, string Partial);

/// <summary>What this node hears at its heartbeat.</summary>
/// <param name="Running">Every turn the database believes to be running on this node.</param>
public sealed record Heartbeat(IReadOnlyList<OwnTurn> Running);

public sealed record OwnTurn(MessageId AnswerId, bool CancelRequested);

/// <summary>
/// The writes of a turn. Every method commits by itself; waiting calls may share a statement and a commit, and one call's failure is
/// not another's. Outages surface as exceptions within 5 s.
/// </summary>
public interface ITurnStore
{
    /// <summary>
    /// Commits the question and its pending answer. Fails with <c>session.not_found</c> (also for another client's session),
    /// <c>conversation.busy</c> (409, with <c>running_message_id</c>) or <c>idempotency.running</c> (409, the key has just been used).
    /// </summary>
    Task<Result<TurnFacts>> BeginAsync(TurnRequest request, NodeId node, CancellationToken cancellationToken);

    /// <summary>
    /// An attempt at an answer whose question is committed already takes the conversation's place for a running turn, also from an
    /// attempt before it. Fails with <c>message.not_found</c>, <c>conversation.busy</c> (another turn runs, or the attempt does not hold
    /// its task any more), or <c>message.ended</c> when the answer was given or cancelled. A failed answer begins anew.
    /// </summary>
    Task<Result<TurnFacts>> ResumeAsync(MessageId answer, NodeId attempt, CancellationToken cancellationToken);

    /// <summary>The attempt came to nothing and another one will follow: the answer is pending again. Does nothing when it is not the attempt's any more.</summary>
    Task ReleaseAsync(MessageId answer, NodeId attempt, CancellationToken cancellationToken);

    /// <summary>
    /// The messages before the answer's question, newest first, at most <paramref name="take"/>, and none from before
    /// <paramref name="since"/> when it is set; one query.
    /// </summary>
    Task<IReadOnlyList<PastMessage>> ReadContextAsync(TurnFacts turn, int take, DateTimeOffset? since, CancellationToken cancellationToken);

    /// <summary>Keeps the text so far. Does nothing when the turn is no longer this node's.</summary>
    Task CheckpointAsync(MessageId answer, NodeId node, string text, CancellationToken cancellationToken);

    /// <summary>
    /// Commits the answer, its log row and its prompt log. False when the turn is no longer that node's (taken for dead, session
    /// deleted, or already ended): nothing was written. Safe to repeat after an unclear outcome.
    /// </summary>
    Task<bool> EndAsync(TurnEnd end, CancellationToken cancellationToken);

    /// <summary>Asks the node that runs this answer to stop. False when no turn of this client is running under the id.</summary>
    Task<bool> RequestCancelAsync(MessageId answer, ClientId client, CancellationToken cancellationToken);

    /// <summary>Says that this node is alive, on the database's clock.</summary>
    Task<Heartbeat> BeatAsync(NodeId node, CancellationToken cancellationToken);

    /// <summary>Turns, except tasks', of nodes that have been silent for longer than <paramref name="lease"/>, at most 100, and forgets nodes silent for a day.</summary>
    Task<IReadOnlyList<AbandonedTurn>> FindAbandonedAsync(TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Turns of this node by id, for those it has lost track of.</summary>
    Task<IReadOnlyList<AbandonedTurn>> FindAsync(IReadOnlyCollection<MessageId> answers, CancellationToken cancellationToken);
}
