using ChatPlatform.Domain.Common;

namespace ChatPlatform.Domain.Conversations;

/// <summary>
/// A turn that some node is working on; the row goes away in the transaction that ends the turn. That there is at most one for each
/// conversation is a unique index, and that only its own node may end it is the fence against a node that was taken for dead.
/// </summary>
public sealed class RunningTurn
{
    private RunningTurn(MessageId messageId, MessageId questionId, ConversationId conversationId, NodeId nodeId, DateTimeOffset startedAt) =>
        (MessageId, QuestionId, ConversationId, NodeId, StartedAt) = (messageId, questionId, conversationId, nodeId, startedAt);

    /// <summary>The answer that is being written.</summary>
    public MessageId MessageId { get; }

    public MessageId QuestionId { get; }

    public ConversationId ConversationId { get; }

    /// <summary>Who may end it: the node, or, for a task, the attempt's token, which its worker's lease and not a heartbeat keeps alive.</summary>
    public NodeId NodeId { get; private set; }

    /// <summary>True when a task answers: if its worker dies, another one takes over.</summary>
    public bool ByTask { get; private set; }

    public DateTimeOffset StartedAt { get; }

    /// <summary>Set by any node; the turn's own node reads it with its heartbeat.</summary>
    public bool CancelRequested { get; private set; }

    public static RunningTurn Of(Message question, Message answer, NodeId node) =>
        new(answer.Id, question.Id, answer.ConversationId, node, answer.CreatedAt);

    public static RunningTurn OfTask(Message question, Message answer, NodeId attempt) => Of(question, answer, attempt).TakenBy(attempt);

    /// <summary>Another attempt goes on with it; the one before it is not heard any more.</summary>
    public RunningTurn TakenBy(NodeId attempt)
    {
        (NodeId, ByTask, CancelRequested) = (attempt, true, false);
        return this;
    }

    public void RequestCancel() => CancelRequested = true;
}

/// <summary>A node that is alive, or was until <see cref="SeenAt"/>.</summary>
public sealed class Node
{
    private Node(NodeId id, DateTimeOffset seenAt) => (Id, SeenAt) = (id, seenAt);

    public NodeId Id { get; }

    /// <summary>The last heartbeat, on the database's clock.</summary>
    public DateTimeOffset SeenAt { get; private set; }

    public static Node Started(NodeId id, DateTimeOffset now) => new(id, now);

    public void Beat(DateTimeOffset now) => SeenAt = now;
}
