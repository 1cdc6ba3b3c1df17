using System.Diagnostics;
using System.Net;
using ChatPlatform.Domain.Common;
using ChatPlatform.Infrastructure.Persistence.Embedded;
using ChatPlatform.IntegrationTests.Common;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatPlatform.IntegrationTests.Faults;

/// <summary>A PostgreSQL of its own, which these tests stop and start.</summary>
public sealed class StoppableApp : TestApp, IAsyncLifetime
{
    private readonly EmbeddedPostgresOptions _options = Options();
    private EmbeddedPostgres? _server;
    private string _url = "";

    protected override string DatabaseUrl => _url;

    public Task StopDatabaseAsync() => _server!.StopAsync(CancellationToken.None);

    public async Task StartDatabaseAsync()
    {
        _server = new EmbeddedPostgres(_options, TimeProvider.System, NullLogger<EmbeddedPostgres>.Instance);
        _url = await _server.StartAsync(CancellationToken.None);
    }

    public Task InitializeAsync() => StartDatabaseAsync();

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
