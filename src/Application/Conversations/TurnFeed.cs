using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;

namespace ChatPlatform.Application.Conversations;

/// <summary>What a reader of a turn sees.</summary>
public abstract record TurnEvent
{
    /// <summary>First, once, for a reader that starts at the beginning.</summary>
    public sealed record Started(MessageId AnswerId, MessageId QuestionId, ConversationId ConversationId) : TurnEvent;

    /// <param name="Text">A piece of the answer.</param>
    /// <param name="Offset">UTF-16 units of the answer up to and including this piece: where a reader that comes back goes on.</param>
    public sealed record Delta(string Text, int Offset) : TurnEvent;

    /// <summary>Last, once: the answer as it is stored, or why it is not.</summary>
    public sealed record Ended(TurnOutcome Outcome) : TurnEvent;

    /// <summary>Last, instead of Ended, when the end of the turn cannot be told: see <paramref name="Error"/>.</summary>
    public sealed record Lost(Error Error) : TurnEvent;
}

/// <summary>
/// The in-process log of one running turn. The runner writes it; any number of readers follow it, leave and come back. It holds the
/// text and not the pieces, so a slow reader costs nothing and gets several pieces as one.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A token source without a timer or a link holds nothing to dispose of, and readers may outlive the turn.")]
public sealed class TurnFeed(TurnFacts turn, NodeId owner = default)
{
    private readonly Lock _gate = new();
    private readonly StringBuilder _text = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<TurnEvent> _last = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource? _waiting;

    public TurnFacts Turn { get; } = turn;

    /// <summary>Who may write to it: this node, or a task's attempt; default for one that is only read.</summary>
    public NodeId Owner { get; } = owner;

    /// <summary>Ended or Lost, once the turn's end is committed or given up on.</summary>
    public Task<TurnEvent> Last => _last.Task;

    /// <summary>Cancelled by the person, or by the end of this process.</summary>
    public CancellationToken Stopping => _stop.Token;

    /// <summary>True when the person asked for it; false when the process is ending.</summary>
    public bool CancelledByPerson { get; private set; }

    public string Text
    {
        get
        {
            lock (_gate)
            {
                return _text.ToString();
            }
        }
    }

    public void Cancel(bool byPerson)
    {
        CancelledByPerson |= byPerson;
        _stop.Cancel();
    }

    public void Append(string piece)
    {
        TaskCompletionSource? waiting;
        lock (_gate)
        {
            _text.Append(piece);
            (waiting, _waiting) = (_waiting, null);
        }

        waiting?.TrySetResult();
    }

    public void End(TurnEvent last)
    {
        _last.TrySetResult(last);
        TaskCompletionSource? waiting;
        lock (_gate)
        {
            (waiting, _waiting) = (_waiting, null);
        }

        waiting?.TrySetResult();
    }

    /// <summary>Replays from <paramref name="offset"/> (null: from the beginning, with Started), then follows live to the last event.</summary>
    public async IAsyncEnumerable<TurnEvent> ReadAsync(int? offset, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (offset is null)
        {
            yield return new TurnEvent.Started(Turn.AnswerId, Turn.QuestionId, Turn.ConversationId);
        }

        var read = Math.Max(0, offset ?? 0);
        while (true)
        {
            string? piece = null;
            Task? more = null;
            var ended = _last.Task.IsCompletedSuccessfully;
            lock (_gate)
            {
                if (_text.Length > read)
                {
                    piece = _text.ToString(read, _text.Length - read);
                }
                else if (!ended)
                {
                    _waiting ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                    more = _waiting.Task;
                }
            }

            if (piece is not null)
            {
                read += piece.Length;
                yield return new TurnEvent.Delta(piece, read);
            }
            else if (ended)
            {
                yield return await _last.Task;
                yield break;
            }
            else if (!_last.Task.IsCompleted)
            {
                await more!.WaitAsync(cancellationToken);
            }
        }
    }
}
