using ChatPlatform.Application.Insights.Contracts;
using ChatPlatform.Application.Tasks;
using ChatPlatform.Application.Tasks.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Tasks;
using ChatPlatform.UnitTests.Common;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;

namespace ChatPlatform.UnitTests.Tasks;

public sealed class TaskAttemptsTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly Handler _handler = new();
    private readonly TaskPace _pace = new(new TaskOptions());

    [Fact]
    public async Task Run_LastAttemptThrows_GivesUpBeforeTheTaskFails()
    {
        _handler.Run = _ => throw new InvalidOperationException("it broke off");

        var end = await RunAsync(attempt: 3);

        _handler.GivenUp.ShouldBe(["task.failed"]);
        (end.Status, end.ErrorCode, end.Counts).ShouldBe((AiTaskStatus.Failed, "task.failed", true));
    }

    [Fact]
    public async Task Run_EarlierAttemptThrows_IsTriedAgainWithoutGivingUp()
    {
        _handler.Run = _ => throw new InvalidOperationException("it broke off");

        (await RunAsync(attempt: 2)).Status.ShouldBe(AiTaskStatus.Pending);

        _handler.GivenUp.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(4, false)]
    [InlineData(1, true)]
    public async Task Run_GivingUpThrows_IsTriedAgainAfterAPause(int attempt, bool late)
    {
        _handler.Run = _ => throw new InvalidOperationException("it broke off");
        _handler.GiveUp = _ => throw new TimeoutException("the database is away");

        var end = await RunAsync(attempt, late);

        (end.Status, end.Pause, end.Counts).ShouldBe((AiTaskStatus.Pending, TimeSpan.FromSeconds(5), false));
    }

    [Theory]
    [InlineData(4, false, "task.worker_died", 3)]
    [InlineData(1, true, "task.deadline", 0)]
    public async Task Run_NoAttemptIsLeft_GivesUpAndDoesNotCount(int claimed, bool late, string code, int attempt)
    {
        var end = await RunAsync(claimed, late);

        (end.Status, end.ErrorCode, end.Counts).ShouldBe((AiTaskStatus.Failed, code, false));
        AttemptEnd.ErrorsOf(end.Errors).ShouldHaveSingleItem().Attempt.ShouldBe(attempt);
        _handler.Ran.ShouldBe(0);
    }

    [Fact]
    public async Task Run_GivingUpFindsTheWorkDone_CompletesTheTask()
    {
        _handler.GiveUp = _ => new TaskResult.Completed();

        (await RunAsync(attempt: 4)).Status.ShouldBe(AiTaskStatus.Completed);
    }

    [Fact]
    public async Task Run_LastAttemptThrowsWhileTheNodeStops_GoesBackToTheQueue()
    {
        using var stopping = new CancellationTokenSource();
        _handler.Run = _ =>
        {
            stopping.Cancel();
            throw new TimeoutException("the database is away");
        };

        var end = await RunAsync(attempt: 3, stopping: stopping.Token);

        (end.Status, end.Pause, end.Counts).ShouldBe((AiTaskStatus.Pending, TimeSpan.Zero, false));
        _handler.GivenUp.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1, true, 7)]
    [InlineData(1, false, 0)] // nobody waits for it: it says nothing of how long people wait
    [InlineData(4, true, 0)] // only given up on
    public async Task Run_Completed_TellsThePaceOfWhatPeopleWaitFor(int attempt, bool awaited, int seconds)
    {
        _handler.Run = _ =>
        {
            _clock.Advance(TimeSpan.FromSeconds(7));
            return new TaskResult.Completed();
        };
        _handler.GiveUp = _ => new TaskResult.Completed();

        await RunAsync(attempt, awaited: awaited);

        _pace.Expected.ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    private Task<AttemptEnd> RunAsync(int attempt, bool late = false, bool awaited = true, CancellationToken stopping = default)
    {
        var now = _clock.Now();
        var task = new ClaimedTask(
            AiTaskId.New(now), Handler.Name, Guid.CreateVersion7(now), Guid.CreateVersion7(now), attempt, "[]", now.AddMinutes(1), TimeSpan.Zero, late, awaited);
        var attempts = new TaskAttempts(
            [_handler], _pace, Substitute.For<IEventLog>(), _clock, NullLogger<TaskAttempts>.Instance);
        return attempts.RunAsync(task, stopping);
    }

    private sealed class Handler : ITaskHandler
    {
        public const string Name = "test";

        public string Kind => Name;

        public Func<TaskAttempt, TaskResult> Run { get; set; } = _ => new TaskResult.Completed();

        public Func<Error, TaskResult> GiveUp { get; set; } = error => new TaskResult.Failed(error, InVain: true);

        public int Ran { get; private set; }

        public List<string> GivenUp { get; } = [];

        public Task<TaskResult> RunAsync(TaskAttempt attempt, CancellationToken stopping)
        {
            Ran++;
            return Task.FromResult(Run(attempt));
        }

        public Task<TaskResult> GiveUpAsync(TaskAttempt attempt, Error error, CancellationToken stopping)
        {
            GivenUp.Add(error.Code);
            return Task.FromResult(GiveUp(error));
        }
    }
}
