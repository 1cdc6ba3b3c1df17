using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using ChatPlatform.Domain.Common;
using ChatPlatform.Infrastructure.Persistence.Embedded;
using ChatPlatform.IntegrationTests.Common;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace ChatPlatform.IntegrationTests.Faults;

/// <summary>A PostgreSQL of its own, which these tests stop and start.</summary>
public sealed class StoppableApp : TestApp, IAsyncLifetime
{
    private readonly EmbeddedPostgresOptions _options = Options();
    private EmbeddedPostgres? _server;
    private string _url = "";

    public string Url => _url;

    protected override string DatabaseUrl => _url;

    public Task StopDatabaseAsync() => _server!.StopAsync(CancellationToken.None);

    public async Task StartDatabaseAsync()
    {
        _server = new EmbeddedPostgres(_options, TimeProvider.System, NullLogger<EmbeddedPostgres>.Instance);
        _url = await _server.StartAsync(CancellationToken.None);
    }

    /// <summary>Stops the server's processes in the midst of whatever they do: connections stay open and nobody answers.</summary>
    public async Task<IAsyncDisposable> FreezeDatabaseAsync()
    {
        await using var connection = new NpgsqlConnection(_url);
        await connection.OpenAsync();
        await using var ask = new NpgsqlCommand("SELECT pid FROM pg_stat_activity", connection);
        var postmaster = PostmasterFile.Read(ServerHome.Of(_options.DataDirectory).Cluster)!.ProcessId;
        var processes = new List<string> { postmaster.ToString(CultureInfo.InvariantCulture) };
        await using (var reader = await ask.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                processes.Add(reader.GetInt32(0).ToString(CultureInfo.InvariantCulture));
            }
        }

        await SignalAsync("-STOP", processes);
        return new Frozen(processes);
    }

    public async Task<NpgsqlConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection(_url);
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>A key of a new client, once the connections that the test before left broken are replaced.</summary>
    public async Task<HttpClient> NewClientAsync()
    {
        HttpClient? made = null;
        using var admin = CreateAdmin();
        await Http.EventuallyAsync(
            async () =>
            {
                using var key = await admin.PostAsync("/admin/api-keys", new { name = "test", scopes = new[] { "chat" } });
                key.StatusCode.ShouldBeOneOf(HttpStatusCode.Created, HttpStatusCode.ServiceUnavailable);
                made = key.IsSuccessStatusCode ? CreateClientWith(JsonElement.Parse(await key.Content.ReadAsStringAsync()).Str("key")) : null;
                return made is not null;
            },
            seconds: 5);
        return made!;
    }

    public Task InitializeAsync() => StartDatabaseAsync();

    private static async Task SignalAsync(string signal, IEnumerable<string> processes)
    {
        using var kill = Process.Start("kill", [signal, .. processes]);
        await kill.WaitForExitAsync();
        kill.ExitCode.ShouldBe(0);
    }

    private sealed class Frozen(List<string> processes) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await SignalAsync("-CONT", processes);
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await base.DisposeAsync();
        await StopDatabaseAsync();
        Directory.Delete(_options.DataDirectory, recursive: true);
    }

    private static EmbeddedPostgresOptions Options()
    {
        var data = Path.Combine(Path.GetTempPath(), "cp-away-" + Guid.CreateVersion7(TimeProvider.System.Now()).ToString("N")[..12]);
        return new() { DataDirectory = data, Durable = false, PackageDirectories = EmbeddedPostgresOptions.DefaultPackageDirectories(data) };
    }
}

public sealed class DatabaseAwayTests(StoppableApp app) : IClassFixture<StoppableApp>
{
    private static readonly TimeSpan Promise = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task AnyCall_DatabaseAway_Is503WithinFiveSecondsAndWorksAgainByItself()
    {
        using var client = await app.NewClientAsync();
        var session = await client.NewSessionAsync();
        await app.StopDatabaseAsync();

        foreach (var call in new Func<Task<HttpResponseMessage>>[]
        {
            () => client.ChatAsync(session, "hello"),
            () => client.PostAsync("/api/sessions", new { }),
            () => client.GetAsync($"/api/sessions/{session}/messages"),
        })
        {
            var watch = Stopwatch.StartNew();
            await call().StatusAsync(HttpStatusCode.ServiceUnavailable);
            watch.Elapsed.ShouldBeLessThan(Promise);
        }

        (await client.GetAsync("/health").JsonAsync()).Str("status").ShouldBe("degraded");
        await app.StartDatabaseAsync();
        var back = Stopwatch.StartNew();
        await Http.EventuallyAsync(async () => (await client.ChatAsync(session, "again")).StatusCode == HttpStatusCode.OK, seconds: 5);
        back.Elapsed.ShouldBeLessThan(Promise);
        (await client.MessagesAsync(session)).Select(m => m.Str("content")).ShouldBe(["again", "echo: again"]);
    }

    [Fact]
    public async Task AnyCall_DatabaseHangs_Is503WithinFiveSecondsAndWorksAgainByItself()
    {
        using var client = await app.NewClientAsync();
        var session = await client.NewSessionAsync();
        await client.ChatAsync(session, "before").StatusAsync(HttpStatusCode.OK);
        await using (await app.FreezeDatabaseAsync())
        {
            await Task.WhenAll(
                TimedAsync(() => client.ChatAsync(session, "hello")),
                TimedAsync(() => client.PostAsync("/api/sessions", new { })),
                TimedAsync(() => client.GetAsync("/api/conversation/logs")),
                TimedAsync(() => client.GetAsync($"/api/sessions/{session}/messages")));
        }

        await Http.EventuallyAsync(async () => (await client.ChatAsync(session, "again")).StatusCode == HttpStatusCode.OK, seconds: 5);

        static async Task TimedAsync(Func<Task<HttpResponseMessage>> call)
        {
            var watch = Stopwatch.StartNew();
            await call().StatusAsync(HttpStatusCode.ServiceUnavailable);
            watch.Elapsed.ShouldBeLessThan(Promise);
        }
    }

    [Fact]
    public async Task Chat_AnotherSessionsRowIsLocked_IsNotHeldUp()
    {
        using var client = await app.NewClientAsync();
        var (locked, free) = (await client.NewSessionAsync(), await client.NewSessionAsync());
        await using var holder = await app.ConnectAsync();
        await using var transaction = await holder.BeginTransactionAsync();
        await using (var take = new NpgsqlCommand($"SELECT 1 FROM conversation WHERE id = '{locked}' FOR UPDATE", holder))
        {
            await take.ExecuteScalarAsync();
        }

        var stuck = client.ChatAsync(locked, "held up");
        await Task.Delay(50);
        var watch = Stopwatch.StartNew();
        await client.ChatAsync(free, "goes on").StatusAsync(HttpStatusCode.OK);

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2.5)); // the lock is waited for twice at most, 0.5 s each
        await stuck.StatusAsync(HttpStatusCode.ServiceUnavailable);
        await transaction.RollbackAsync();
        await client.ChatAsync(locked, "free again").StatusAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Stream_EndsWhileTheDatabaseIsAway_IsNotOverForWhoComesBack()
    {
        using var client = await app.NewClientAsync();
        var session = await client.NewSessionAsync();
        var held = app.Model.Hold("come back");
        using var response = await client.StreamAsync(HttpMethod.Post, "/api/chat/stream", new { session_id = session, message = "come back" });
        var reading = Task.Run(async () => await response.ReadEventsAsync().ToListAsync());
        await held.AskedAsync();
        held.Say("kept");
        await app.StopDatabaseAsync();
        held.Finish();

        var events = await reading;
        events[^1].Data.Str("code").ShouldBe("answer.not_saved_yet");
        events[^1].Id.ShouldBe("4");
        await app.StartDatabaseAsync();
        await Http.EventuallyAsync(async () =>
        {
            using var resumed = await client.StreamAsync(HttpMethod.Get, $"/api/chat/stream/{events[0].Data.Str("message_id")}", lastEventId: "4");
            return resumed.IsSuccessStatusCode && await resumed.ReadEventsAsync().LastOrDefaultAsync() is { Type: "message_end" } end
                && end.Data.Str("content") == "kept";
        });
    }

    [Fact]
    public async Task Answer_FinishedWhileTheDatabaseIsAway_IsSavedWhenItReturns()
    {
        using var client = await app.NewClientAsync();
        var session = await client.NewSessionAsync();
        var held = app.Model.Hold("survive");
        var call = client.ChatAsync(session, "survive");
        await held.AskedAsync();
        await app.StopDatabaseAsync();

        held.Say("kept");
        held.Finish();
        (await call.JsonAsync(HttpStatusCode.ServiceUnavailable)).Str("code").ShouldBe("answer.not_saved_yet");
        await app.StartDatabaseAsync();

        await Http.EventuallyAsync(async () =>
        {
            using var read = await client.GetAsync($"/api/sessions/{session}/messages");
            return read.IsSuccessStatusCode && (await read.Content.ReadAsStringAsync()).Contains("\"kept\"", StringComparison.Ordinal);
        });
        (await client.MessagesAsync(session))[1].Str("status").ShouldBe("completed");
    }
}
