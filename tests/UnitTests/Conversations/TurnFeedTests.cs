using ChatPlatform.Application.Conversations;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;

namespace ChatPlatform.UnitTests.Conversations;

public sealed class TurnFeedTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly TurnEvent End = new TurnEvent.Ended(TurnOutcome.Completed("", "stop", Noon));

    private readonly TurnFeed _feed = new(new TurnFacts(
        ConversationId.New(Noon), MessageId.New(Noon), MessageId.New(Noon), 2, "q", Noon, ClientId.New(Noon), UserId.Guest, "api", null, null, null, "{}"));

    private async Task<List<TurnEvent>> ReadAllAsync(int? offset)
    {
        var events = new List<TurnEvent>();
        await foreach (var item in _feed.ReadAsync(offset, CancellationToken.None))
        {
            events.Add(item);
        }

        return events;
    }

    private static string TextOf(IEnumerable<TurnEvent> events) => string.Concat(events.OfType<TurnEvent.Delta>().Select(d => d.Text));

    [Fact]
    public async Task ReadAsync_EndedTurn_ReplaysStartTextAndEnd()
    {
        _feed.Append("안녕");
        _feed.Append(" hi");
        _feed.End(End);

        var events = await ReadAllAsync(null);

        events[0].ShouldBeOfType<TurnEvent.Started>();
        events[1].ShouldBe(new TurnEvent.Delta("안녕 hi", 5));
        events[^1].ShouldBe(End);
    }

    [Fact]
    public async Task ReadAsync_FromAnOffset_GivesWhatWasMissedAndNoStart()
    {
        _feed.Append("abcdef");
        _feed.End(End);

        (await ReadAllAsync(4)).ShouldBe([new TurnEvent.Delta("ef", 6), End]);
    }

    [Fact]
    public async Task ReadAsync_OffsetBeyondTheText_OnlyEnds()
    {
        _feed.Append("ab");
        _feed.End(End);

        (await ReadAllAsync(99)).ShouldBe([End]);
    }

    [Fact]
    public async Task ReadAsync_ReaderLeaves_StopsWaiting()
    {
        using var left = new CancellationTokenSource();
        await using var reader = _feed.ReadAsync(0, left.Token).GetAsyncEnumerator();
        var next = reader.MoveNextAsync().AsTask();

        await left.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(next);
    }

    [Fact]
    public async Task ReadAsync_ManyReadersWhileWriting_AllSeeTheWholeText()
    {
        var readers = Enumerable.Range(0, 20).Select(i => Task.Run(() => ReadAllAsync(i % 2 == 0 ? null : 0))).ToList();
        var expected = new System.Text.StringBuilder();
        for (var i = 0; i < 2_000; i++)
        {
            _feed.Append($"{i},");
            expected.Append(i).Append(',');
            if (i % 100 == 0)
            {
                await Task.Yield();
            }
        }

        _feed.End(End);

        foreach (var reader in readers)
        {
            var events = await reader.WaitAsync(TimeSpan.FromSeconds(10));
            TextOf(events).ShouldBe(expected.ToString());
            events[^1].ShouldBe(End);
        }
    }
}
