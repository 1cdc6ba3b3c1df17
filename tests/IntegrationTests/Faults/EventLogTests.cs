using System.Diagnostics;
using System.Net;
using System.Text.Json;
using ChatPlatform.Application.Insights.Contracts;
using ChatPlatform.IntegrationTests.Common;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ChatPlatform.IntegrationTests.Faults;

/// <summary>Events and log messages are written beside the requests, whatever becomes of the database.</summary>
public sealed class EventLogTests(StoppableApp app) : IClassFixture<StoppableApp>
{
    private static readonly TimeSpan Instantly = TimeSpan.FromSeconds(1); // 5,000 of them, on a busy machine

    private readonly HttpClient _admin = app.CreateAdmin();

    [Fact]
    public async Task Record_DatabaseAway_ReturnsAtOnceAndIsThereAfterItsReturn()
    {
        const int count = 5_000;
        using var client = await app.NewClientAsync();
        await client.NewSessionAsync();
        var log = app.Services.GetRequiredService<IEventLog>();
        await app.StopDatabaseAsync();
        await client.PostAsync("/api/sessions", new { }).StatusAsync(HttpStatusCode.ServiceUnavailable);

        var watch = Stopwatch.StartNew();
        for (var i = 0; i < count; i++)
        {
            log.Record(new("test.away", $"{i}", "while the database is away"));
        }

        watch.Elapsed.ShouldBeLessThan(Instantly);
        await Task.Delay(TimeSpan.FromSeconds(3)); // some tries fail
        await app.StartDatabaseAsync();

        await Http.EventuallyAsync(async () => await CountAsync("eventlog WHERE kind = 'test.away'") == count);
        (await CountAsync("eventlog WHERE kind = 'event_log.dropped'")).ShouldBe(0);
        await Http.EventuallyAsync(async () => await CountAsync("logmessage WHERE text LIKE 'Answered 503%'") > 0);
    }

    [Fact]
    public async Task Record_TableIsLocked_HoldsNoRequestUp()
    {
        using var client = await app.NewClientAsync();
        await client.NewSessionAsync();
        string session;
        await using (var holder = await app.ConnectAsync())
        {
            await using var transaction = await holder.BeginTransactionAsync();
            await using (var take = new NpgsqlCommand("LOCK TABLE eventlog, logmessage IN ACCESS EXCLUSIVE MODE", holder))
            {
                await take.ExecuteNonQueryAsync();
            }

            var watch = Stopwatch.StartNew();
            session = await client.NewSessionAsync();
            await client.ChatAsync(session, "goes on").StatusAsync(HttpStatusCode.OK);

            watch.Elapsed.ShouldBeLessThan(Instantly);
            await Task.Delay(TimeSpan.FromSeconds(3)); // longer than a statement of the writer waits
        }

        await Http.EventuallyAsync(async () =>
        {
            using var read = await _admin.GetAsync($"/admin/events?subject={session}");
            return read.IsSuccessStatusCode
                && JsonElement.Parse(await read.Content.ReadAsStringAsync()).GetProperty("events").GetArrayLength() == 1;
        });
    }

    private async Task<long> CountAsync(string rows)
    {
        await using var connection = await app.ConnectAsync();
        await using var count = new NpgsqlCommand($"SELECT count(*) FROM {rows}", connection);
        return (long)(await count.ExecuteScalarAsync())!;
    }
}
