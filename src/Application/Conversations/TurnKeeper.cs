using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using Microsoft.Extensions.Logging;

namespace ChatPlatform.Application.Conversations;

/// <summary>
/// Looks after running turns once a second: keeps their partial text, hears wishes to cancel, stops those that are gone, says that this
/// node lives, and ends the turns of nodes that died.
/// </summary>
internal sealed partial class TurnKeeper(ITurnStore store, RunningTurns turns, TimeProvider clock, ILogger<TurnKeeper> log)
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>A node that has been silent for this long is dead; it says that it lives every second.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    /// <summary>A node that has been silent for this long is dead whatever happened to the database meanwhile.</summary>
    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromDays(1);

    private readonly Dictionary<MessageId, int> _kept = [];
    private long? _lastBeat;
    private long _steadySince;

    /// <summary>One round. An outage is logged, and the next round tries again.</summary>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        if (await TryAsync(BeatAsync, cancellationToken))
        {
            await TryAsync(CheckpointAsync, cancellationToken);
            await TryAsync(InterruptAbandonedAsync, cancellationToken);
        }
    }

    /// <summary>Says that this node lives, and hears what is wanted of it.</summary>
    public async Task BeatAsync(CancellationToken cancellationToken)
    {
        var working = turns.All.Where(stream => stream.Owner == turns.Node).ToList(); // committed before the question
        var heartbeat = await store.BeatAsync(turns.Node, cancellationToken);
        if (_lastBeat is not { } last || clock.GetElapsedTime(last) > Lease / 2)
        {
            _steadySince = clock.GetTimestamp();
        }

        _lastBeat = clock.GetTimestamp();
        foreach (var own in heartbeat.Running.Where(own => own.CancelRequested))
        {
            turns.Find(own.AnswerId)?.Cancel(byPerson: true);
        }

        var known = heartbeat.Running.Select(own => own.AnswerId).ToHashSet();
        foreach (var gone in working.Where(stream => !known.Contains(stream.Turn.AnswerId)))
        {
            gone.Cancel(byPerson: true); // deleted, erased or taken for dead: nothing of it can be written any more
        }

        var lost = heartbeat.Running.Where(own => !turns.Knows(own.AnswerId)).Select(own => own.AnswerId).ToList();
        if (lost.Count > 0)
        {
            await InterruptAsync(await store.FindAsync(lost, cancellationToken), cancellationToken);
        }
    }

    private async Task CheckpointAsync(CancellationToken cancellationToken)
    {
        var writes = new List<(MessageId Id, int Length, Task Write)>();
        var seen = new HashSet<MessageId>();
        foreach (var stream in turns.All)
        {
            var (id, text) = (stream.Turn.AnswerId, stream.Text);
            seen.Add(id);
            if (!stream.Last.IsCompleted && text.Length > _kept.GetValueOrDefault(id))
            {
                writes.Add((id, text.Length, store.CheckpointAsync(id, stream.Owner, text, cancellationToken)));
            }
        }

        foreach (var gone in _kept.Keys.Where(id => !seen.Contains(id)).ToList())
        {
            _kept.Remove(gone);
        }

        try
        {
            await Task.WhenAll(writes.Select(w => w.Write));
        }
        finally
        {
            foreach (var (id, length, _) in writes.Where(w => w.Write.IsCompletedSuccessfully))
            {
                _kept[id] = length;
            }
        }
    }

    /// <summary>
    /// While the database was away, every node was silent. Only a node that has beaten without a gap for as long as the lease knows that
    /// the others had their chance to say that they live.
    /// </summary>
    private async Task InterruptAbandonedAsync(CancellationToken cancellationToken)
    {
        var silence = clock.GetElapsedTime(_steadySince) >= Lease ? Lease : ForgottenAfter;
        await InterruptAsync(await store.FindAbandonedAsync(silence, cancellationToken), cancellationToken);
    }

    private async Task<bool> TryAsync(Func<CancellationToken, Task> step, CancellationToken cancellationToken)
    {
        try
        {
            await step(cancellationToken);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogRoundFailed(log, e);
            return false;
        }
    }

    private async Task InterruptAsync(IReadOnlyList<AbandonedTurn> abandoned, CancellationToken cancellationToken)
    {
        foreach (var turn in abandoned)
        {
            var end = new TurnEnd(turn.Turn, turn.NodeId, TurnOutcome.Interrupted(turn.Partial, clock.Now()), Prompt: null);
            if (await store.EndAsync(end, cancellationToken))
            {
                LogInterrupted(log, turn.Turn.AnswerId.Value, turn.NodeId.Value);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Running turns could not be looked after; trying again")]
    private static partial void LogRoundFailed(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Warning, "Answer {AnswerId} was interrupted: node {NodeId} is gone")]
    private static partial void LogInterrupted(ILogger logger, Guid answerId, Guid nodeId);
}
