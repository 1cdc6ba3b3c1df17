using System.Data.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using Microsoft.Extensions.Logging;

namespace ChatPlatform.Application.Conversations;

/// <summary>
/// Looks after running turns once a second: keeps their partial text, hears wishes to cancel, says that this node lives, and ends the
/// turns of nodes that died.
/// </summary>
internal sealed partial class TurnKeeper(ITurnStore store, RunningTurns turns, TimeProvider clock, ILogger<TurnKeeper> log)
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>A node that has been silent for this long is dead; it says that it lives every second.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    /// <summary>A turn that the database lays to us and that we do not know: a begin whose outcome we never heard.</summary>
    private static readonly TimeSpan LostAfter = TimeSpan.FromSeconds(15);

    private readonly Dictionary<MessageId, int> _kept = [];

    /// <summary>One round. An outage is logged, and the next round tries again.</summary>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        try
        {
            await CheckpointAsync(cancellationToken);
            await BeatAsync(cancellationToken);
            await InterruptAsync(await store.FindAbandonedAsync(Lease, cancellationToken), cancellationToken);
        }
        catch (Exception e) when (e is DbException or TimeoutException or IOException)
        {
            LogRoundFailed(log, e);
        }
    }

    private async Task CheckpointAsync(CancellationToken cancellationToken)
    {
        var writes = new List<Task>();
        var seen = new HashSet<MessageId>();
        foreach (var stream in turns.All)
        {
            var (id, text) = (stream.Turn.AnswerId, stream.Text);
            seen.Add(id);
            if (!stream.Last.IsCompleted && text.Length > _kept.GetValueOrDefault(id))
            {
                _kept[id] = text.Length;
                writes.Add(store.CheckpointAsync(id, turns.Node, text, cancellationToken));
            }
        }

        foreach (var gone in _kept.Keys.Where(id => !seen.Contains(id)).ToList())
        {
            _kept.Remove(gone);
        }

        await Task.WhenAll(writes);
    }

    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        var heartbeat = await store.BeatAsync(turns.Node, cancellationToken);
        foreach (var own in heartbeat.Running.Where(own => own.CancelRequested))
        {
            turns.Find(own.AnswerId)?.Cancel(byPerson: true);
        }

        var lost = heartbeat.Running.Where(own => own.Age > LostAfter && turns.Find(own.AnswerId) is null).Select(own => own.AnswerId).ToList();
        if (lost.Count > 0)
        {
            await InterruptAsync(await store.FindAsync(lost, cancellationToken), cancellationToken);
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
