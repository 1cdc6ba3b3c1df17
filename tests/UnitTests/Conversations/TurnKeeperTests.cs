using ChatPlatform.Application.Common;
using ChatPlatform.Application.Conversations;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using ChatPlatform.UnitTests.Common;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;

namespace ChatPlatform.UnitTests.Conversations;

public sealed class TurnKeeperTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly ITurnStore _store = Substitute.For<ITurnStore>();
    private readonly RunningTurns _turns;
    private readonly TurnKeeper _keeper;
    private bool _away;

    public TurnKeeperTests()
    {
        _turns = new RunningTurns(new ThisNode(_clock));
        _keeper = new TurnKeeper(_store, _turns, _clock, NullLogger<TurnKeeper>.Instance);
        _store.BeatAsync(default, default).ReturnsForAnyArgs(_ => _away ? throw new TimeoutException() : new Heartbeat([]));
        _store.FindAbandonedAsync(default, default).ReturnsForAnyArgs([]);
    }

    private async Task PassAsync(int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await _keeper.RunOnceAsync(CancellationToken.None);
        }
    }

    private async Task<bool> TakesSilentNodesForDeadAsync()
    {
        _store.ClearReceivedCalls();
        await PassAsync(1);
        return _store.ReceivedCalls().Any(c => c.GetMethodInfo().Name == nameof(ITurnStore.FindAbandonedAsync) && c.GetArguments()[0] is TimeSpan t && t == TurnKeeper.Lease);
    }

    [Fact]
    public async Task RunOnce_BeatenForALease_TakesSilentNodesForDead()
    {
        await PassAsync(1);
        (await TakesSilentNodesForDeadAsync()).ShouldBeFalse();

        await PassAsync(10);

        (await TakesSilentNodesForDeadAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task RunOnce_AfterAnOutage_LeavesTheOthersALeaseToSpeakUp()
    {
        await PassAsync(20);
        _away = true;
        await PassAsync(15);
        _away = false;

        await PassAsync(1);
        (await TakesSilentNodesForDeadAsync()).ShouldBeFalse();
        await PassAsync(10);
        (await TakesSilentNodesForDeadAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task RunOnce_CheckpointFailed_IsTriedAgain()
    {
        var now = _clock.Now();
        var feed = new TurnFeed(new TurnFacts(
            ConversationId.New(now), MessageId.New(now), MessageId.New(now), 2, "q", now, ClientId.New(now), UserId.Guest, "api", null, null, null, "{}"));
        feed.Append("half");
        _turns.Add(feed);
        var tries = 0;
        _store.CheckpointAsync(default, default, default!, default).ReturnsForAnyArgs(_ => tries++ == 0 ? Task.FromException(new TimeoutException()) : Task.CompletedTask);

        await PassAsync(3);

        tries.ShouldBe(2); // failed, kept, and nothing new to keep
    }

    [Fact]
    public async Task RunOnce_TurnThatTheDatabaseNoLongerKnows_IsStopped()
    {
        var now = _clock.Now();
        var feed = new TurnFeed(
            new TurnFacts(
                ConversationId.New(now), MessageId.New(now), MessageId.New(now), 2, "q", now, ClientId.New(now), UserId.Guest, "api", null, null, null, "{}"),
            _turns.Node);
        _turns.Add(feed);
        _store.BeatAsync(default, default).ReturnsForAnyArgs(new Heartbeat([new OwnTurn(feed.Turn.AnswerId, CancelRequested: false)]));
        await PassAsync(1);
        feed.Stopping.IsCancellationRequested.ShouldBeFalse();

        _store.BeatAsync(default, default).ReturnsForAnyArgs(new Heartbeat([]));
        await PassAsync(1);

        feed.Stopping.IsCancellationRequested.ShouldBeTrue();
    }
}
