using ChatPlatform.Application.Common;
using ChatPlatform.Application.Insights.Contracts;
using ChatPlatform.Application.Tasks.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Tasks;
using Microsoft.Extensions.Logging;

namespace ChatPlatform.Application.Tasks;

/// <summary>Carries out single attempts, whatever happens in them.</summary>
internal sealed partial class TaskAttempts(
    IEnumerable<ITaskHandler> handlers, TaskPace pace, IEventLog events, TimeProvider clock, ILogger<TaskAttempts> log)
{
    /// <summary>Until it is tried again to give up on a task: what it is about would hear nothing of a task that had merely failed.</summary>
    private static readonly TimeSpan GiveUpPause = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, ITaskHandler> _handlers = handlers.ToDictionary(h => h.Kind, StringComparer.Ordinal);
    private long _completed;
    private long _failed;
    private (string? Text, DateTimeOffset? At) _lastError;

    public WorkerReport Report(int running, int parallelism)
    {
        var (text, at) = _lastError;
        return new(running, parallelism, Interlocked.Read(ref _completed), Interlocked.Read(ref _failed), text, at);
    }

    /// <summary>Never throws.</summary>
    public async Task<AttemptEnd> RunAsync(ClaimedTask task, CancellationToken stopping)
    {
        var began = clock.GetTimestamp();
        var end = Translate(task, await TryAsync(task, stopping));
        if (end.Status == AiTaskStatus.Completed)
        {
            Interlocked.Increment(ref _completed);
            if (task.IsAwaited && !IsOver(task))
            {
                pace.Took(clock.GetElapsedTime(began));
            }
        }

        Telemetry.TaskEnded(task.Kind, end.Status.ToString(), clock.GetElapsedTime(began));
        return IsOver(task) ? end with { Counts = false } : end;
    }

    /// <summary>No attempt begins any more; this claim was only for giving up.</summary>
    private static bool IsOver(ClaimedTask task) => task.IsLate || task.Attempt > AiTask.MaxAttempts;

    private async Task<TaskResult> TryAsync(ClaimedTask task, CancellationToken stopping)
    {
        if (!_handlers.TryGetValue(task.Kind, out var handler))
        {
            return new TaskResult.Failed(TaskErrors.UnknownKind(task.Kind), InVain: true);
        }

        var attempt = new TaskAttempt(task.Id.Value, task.Subject, task.Token, task.Attempt >= AiTask.MaxAttempts, task.Deadline);
        if (IsOver(task))
        {
            return await GiveUpAsync(handler, attempt, task.IsLate ? TaskErrors.Late : TaskErrors.WorkerDied, stopping);
        }

        try
        {
            return await handler.RunAsync(attempt, stopping);
        }
        catch (Exception e) when (stopping.IsCancellationRequested)
        {
            LogStopped(log, e, task.Kind, task.Id.Value);
            return new TaskResult.Postponed(TimeSpan.Zero);
        }
        catch (Exception e)
        {
            LogFailed(log, e, task.Kind, task.Id.Value);
            return attempt.IsLast
                ? await GiveUpAsync(handler, attempt, TaskErrors.Unexpected, stopping)
                : new TaskResult.Failed(TaskErrors.Unexpected);
        }
    }

    /// <summary>A task whose handler could not give up has not ended: somebody still waits for what it is about.</summary>
    private async Task<TaskResult> GiveUpAsync(ITaskHandler handler, TaskAttempt attempt, Error error, CancellationToken stopping)
    {
        try
        {
            return await handler.GiveUpAsync(attempt, error, stopping);
        }
        catch (Exception e)
        {
            LogNotGivenUp(log, e, handler.Kind, attempt.TaskId);
            return new TaskResult.Postponed(stopping.IsCancellationRequested ? TimeSpan.Zero : GiveUpPause);
        }
    }

    private AttemptEnd Translate(ClaimedTask task, TaskResult result)
    {
        switch (result)
        {
            case TaskResult.Completed completed:
                return AttemptEnd.Completed(task.Id, task.Token, task.Errors, completed.TokensUsed);
            case TaskResult.Postponed postponed:
                return AttemptEnd.Postponed(task.Id, task.Token, task.Errors, postponed.After);
            case TaskResult.Failed failed:
                Interlocked.Increment(ref _failed);
                _lastError = (ErrorText.Fit($"{failed.Error.Code}: {failed.Error.Message}", WorkerNode.LastErrorMaxLength), clock.Now());
                var again = !failed.InVain && task.Attempt < AiTask.MaxAttempts;
                var pause = again ? AttemptEnd.PauseAfter(task.Attempt, Random.Shared.NextDouble()) : (TimeSpan?)null;
                if (!again)
                {
                    events.Record(new PlatformEvent(
                        "task.failed", task.Id.Value.ToString(), $"[실패] {task.Kind} 작업 실패: {failed.Error.Code}", Detail: new { task.Kind, failed.Error.Code }));
                }

                var attempt = IsOver(task) ? task.Attempt - 1 : task.Attempt;
                return AttemptEnd.Failed(task.Id, task.Token, task.Errors, attempt, failed.Error, pause, clock.Now());
            default:
                throw new InvalidOperationException($"No end for {result}.");
        }
    }

    [LoggerMessage(LogLevel.Error, "A task of the kind {Kind} failed unexpectedly: {TaskId}")]
    private static partial void LogFailed(ILogger logger, Exception exception, string kind, Guid taskId);

    [LoggerMessage(LogLevel.Error, "A task of the kind {Kind} could not be given up on; this is tried again: {TaskId}")]
    private static partial void LogNotGivenUp(ILogger logger, Exception exception, string kind, Guid taskId);

    [LoggerMessage(LogLevel.Debug, "A task of the kind {Kind} was stopped and goes back to the queue: {TaskId}")]
    private static partial void LogStopped(ILogger logger, Exception exception, string kind, Guid taskId);
}
