using ChatPlatform.Application.Insights.Contracts;
using ChatPlatform.Domain.Insights;
using ChatPlatform.Infrastructure.Insights;

namespace ChatPlatform.UnitTests.Insights;

public sealed class RowWriterTests : IDisposable
{
    private readonly InsightsHost _host = new();

    [Fact]
    public async Task Run_ManyRows_AreWrittenInBatches()
    {
        Record(1_200);

        await _host.FlushAsync<EventLogEntry>();

        _host.Database.Batches.ShouldBe([500, 500, 200]);
        (await _host.RowsAsync<EventLogEntry>()).Count.ShouldBe(1_200);
    }

    [Fact]
    public async Task Run_DatabaseAwayForAWhile_WritesEachRowOnce()
    {
        _host.Database.Failure = (saves, _) => saves < 4 ? new TimeoutException() : null;
        Record(7);

        await _host.FlushAsync<EventLogEntry>();

        _host.Database.Batches.ShouldBe([7, 7, 7, 7, 7]);
        (await _host.RowsAsync<EventLogEntry>()).Select(e => e.Subject).Order().ShouldBe(["0", "1", "2", "3", "4", "5", "6"]);
    }

    [Fact]
    public async Task Run_BufferWasFull_SaysHowManyWereDropped()
    {
        Record(RowBuffer<EventLogEntry>.Capacity + 5);

        await _host.FlushAsync<EventLogEntry>();

        var rows = await _host.RowsAsync<EventLogEntry>();
        rows.Count.ShouldBe(RowBuffer<EventLogEntry>.Capacity + 1);
        rows.Single(e => e.Kind == "event_log.dropped").Detail.ShouldBe("""{"dropped":5}""");
    }

    [Fact]
    public async Task Run_LogMessagesWereDropped_SaysSoToo()
    {
        _host.Get<RowBuffer<LogMessage>>().Drop(4);
        _host.Logger("A").Warn("kept");

        await _host.FlushAsync<LogMessage>();

        (await _host.RowsAsync<LogMessage>()).Select(m => m.Text).ShouldContain(text => text.StartsWith("4 log messages were dropped"));
    }

    [Fact]
    public async Task Run_RowTheDatabaseRefuses_IsDroppedAlone()
    {
        _host.Database.Failure = (_, rows) => rows.Any(r => r is EventLogEntry { Subject: "1" }) ? FailingDatabase.Refusal("22021") : null;
        Record(3);

        await _host.FlushAsync<EventLogEntry>();

        var rows = await _host.RowsAsync<EventLogEntry>();
        rows.Where(e => e.Kind == "a.b").Select(e => e.Subject).Order().ShouldBe(["0", "2"]);
        rows.Single(e => e.Kind == "event_log.dropped").Detail.ShouldBe("""{"dropped":1}""");
    }

    [Fact]
    public async Task Run_EarlierTryArrivedAfterAll_IsNoLoss()
    {
        _host.Database.Failure = (_, _) => FailingDatabase.Refusal("23505");
        Record(2);

        await _host.FlushAsync<EventLogEntry>();

        _host.Get<RowBuffer<EventLogEntry>>().TakeDropped().ShouldBe(0);
        _host.Database.Batches.ShouldBe([2, 1, 1]);
    }

    [Fact]
    public async Task Stop_DatabaseAway_EndsAfterThreeSeconds()
    {
        _host.Database.Failure = (_, _) => new TimeoutException();
        var writers = Writers();
        await writers.StartAsync(CancellationToken.None);
        Record(1);
        var began = _host.Clock.GetUtcNow();

        var stop = writers.StopAsync(CancellationToken.None);
        await _host.Clock.AdvanceUntilAsync(stop, TimeSpan.FromMilliseconds(100));

        await stop;
        (_host.Clock.GetUtcNow() - began).ShouldBeInRange(TimeSpan.FromSeconds(2.9), TimeSpan.FromSeconds(3.5));
    }

    [Fact]
    public async Task Stop_RowsWaiting_AreWrittenFirst()
    {
        var writers = Writers();
        await writers.StartAsync(CancellationToken.None);
        Record(700);

        await writers.StopAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(10));

        (await _host.RowsAsync<EventLogEntry>()).Count.ShouldBe(700);
    }

    [Fact]
    public async Task Run_WritingFails_FeedsNoMessagesBack()
    {
        _host.Database.Failure = (_, _) => new TimeoutException();
        var writers = Writers();
        await writers.StartAsync(CancellationToken.None);
        _host.Logger("A").Warn("the only one");
        for (var i = 0; i < 1_000 && _host.Database.Batches.Count < 5; i++)
        {
            await Task.Delay(1);
            _host.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        _host.Database.Failure = (_, _) => null;
        await _host.Clock.AdvanceUntilAsync(writers.StopAsync(CancellationToken.None), TimeSpan.FromMilliseconds(10));

        _host.Database.Batches.Count.ShouldBeGreaterThanOrEqualTo(5);
        (await _host.RowsAsync<LogMessage>()).Select(m => m.Text).ShouldBe(["the only one"]);
    }

    [Fact]
    public async Task Upkeep_OldRows_AreDeletedAfterTheirDays()
    {
        using var host = new InsightsHost(("Insights:EventLogDays", "10"), ("Insights:LogMessageDays", "2"));
        var now = host.Clock.GetUtcNow();
        var node = host.Get<Application.Common.ThisNode>().Id;
        foreach (var days in new[] { 1, 3, 11 })
        {
            await host.AddAsync(
                EventLogEntry.Of(now.AddDays(-days), "a.b", $"{days}", null, "x", null, node),
                LogMessage.Of(now.AddDays(-days), LogMessageLevel.Warning, "A", null, $"{days}", null, null, node));
        }

        await Hosted<InsightsUpkeep>(host).RunOnceAsync(CancellationToken.None);

        (await host.RowsAsync<EventLogEntry>()).Select(e => e.Subject).Order().ShouldBe(["1", "3"]);
        (await host.RowsAsync<LogMessage>()).Select(m => m.Text).ShouldBe(["1"]);
    }

    public void Dispose() => _host.Dispose();

    private static T Hosted<T>(InsightsHost host) =>
        host.Get<IEnumerable<Microsoft.Extensions.Hosting.IHostedService>>().OfType<T>().Single();

    private InsightsWriters Writers() => Hosted<InsightsWriters>(_host);

    private void Record(int count)
    {
        var log = _host.Get<IEventLog>();
        for (var i = 0; i < count; i++)
        {
            log.Record(new("a.b", $"{i}", "x"));
        }
    }
}
