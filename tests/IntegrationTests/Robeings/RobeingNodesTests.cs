using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using ChatPlatform.Domain.Robeings;
using ChatPlatform.Infrastructure.Persistence;
using ChatPlatform.Infrastructure.Robeings;
using ChatPlatform.IntegrationTests.Common;
using ChatPlatform.IntegrationTests.Conversations;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.IntegrationTests.Robeings;

/// <summary>Two nodes on one database. They run alone, as all who count statements do.</summary>
[Collection(nameof(StatementCountTests))]
public sealed class RobeingNodesTests(PostgreSqlApp app) : IClassFixture<PostgreSqlApp>, IAsyncLifetime, IDisposable
{
    private const string Listener = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'";

    private OtherNode _other = null!;

    public async Task InitializeAsync()
    {
        _ = app.Services; // the first node is there
        _other = new OtherNode(app.Services.GetRequiredService<DatabaseSettings>().ConnectionString);
        await ListeningAsync(app);
        await ListeningAsync(_other);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _other.Dispose();

    [Fact]
    public async Task Setting_SetOnOneNode_IsSeenOnTheOtherWithinASecond()
    {
        var id = await app.MakeRobeingAsync();
        using var admin = app.CreateAdmin();
        for (var size = 1; size <= 5; size++)
        {
            await _other.Robeings().FindAsync(id, default);

            await PutSizeAsync(admin, id, size);

            await SeenWithinASecondAsync(id, size);
        }

        await _other.Robeings().FindAsync(id, default);
        await admin.DeleteAsync($"/api/robeings/{id}/settings/system/max_memory_size").StatusAsync(HttpStatusCode.NoContent);
        await SeenWithinASecondAsync(id, 40);
    }

    [Fact]
    public async Task StatsAndRobeing_ChangedPastTheProgram_AreSeenOnBothNodes()
    {
        var id = await app.MakeRobeingAsync();
        (await app.Robeings().FindAsync(id, default))!.ContextMessages.ShouldBe(40);
        (await _other.Robeings().FindAsync(id, default))!.ContextMessages.ShouldBe(40);

        await ExecuteAsync($"UPDATE robeing_stats SET memory = 15 WHERE robeing_id = '{id}'");
        await SeenWithinASecondAsync(id, 60);
        (await app.Robeings().FindAsync(id, default))!.ContextMessages.ShouldBe(60);

        await ExecuteAsync($"UPDATE robeing SET model = 'its-own' WHERE id = '{id}'");
        await WithinASecondAsync(async () => (await _other.Robeings().FindAsync(id, default))!.Model == "its-own");
        await ExecuteAsync($"DELETE FROM robeing WHERE id = '{id}'");
        await WithinASecondAsync(async () => await _other.Robeings().FindAsync(id, default) is null);
    }

    [Fact]
    public async Task FindAsync_ColdAndWarm_IsOneStatementAndNone()
    {
        var id = await app.MakeRobeingAsync();
        using var admin = app.CreateAdmin();
        await PutSizeAsync(admin, id, 7);
        await Task.Delay(200); // the news has arrived
        app.Services.GetRequiredService<RobeingCache>().Forget(new RobeingId(id));

        var cold = await StatementsAsync(() => Task.WhenAll(Enumerable.Range(0, 50).Select(_ => app.Robeings().FindAsync(id, default))));
        var warm = await StatementsAsync(async () =>
        {
            (await app.Robeings().FindAsync(id, default))!.ContextMessages.ShouldBe(7);
            await app.Robeings().IsOpenToAsync(id, default, default);
            await app.Robeings().EnsureSharedAsync(id, "로빈", default, default);
        });

        cold.ShouldHaveSingleItem();
        warm.ShouldBeEmpty();
    }

    [Fact]
    public async Task Settings_ReadColdAndWarm_AreOneStatementAndNone()
    {
        var id = await app.MakeRobeingAsync();
        using var admin = app.CreateAdmin();
        await PutSizeAsync(admin, id, 7);
        await Task.Delay(200); // the news has arrived
        app.Services.GetRequiredService<RobeingCache>().Forget(new RobeingId(id));

        var cold = await StatementsAsync(() => admin.GetAsync($"/api/robeings/{id}/settings").StatusAsync(HttpStatusCode.OK));
        var warm = await StatementsAsync(async () =>
        {
            await admin.GetAsync($"/api/robeings/{id}/settings").StatusAsync(HttpStatusCode.OK);
            (await admin.GetAsync($"/api/robeings/{id}/settings/system/max_memory_size").JsonAsync()).Num("value").ShouldBe(7);
        });

        cold.ShouldHaveSingleItem();
        warm.ShouldBeEmpty();
    }

    [Fact]
    public async Task FindAsync_WhileChangesRace_NeverKeepsAnOldValue()
    {
        var id = await app.MakeRobeingAsync();
        using var admin = app.CreateAdmin();
        using var stop = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 4).Select(i => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await (i % 2 == 0 ? (TestApp)app : _other).Robeings().FindAsync(id, default);
                await Task.Yield();
            }
        })).ToList();

        for (var size = 1; size <= 20; size++)
        {
            await PutSizeAsync(admin, id, size);
            (await app.Robeings().FindAsync(id, default))!.ContextMessages.ShouldBe(size); // at once on this node
        }

        await SeenWithinASecondAsync(id, 20);
        await stop.CancelAsync();
        await Task.WhenAll(readers);
    }

    [Fact]
    public async Task Terminate_ListeningConnections_NothingOldIsServedForLongerThanASecond()
    {
        var id = await app.MakeRobeingAsync();
        using var admin = app.CreateAdmin();
        await _other.Robeings().FindAsync(id, default);
        var size = 0;
        for (var round = 0; round < 2; round++)
        {
            await ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM ({Listener}) listening");

            // while it is away, and just after it came back
            var until = Stopwatch.StartNew();
            while (until.Elapsed < TimeSpan.FromSeconds(3))
            {
                await PutSizeAsync(admin, id, ++size % 20);
                await SeenWithinASecondAsync(id, size % 20);
            }

            await ListeningAsync(_other);
            await ListeningAsync(app);
        }
    }

    private static Task PutSizeAsync(HttpClient admin, string id, int size) =>
        admin.PutAsJsonAsync($"/api/robeings/{id}/settings/system/max_memory_size", new { value = size }).StatusAsync(HttpStatusCode.OK);

    private Task SeenWithinASecondAsync(string id, int size) =>
        WithinASecondAsync(async () => (await _other.Robeings().FindAsync(id, default))!.ContextMessages == size);

    private static async Task WithinASecondAsync(Func<Task<bool>> condition)
    {
        var since = Stopwatch.StartNew();
        while (!await condition())
        {
            since.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(1));
            await Task.Delay(10);
        }
    }

    private static Task ListeningAsync(TestApp node) =>
        Http.EventuallyAsync(() => Task.FromResult(node.Services.GetRequiredService<RobeingCache>().IsListening));

    private async Task ExecuteAsync(string sql)
    {
        await using var command = app.Services.GetRequiredService<IDatabaseServer>().DataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<List<string>> StatementsAsync(Func<Task> call)
    {
        var seen = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => seen.Enqueue(
                (activity.GetTagItem("db.query.text") ?? activity.GetTagItem("db.statement") ?? activity.DisplayName).ToString()!),
        };
        ActivitySource.AddActivityListener(listener);
        await call();
        return [.. seen.Where(sql => sql.Contains("robeing", StringComparison.Ordinal))];
    }

    private sealed class OtherNode(string url) : TestApp
    {
        protected override string DatabaseUrl => url;
    }
}
