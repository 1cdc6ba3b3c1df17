using System.Collections.Concurrent;
using System.Data.Common;
using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Tasks;
using Microsoft.Extensions.Logging;

namespace ChatPlatform.Application.Tasks;

/// <summary>
/// This node's worker: claims tasks while it has room, renews their leases, and writes what became of them, all in one exchange with
/// the database. An outage is logged; what ended meanwhile is written when the database is back, if it is still this worker's.
/// </summary>
internal sealed partial class TaskWorker(
    ITaskStore store, TaskAttempts attempts, TaskSignals signals, TaskPace pace, TaskOptions options, ThisNode node, TimeProvider clock, ILogger<TaskWorker> log)
{
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan MeasureEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan OutagePause = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentQueue<AttemptEnd> _ended = new();
    private readonly RunningAttempts _running = new();
    private long _renewed;
    private long _looked;
    private long _measured;
    private bool _mayBeMore = true;
    private bool _reported;

    /// <summary>Works until it is told to stop, then hands back what is not done.</summary>
    public async Task RunAsync(TimeSpan grace, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await MeasureAsync(stopping);
                await ExchangeAsync(options.Parallelism - _running.Count, CancellationToken.None);
                await WaitAsync(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                // whatever it is: what runs here is handed back
                LogOutage(log, e);
                if (!stopping.IsCancellationRequested)
                {
                    await Task.Delay(OutagePause, clock, CancellationToken.None);
                }
            }
        }

        await HandBackAsync(grace);
    }

    private async Task ExchangeAsync(int room, CancellationToken cancellationToken)
    {
        var renews = IsDue(_renewed, RenewEvery) || !_reported;
        var looks = room > 0 && (_mayBeMore || IsDue(_looked, options.PollEvery));
        if (_ended.IsEmpty && !looks && !renews)
        {
            return;
        }

        var ended = _ended.ToArray();
        var held = renews ? _running.Held : [];
        var report = renews ? attempts.Report(_running.Count, options.Parallelism) : null;
        WorkerGain gain;
        try
        {
            gain = await store.ExchangeAsync(new WorkerTurn(node.Id, ended, held, looks ? room : 0, report), cancellationToken);
        }
        catch (DbException e) when (ended.Length > 0 && RefusesTheValue(e))
        {
            await EndOneByOneAsync(ended, cancellationToken);
            return; // the next exchange renews and claims
        }

        Array.ForEach(ended, Ended);
        if (renews)
        {
            (_renewed, _reported) = (clock.GetTimestamp(), true);
            // somebody else is at it: what this attempt makes would be thrown away
            Array.ForEach([.. held.Select(h => h.Token).Except(gain.Kept)], _running.Stop);
        }

        if (looks)
        {
            (_looked, _mayBeMore) = (clock.GetTimestamp(), gain.Claimed.Count == room);
            foreach (var claimed in gain.Claimed)
            {
                Start(claimed);
            }
        }
    }

    /// <summary>One end that the database will never take must not keep the others from being written, nor the leases from being renewed.</summary>
    private async Task EndOneByOneAsync(AttemptEnd[] ended, CancellationToken cancellationToken)
    {
        foreach (var end in ended)
        {
            try
            {
                await store.ExchangeAsync(new WorkerTurn(node.Id, [end], [], 0, null), cancellationToken);
                Ended(end);
            }
            catch (DbException e) when (RefusesTheValue(e))
            {
                LogRefused(log, e, end.TaskId.Value);
                _ended.TryDequeue(out _); // its lease runs out, and the task is tried again
            }
        }
    }

    /// <summary>SQLSTATE 22 (data exception) and 23 (constraint violation): trying again would fail again. Anything else passes.</summary>
    private static bool RefusesTheValue(DbException e) => e.SqlState is ['2', '2' or '3', ..];

    private void Ended(AttemptEnd end)
    {
        _ended.TryDequeue(out _);
        if (end.Status is AiTaskStatus.Completed or AiTaskStatus.Failed)
        {
            signals.TaskEnded(end.TaskId.Value);
        }

        // room for the next
        _mayBeMore = true;
    }

    private void Start(ClaimedTask claimed)
    {
        Telemetry.TaskPickedUpAfter(claimed.Waited);
        var stopping = _running.Add(claimed);
        _ = Task.Run(async () =>
        {
            var end = await attempts.RunAsync(claimed, stopping);
            _ended.Enqueue(end);
            _running.Remove(claimed.Token);
            signals.TaskAdded();
        });
    }

    private async Task WaitAsync(CancellationToken stopping)
    {
        var hasRoom = _running.Count < options.Parallelism;
        if (!_ended.IsEmpty || (_mayBeMore && hasRoom))
        {
            return;
        }

        // who has no room does not look, and would wait for that time without end
        var look = hasRoom ? Left(_looked, options.PollEvery) : options.PollEvery;
        var next = new[] { Left(_renewed, RenewEvery), look, Left(_measured, MeasureEvery) }.Min();
        if (await signals.Added.WaitAsync(next, clock, stopping))
        {
            _mayBeMore = true;
        }
    }

    private async Task MeasureAsync(CancellationToken cancellationToken)
    {
        if (IsDue(_measured, MeasureEvery))
        {
            pace.Measured(await store.MeasureAsync(cancellationToken));
            _measured = clock.GetTimestamp();
        }
    }

    private async Task HandBackAsync(TimeSpan grace)
    {
        var began = clock.GetTimestamp();
        _running.StopAll();
        while ((!_running.IsEmpty || !_ended.IsEmpty) && clock.GetElapsedTime(began) < grace)
        {
            try
            {
                await ExchangeAsync(0, CancellationToken.None);
            }
            catch (Exception e)
            {
                LogOutage(log, e);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), clock, CancellationToken.None);
        }
    }

    private bool IsDue(long last, TimeSpan every) => last == 0 || clock.GetElapsedTime(last) >= every;

    private TimeSpan Left(long last, TimeSpan every) => last == 0 ? TimeSpan.Zero : every - clock.GetElapsedTime(last);

    [LoggerMessage(LogLevel.Warning, "The task queue cannot be reached; trying again")]
    private static partial void LogOutage(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Error, "The database refused how an attempt at task {TaskId} ended; it will be taken for dead and tried again")]
    private static partial void LogRefused(ILogger logger, Exception exception, Guid taskId);
}
