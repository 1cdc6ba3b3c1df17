using ChatPlatform.Application.Conversations;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;

namespace ChatPlatform.Infrastructure.Persistence.PostgreSql;

/// <summary>One call's write, waiting for its place in a batch.</summary>
internal abstract class TurnWrite
{
    /// <summary>Set when the caller no longer waits; a write not yet sent is then skipped.</summary>
    public bool Abandoned { get; set; }

    public abstract void Fail(Exception exception);

    /// <summary>Tells the caller; only after the commit has been acknowledged.</summary>
    public abstract void Acknowledge();

    internal sealed class Begin(TurnRequest request, NodeId node) : Of<TurnFacts?>
    {
        public TurnRequest Request { get; } = request;

        public NodeId Node { get; } = node;
    }

    internal sealed class Checkpoint(MessageId answer, NodeId node, string text) : Of<bool>
    {
        public MessageId Answer { get; } = answer;

        public NodeId Node { get; } = node;

        public string Text { get; } = text;
    }

    internal sealed class End(TurnEnd value) : Of<bool>
    {
        public TurnEnd Value { get; } = value;
    }

    internal abstract class Of<T> : TurnWrite
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>What the statement said of this write; the default means that it wrote nothing.</summary>
        public T? Outcome { get; set; }

        public Task<T> Done => _done.Task;

        public override void Fail(Exception exception) => _done.TrySetException(exception);

        public override void Acknowledge() => _done.TrySetResult(Outcome!);
    }
}
