using System.Globalization;
using System.Net;
using ChatPlatform.Application.Insights;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using ChatPlatform.Domain.Insights;
using ChatPlatform.IntegrationTests.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.IntegrationTests.Insights;

/// <summary>What is in the log is in the figures, once, whatever happens in between.</summary>
public abstract class RollUpTests(TestApp app)
{
    private static readonly MessageStatus[] Ends = [MessageStatus.Completed, MessageStatus.Failed, MessageStatus.Cancelled, MessageStatus.Interrupted];
    private static readonly DateTimeOffset Day = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ClientId _client = ClientId.New(TimeProvider.System.Now());

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task RollUp_RandomTurnsRetriesAndFailures_EqualsACountOfTheLog(int seed)
    {
        var random = new Random(seed);
        var failed = new List<TurnFacts>();
        for (var step = 0; step < 60; step++)
        {
            var status = Ends[random.Next(Ends.Length)];
            switch (random.Next(6))
            {
                case 0 when failed.Count > 0:
                    var again = failed[random.Next(failed.Count)];
                    await app.RetryAsync(again, status);
                    failed.RemoveAll(t => t == again && status != MessageStatus.Failed);
                    break;
                case 1:
                    app.Growth().Next = () => throw new InvalidOperationException("The node dies.");
                    try
                    {
                        await app.CountAsync(random.Next(1, 9));
                    }
                    catch (InvalidOperationException)
                    {
                        // as if it had never begun
                    }

                    app.Growth().Next = null;
                    break;
                case 2:
                    await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => app.CountAsync(random.Next(1, 9))));
                    break;
                default:
                    var turn = await app.SayAsync(
                        _client, $"사람{random.Next(4)}", random.Next(3) == 0 ? null : $"{seed}-r{random.Next(2)}", Day.AddMinutes(random.Next(3_000)), status);
                    failed.AddRange(status == MessageStatus.Failed ? [turn] : []);
                    break;
            }
        }

        await app.RollUpAsync();

        await ShouldEqualTheLogAsync();
    }

    [Fact]
    public async Task RollUp_NothingNew_ChangesNothing()
    {
        await app.SayAsync(_client, "minsu", null, Day, MessageStatus.Completed);
        await app.RollUpAsync();
        await app.RollUpAsync();

        (await FiguresAsync()).ShouldHaveSingleItem().Turns.ShouldBe(1);
    }

    [Fact]
    public async Task RollUp_BacklogOfManyBatches_IsCaughtUp()
    {
        for (var i = 0; i < 20; i++)
        {
            await app.SayAsync(_client, $"u{i % 3}", null, Day.AddMinutes(i), MessageStatus.Completed);
        }

        while (await app.CountAsync(3) is null or 3)
        {
            // until none are left
        }

        (await FiguresAsync()).Sum(u => u.Turns).ShouldBe(20);
        await ShouldEqualTheLogAsync();
    }

    [Fact]
    public async Task RollUp_RowsOfTheLogAreDeleted_StaysCounted()
    {
        await app.SayAsync(_client, "minsu", null, Day, MessageStatus.Completed);
        await app.RollUpAsync();
        await app.WithDbAsync(async db =>
        {
            db.RemoveRange(await db.Logs.Where(l => l.ClientId == _client).ToListAsync());
            return await db.SaveChangesAsync();
        });
        await app.RollUpAsync();

        (await FiguresAsync()).ShouldHaveSingleItem().Turns.ShouldBe(1);
    }

    [Fact]
    public async Task RollUp_AnotherOneIsAtIt_Is409AndCountsAfterwards()
    {
        using var admin = app.CreateAdmin();
        await app.SayAsync(_client, "minsu", "busy", Day, MessageStatus.Completed);
        var (begun, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        app.Growth().Next = () =>
        {
            begun.TrySetResult();
            return go.Task;
        };
        var first = app.RollUpAsync();
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(20));

        var problem = await admin.PostAsync("/admin/statistics/roll-up", new { }).JsonAsync(HttpStatusCode.Conflict);
        app.Growth().Next = null;
        go.SetResult();
        await first;
        var report = await admin.PostAsync("/admin/statistics/roll-up", new { }).JsonAsync();

        problem.Str("code").ShouldBe("statistics.rolling_up");
        report.GetProperty("rows").GetInt64().ShouldBe(0);
        report.GetProperty("batches").GetInt32().ShouldBe(1);
        report.GetProperty("as_of").GetDateTimeOffset().ShouldBeGreaterThan(Day);
        (await FiguresAsync()).Sum(u => u.Turns).ShouldBe(1);
    }

    [Fact]
    public async Task RollUp_ChatKey_IsForbidden()
    {
        using var client = await app.NewClientAsync();

        await client.PostAsync("/admin/statistics/roll-up", new { }).StatusAsync(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Forget_CountedPerson_IsInNoFigureButWhatTheySaidIs()
    {
        await app.SayAsync(_client, "forgotten", null, Day, MessageStatus.Completed);
        await app.SayAsync(_client, "kept", null, Day, MessageStatus.Completed);
        await app.RollUpAsync();

        await using (var scope = app.Services.CreateAsyncScope())
        {
            (await scope.ServiceProvider.GetRequiredService<IUsageCounter>().ForgetAsync(_client, new UserId("forgotten"), default)).ShouldBe(1);
            await scope.ServiceProvider.GetRequiredService<Application.Common.IUnitOfWork>().SaveChangesAsync();
        }

        (await FiguresAsync()).Sum(u => u.Turns).ShouldBe(2);
        (await app.WithDbAsync(db => db.UsageUserQuarters.Where(u => u.ClientId == _client).Select(u => u.UserId).ToListAsync()))
            .ShouldBe([new UserId("kept")]);
    }

    protected Task<List<UsageQuarter>> FiguresAsync() =>
        app.WithDbAsync(db => db.UsageQuarters.AsNoTracking().Where(u => u.ClientId == _client).ToListAsync());

    private async Task ShouldEqualTheLogAsync()
    {
        var logs = await app.WithDbAsync(db => db.Logs.AsNoTracking().Where(l => l.ClientId == _client).ToListAsync());
        var people = await app.WithDbAsync(db => db.UsageUserQuarters.AsNoTracking().Where(u => u.ClientId == _client).ToListAsync());
        var robeings = logs.Select(l => l.RobeingId).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var grown = await app.WithDbAsync(db => db.EventLog.AsNoTracking()
            .Where(e => e.Kind == NotingGrowth.Kind && robeings.Contains(e.Subject)).ToListAsync());

        (await FiguresAsync())
            .Select(u => (u.Quarter, u.Channel, u.RobeingId, u.Turns, u.Completed, u.Failed, u.Cancelled, u.Interrupted, u.InputTokens, u.OutputTokens))
            .ShouldBe(
                logs.GroupBy(l => (Quarter: QuarterHour.Of(l.CreatedAt), l.Channel, Robeing: l.RobeingId ?? "")).Select(g => (
                    g.Key.Quarter,
                    g.Key.Channel,
                    g.Key.Robeing,
                    g.Count(),
                    g.Count(l => l.Status == MessageStatus.Completed),
                    g.Count(l => l.Status == MessageStatus.Failed),
                    g.Count(l => l.Status == MessageStatus.Cancelled),
                    g.Count(l => l.Status == MessageStatus.Interrupted),
                    g.Sum(l => (long)(l.InputTokens ?? 0)),
                    g.Sum(l => (long)(l.OutputTokens ?? 0)))),
                ignoreOrder: true);
        people.Select(u => (u.Quarter, u.UserId, u.RobeingId, u.Turns)).ShouldBe(
            logs.GroupBy(l => (Quarter: QuarterHour.Of(l.CreatedAt), l.UserId, Robeing: l.RobeingId ?? ""))
                .Select(g => (g.Key.Quarter, g.Key.UserId, g.Key.Robeing, g.Count())),
            ignoreOrder: true);
        grown.GroupBy(e => e.Subject, StringComparer.Ordinal).Select(g => (g.Key, Sum(g, 0), Sum(g, 1), Sum(g, 2))).Where(g => g.Item2 > 0).ShouldBe(
            logs.Where(l => l.RobeingId is not null && l.Status is MessageStatus.Completed or MessageStatus.Failed)
                .GroupBy(l => l.RobeingId!, StringComparer.Ordinal)
                .Select(g => (g.Key, g.Count(), g.Count(l => l.Status == MessageStatus.Completed), g.Count(l => l.Status == MessageStatus.Failed))),
            ignoreOrder: true);
    }

    private static int Sum(IEnumerable<EventLogEntry> notes, int part) =>
        notes.Sum(e => int.Parse(e.Text.Split(' ')[part], CultureInfo.InvariantCulture));
}

public sealed class RollUpTests_InMemory(InMemoryRollUpApp app) : RollUpTests(app), IClassFixture<InMemoryRollUpApp>;

public sealed class RollUpTests_PostgreSql(PostgreSqlRollUpApp app) : RollUpTests(app), IClassFixture<PostgreSqlRollUpApp>;
