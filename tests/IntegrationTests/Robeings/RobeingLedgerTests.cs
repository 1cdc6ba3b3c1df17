using System.Diagnostics;
using System.Net;
using ChatPlatform.Application.Robeings.Contracts;
using ChatPlatform.Domain.Robeings;
using ChatPlatform.Infrastructure.Persistence;
using ChatPlatform.IntegrationTests.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ChatPlatform.IntegrationTests.Robeings;

/// <summary>What only a real database can show: rows that wait for each other, transactions, a ledger that stays.</summary>
public sealed class RobeingLedgerTests(PostgreSqlApp app) : IClassFixture<PostgreSqlApp>
{
    [Fact]
    public async Task Report_2400OverFourConnections_LeavesTheExactSum()
    {
        using var client = await app.NewClientAsync();
        var id = await client.NewRobeingAsync();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(async writer =>
        {
            for (var i = 0; i < 600; i++)
            {
                await client.TaskAsync(id, "search", 1 + (i % 10), succeeded: (i + writer) % 5 != 0).StatusAsync(HttpStatusCode.OK);
            }
        }));

        var expected = (
            from writer in Enumerable.Range(0, 4)
            from i in Enumerable.Range(0, 600)
            where (i + writer) % 5 != 0
            select 10L * (1 + (i % 10))).ToList();
        var stats = await client.StatsAsync(id);
        (stats.Num("experience"), stats.Num("successful_tasks"), stats.Num("failed_tasks")).ShouldBe((expected.Sum(), expected.Count, 2400 - expected.Count));
        stats.Num("level").ShouldBe(RobeingLevels.Of(expected.Sum()));
        await using var scope = app.Services.CreateAsyncScope();
        var ledger = await scope.ServiceProvider.GetRequiredService<AppDbContext>().RobeingGrowth.Where(g => g.RobeingId == new RobeingId(id)).ToListAsync();
        (ledger.Count, ledger.Sum(g => g.Xp), ledger.Sum(g => g.Successes)).ShouldBe((2400, expected.Sum(), expected.Count));
        (await client.AchievedAsync(id)).ShouldBe(["level_5", "level_10", "level_20", "first_task", "tasks_100"]);
    }

    [Fact]
    public async Task Count_ManyRobeingsInOppositeOrders_NeverWaitsInACircle()
    {
        using var client = await app.NewClientAsync();
        var ids = new List<string>();
        for (var i = 0; i < 20; i++)
        {
            ids.Add(await client.NewRobeingAsync());
        }

        var hour = TimeProvider.System.GetUtcNow();
        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => app.CountAsync(
            [.. (i % 2 == 0 ? ids : Enumerable.Reverse(ids)).Select(id => new RobeingActivity(id, hour, 1, 1, 0))])));

        foreach (var id in ids)
        {
            (await client.StatsAsync(id)).Num("total_conversations").ShouldBe(10);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Count_WithinATransaction_IsItsOwnersToCommit(bool commit)
    {
        using var client = await app.NewClientAsync();
        using var admin = app.CreateAdmin();
        var id = await client.NewRobeingAsync();
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
            await using var transaction = await db.Database.BeginTransactionAsync();
            await scope.ServiceProvider.GetRequiredService<IRobeingGrowth>()
                .CountAsync([new RobeingActivity(id, TimeProvider.System.GetUtcNow(), 1, 1, 0)], default);
            (await client.StatsAsync(id)).Num("total_conversations").ShouldBe(0);
            if (commit)
            {
                await transaction.CommitAsync();
                await scope.ServiceProvider.GetRequiredService<UnitOfWork>().CommittedAsync();
            }
        }

        (await client.StatsAsync(id)).Num("total_conversations").ShouldBe(commit ? 1 : 0);
        await client.TaskAsync(id, "other", 1).StatusAsync(HttpStatusCode.OK);
        await Http.EventuallyAsync(async () => await AchievementsToldAsync() == (commit ? 2 : 1));

        async Task<int> AchievementsToldAsync() =>
            (await admin.GetAsync($"/admin/events?subject={id}&kind=robeing.achievement").JsonAsync()).GetProperty("events").GetArrayLength();
    }

    [Fact]
    public async Task Change_ByAStrangerWhileItIsHeld_IsRefusedAtOnce()
    {
        using var client = await app.NewClientAsync();
        using var stranger = await app.NewClientAsync();
        var id = await client.NewRobeingAsync();
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM robeing_stats WHERE robeing_id = {id} FOR UPDATE");

        await stranger.TaskAsync(id).ProblemAsync(HttpStatusCode.NotFound, "robeing.not_found");
    }

    [Fact]
    public async Task Report_RobeingIsHeldForLong_Is503AndChangesNothing()
    {
        using var client = await app.NewClientAsync();
        var id = await client.NewRobeingAsync();
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM robeing_stats WHERE robeing_id = {id} FOR UPDATE");
        var began = Stopwatch.GetTimestamp();

        var held = client.TaskAsync(id).ProblemAsync(HttpStatusCode.ServiceUnavailable, "robeing.busy");
        var withKey = client.TaskAsync(id, idempotencyKey: id).ProblemAsync(HttpStatusCode.ServiceUnavailable, "robeing.busy");
        var counted = Should.ThrowAsync<TimeoutException>(() => app.CountAsync(new RobeingActivity(id, TimeProvider.System.GetUtcNow(), 1, 1, 0)));
        await Task.WhenAll(held, withKey, counted);

        Stopwatch.GetElapsedTime(began).TotalSeconds.ShouldBeInRange(4, 15);
        await transaction.RollbackAsync();
        (await client.StatsAsync(id)).Num("successful_tasks").ShouldBe(0);
        await client.TaskAsync(id, idempotencyKey: id).StatusAsync(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("UPDATE robeing_growth SET xp = 1000000")]
    [InlineData("DELETE FROM robeing_growth")]
    [InlineData("TRUNCATE robeing_growth")]
    public async Task Ledger_ChangeBySql_IsRefused(string sql)
    {
        using var client = await app.NewClientAsync();
        await client.TaskAsync(await client.NewRobeingAsync()).StatusAsync(HttpStatusCode.OK);
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();

        (await Should.ThrowAsync<PostgresException>(() => db.Database.ExecuteSqlRawAsync(sql))).MessageText.ShouldBe("robeing_growth is append-only");
    }

    [Fact]
    public async Task Ledger_RobeingGoes_GoesWithIt()
    {
        using var client = await app.NewClientAsync();
        var id = await client.NewRobeingAsync();
        await client.TaskAsync(id).StatusAsync(HttpStatusCode.OK);
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();

        await db.Database.ExecuteSqlAsync($"DELETE FROM robeing WHERE id = {id}");

        (await db.RobeingGrowth.AnyAsync(g => g.RobeingId == new RobeingId(id))).ShouldBeFalse();
    }
}
