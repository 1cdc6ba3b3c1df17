using System.Collections.Concurrent;
using System.Diagnostics;
using ChatPlatform.Application.Tasks.Contracts;

namespace ChatPlatform.TaskQueueBenchmark;

/// <summary>A task that does nothing but note when it was begun.</summary>
internal sealed class NoOp : ITaskHandler
{
    public const string Name = "no_op";

    private volatile TaskCompletionSource _gate = Opened();

    public string Kind => Name;

    /// <summary>Subject → timestamp.</summary>
    public ConcurrentDictionary<Guid, long> Begun { get; } = new();

    public void Close() => _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open() => _gate.TrySetResult();

    public async Task<TaskResult> RunAsync(TaskAttempt attempt, CancellationToken stopping)
    {
        Begun.TryAdd(attempt.Subject, Stopwatch.GetTimestamp());
        await _gate.Task.WaitAsync(stopping);
        return new TaskResult.Completed();
    }

    private static TaskCompletionSource Opened()
    {
        var gate = new TaskCompletionSource();
        gate.SetResult();
        return gate;
    }
}
