using System.Data.Common;
using ChatPlatform.Application.Conversations;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;

namespace ChatPlatform.UnitTests.Conversations;

public sealed class TurnSaverTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly ITurnStore _store = Substitute.For<ITurnStore>();
    private readonly TurnFeed _feed = new(new TurnFacts(
        ConversationId.New(Noon), MessageId.New(Noon), MessageId.New(Noon), 2, "q", Noon, ClientId.New(Noon), UserId.Guest, "api", null, null, null, "{}"));

    private TurnEnd End => new(_feed.Turn, NodeId.New(Noon), TurnOutcome.Completed("답", "stop", Noon), null);

    private async Task<TurnOutcome> SaveAsync(TurnEnd end)
    {
        var stored = new StoredAnswers(Substitute.For<IServiceScopeFactory>(), TimeProvider.System, NullLogger<StoredAnswers>.Instance);
        var outcome = await new TurnSaver(_store, stored, TimeProvider.System, NullLogger<TurnSaver>.Instance).SaveAsync(_feed, end);
        (await _feed.Last).ShouldBeOfType<TurnEvent.Ended>().Outcome.ShouldBe(outcome);
        return outcome.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("57P01")] // the server is being stopped
    [InlineData("57014")] // a statement time-out
    [InlineData("53100")] // the disk is full
    [InlineData(null)] // the connection broke
    public async Task SaveAsync_DatabaseFailsOnce_KeepsTheAnswer(string? state)
    {
        _store.EndAsync(default!, default).ReturnsForAnyArgs(_ => throw new Refused(state), _ => true);

        var outcome = await SaveAsync(End);

        outcome.Status.ShouldBe(MessageStatus.Completed);
        outcome.Content.ShouldBe("답");
        await _store.ReceivedWithAnyArgs(2).EndAsync(default!, default);
    }

    [Theory]
    [InlineData("22P05")] // a character the database's encoding lacks
    [InlineData("54000")]
    public async Task SaveAsync_DatabaseRefusesTheText_KeepsTheTurnAsFailed(string state)
    {
        _store.EndAsync(default!, default).ReturnsForAnyArgs(call => call.Arg<TurnEnd>().Outcome.Content.Length == 0 ? true : throw new Refused(state));

        var outcome = await SaveAsync(End);

        outcome.Status.ShouldBe(MessageStatus.Failed);
        outcome.Error!.Code.ShouldBe("answer.not_storable");
    }

    [Fact]
    public async Task SaveAsync_DatabaseRefusesThePromptLog_KeepsTheAnswerWithoutIt()
    {
        _store.EndAsync(default!, default).ReturnsForAnyArgs(call => call.Arg<TurnEnd>().Prompt is null ? true : throw new Refused("22P05"));

        var outcome = await SaveAsync(End with { Prompt = PromptLog.Of(_feed.Turn.AnswerId, Noon, "gpt-4o") });

        outcome.Status.ShouldBe(MessageStatus.Completed);
        outcome.Content.ShouldBe("답");
    }

    private sealed class Refused(string? state) : DbException("no")
    {
        public override string? SqlState => state;
    }
}
