using System.Collections.Concurrent;
using System.Data.Common;
using ChatPlatform.Application.Common;
using ChatPlatform.Application.Insights.Contracts;
using ChatPlatform.Application.Tasks;
using ChatPlatform.Application.Tasks.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Tasks;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;

namespace ChatPlatform.UnitTests.Tasks;

/// <summary>What a worker does when the database does not do as it is told.</summary>
public sealed class TaskWorkerTests : IDisposable
{
    private readonly Store _store = new();
    private readonly Handler _handler = new();
    private readonly CancellationTokenSource _stopping = new();

    [Fact]
    public async Task Run_OneEndIsRefused_WritesTheOthersAndClaimsOn()
    {
        var (good, refused) = (_store.Add(), _store.Add());
        _store.Refused = refused;
        var running = RunAsync();

        await UntilAsync(() => _store.Ended.Contains(good));
        var next = _store.Add();
        await UntilAsync(() => _store.Ended.Contains(next));
        await _stopping.CancelAsync();
        await running;

        _store.Ended.ShouldNotContain(refused);
    }

    [Fact]
    public async Task Run_DatabaseFailsAsTheNodeStops_HandsBackWhatRuns()
    {
        _handler.Holds = true;
        var task = _store.Add();
        var running = RunAsync();
        await UntilAsync(() => _handler.Running);
        _store.BeforeExchange = () =>
        {
            _store.BeforeExchange = null;
            _stopping.Cancel();
            throw new TimeoutException("the database is away");
        };

        await running.WaitAsync(TimeSpan.FromSeconds(20));

        _store.Postponed.ShouldBe([task]);
    }

    [Fact]
    public async Task Run_NoRoomForMore_RestsUntilThereIs()
    {
        _handler.Holds = true;
        for (var i = 0; i < 4; i++)
        {
            _store.Add();
        }

        var clock = new CountingClock();
        var running = RunAsync(clock);
        await UntilAsync(() => _handler.Begun == 4);
        await Task.Delay(100);
        var before = clock.Looks;
        await Task.Delay(500);

        (clock.Looks - before).ShouldBeLessThan(2_000); // some hundreds; a worker that does not rest looks at the clock a hundred times as often
        await _stopping.CancelAsync();
        await running;
    }

    public void Dispose() => _stopping.Dispose();

    private Task RunAsync(TimeProvider? time = null)
    {
        var clock = time ?? TimeProvider.System;
        var options = new TaskOptions { Parallelism = 4, PollEvery = TimeSpan.FromMilliseconds(10) };
        var pace = new TaskPace(options);
        var attempts = new TaskAttempts([_handler], pace, Substitute.For<IEventLog>(), clock, NullLogger<TaskAttempts>.Instance);
        var worker = new TaskWorker(
            _store, attempts, new TaskSignals(), pace, options, new ThisNode(clock), clock, NullLogger<TaskWorker>.Instance);
        return Task.Run(() => worker.RunAsync(TimeSpan.FromSeconds(5), _stopping.Token));
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var i = 0; i < 2_000 && !condition(); i++)
        {
            await Task.Delay(10);
        }

        condition().ShouldBeTrue();
    }

    private sealed class CountingClock : TimeProvider
    {
        private long _looks;

        public long Looks => Interlocked.Read(ref _looks);

        public override long GetTimestamp()
        {
            Interlocked.Increment(ref _looks);
            return base.GetTimestamp();
        }
    }

    private sealed class Handler : ITaskHandler
    {
        public const string Name = "test";

        public string Kind => Name;

        public bool Holds { get; set; }

        private int _begun;

        public int Begun => Volatile.Read(ref _begun);

        public bool Running { get; private set; }

        public async Task<TaskResult> RunAsync(TaskAttempt attempt, CancellationToken stopping)
        {
            Running = true;
            Interlocked.Increment(ref _begun);
            await Task.Delay(Holds ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, stopping);
            return new TaskResult.Completed();
        }
    }

    private sealed class Store : ITaskStore
    {
        private readonly ConcurrentQueue<ClaimedTask> _waiting = new();

        public AiTaskId Refused { get; set; }

        public Action? BeforeExchange { get; set; }

        public ConcurrentBag<AiTaskId> Ended { get; } = [];

        public ConcurrentBag<AiTaskId> Postponed { get; } = [];

        public AiTaskId Add()
        {
            var now = TimeProvider.System.Now();
            var id = AiTaskId.New(now);
            _waiting.Enqueue(new ClaimedTask(id, Handler.Name, id.Value, Guid.CreateVersion7(now), 1, "[]", now.AddMinutes(1), TimeSpan.Zero, IsLate: false));
            return id;
        }

        public Task<WorkerGain> ExchangeAsync(WorkerTurn turn, CancellationToken cancellationToken)
        {
            BeforeExchange?.Invoke();
            if (turn.Ended.Any(e => e.TaskId == Refused))
            {
                throw new RefusedException();
            }

            foreach (var end in turn.Ended)
            {
                (end.Status == AiTaskStatus.Pending ? Postponed : Ended).Add(end.TaskId);
            }

            var claimed = new List<ClaimedTask>();
            while (claimed.Count < turn.Free && _waiting.TryDequeue(out var task))
            {
                claimed.Add(task);
            }

            return Task.FromResult(new WorkerGain(claimed, turn.Held.Select(h => h.Token).ToHashSet()));
        }

        public Task<QueueDepth> MeasureAsync(CancellationToken cancellationToken) => Task.FromResult(new QueueDepth(0, 1));

        public Task<int> RemoveEndedAsync(TimeSpan age, CancellationToken cancellationToken) => Task.FromResult(0);

        public Task<int> ForgetTargetsAsync(TimeSpan age, CancellationToken cancellationToken) => Task.FromResult(0);
    }

    private sealed class RefusedException() : DbException("value too long")
    {
        public override string? SqlState => "22001";
    }
}
