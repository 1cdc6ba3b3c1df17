using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json;
using ChatPlatform.Domain.Common;
using ChatPlatform.Infrastructure.Persistence;
using ChatPlatform.IntegrationTests.Common;
using ChatPlatform.IntegrationTests.Conversations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.IntegrationTests.Users;

/// <summary>An erasure is a fixed number of statements, and holds nobody else up.</summary>
[Collection(nameof(StatementCountTests))]
public sealed class EraseUserStatementTests(PostgreSqlApp app) : IClassFixture<PostgreSqlApp>
{
    [Fact]
    public async Task Erase_TwentyThousandMessages_TakesAsManyStatementsAsTwo()
    {
        using var client = await app.NewClientAsync();
        await TalkAsync(client, "little");
        var session = await TalkAsync(client, "much");
        await MultiplyAsync(session, 10_000);

        var (few, _) = await EraseAsync(client, "little");
        var (many, messages) = await EraseAsync(client, "much");

        messages.ShouldBe(20_002);
        many.Count.ShouldBe(few.Count, string.Join("\n---\n", many));
        many.Count.ShouldBeLessThan(40);
    }

    [Fact]
    public async Task Erase_TwentyThousandMessages_OthersAreAnsweredMeanwhile()
    {
        using var client = await app.NewClientAsync();
        await MultiplyAsync(await TalkAsync(client, "long"), 10_000);
        var other = await client.NewSessionAsync(new { user_id = "other" });

        var erasing = EraseAsync(client, "long");
        var slowest = TimeSpan.Zero;
        do
        {
            var began = Stopwatch.GetTimestamp();
            await client.ChatAsync(other, "나는 기다리지 않아요").StatusAsync(HttpStatusCode.OK);
            slowest = TimeSpan.FromTicks(Math.Max(slowest.Ticks, Stopwatch.GetElapsedTime(began).Ticks));
        }
        while (!erasing.IsCompleted);

        (await erasing).Messages.ShouldBe(20_002);
        slowest.ShouldBeLessThan(TimeSpan.FromSeconds(2)); // the writer of turns would give up after 3 s
    }

    [Fact]
    public async Task Erase_PersonWhoGoesOnTalking_SucceedsAndLaterTurnsHaveNoSession()
    {
        using var client = await app.NewClientAsync();
        var sessions = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            sessions.Add(await TalkAsync(client, "eager"));
        }

        using var erased = new CancellationTokenSource();
        var talking = sessions.ConvertAll(async session =>
        {
            while (!erased.IsCancellationRequested)
            {
                using var response = await client.ChatAsync(session, "아직 말하고 있어요");
                ((int)response.StatusCode).ShouldBeOneOf(200, 404);
            }
        });

        await EraseAsync(client, "eager");
        await erased.CancelAsync();
        await Task.WhenAll(talking);

        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var user = new UserId("eager");
        (await db.Logs.CountAsync(l => l.UserId == user), await db.Conversations.CountAsync(c => c.UserId == user)).ShouldBe((0, 0));
    }

    private static async Task<string> TalkAsync(HttpClient client, string user)
    {
        var session = await client.NewSessionAsync(new { user_id = user });
        await client.ChatAsync(session, "안녕하세요").StatusAsync(HttpStatusCode.OK);
        return session;
    }

    /// <summary>More turns, with their log rows and prompt logs, as if they had been held.</summary>
    private async Task MultiplyAsync(string session, int turns)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var id = Guid.Parse(session);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO message (id, conversation_id, position, role, content, status, created_at, completed_at)
            SELECT gen_random_uuid(), {id}, 2 + n, CASE WHEN n % 2 = 1 THEN 'user' ELSE 'assistant' END, '많은 이야기 ' || n, 'completed', now(), now()
            FROM generate_series(1, {2 * turns}) n;
            INSERT INTO promptlog (message_id, context_from, context_to, model, duration_ms, created_at)
            SELECT id, position - 1, position - 1, 'gpt-4o', 1, now() FROM message WHERE conversation_id = {id} AND role = 'assistant' AND position > 2;
            INSERT INTO conversation_log (id, client_id, user_id, created_at, conversation_id, message_id, question, answer, status, channel, duration_ms, metadata, search_grams)
            SELECT gen_random_uuid(), c.client_id, c.user_id, now(), c.id, m.id, '질문', m.content, 'completed', c.channel, 1, {"{}"}, {"{}"}::int[]
            FROM message m JOIN conversation c ON c.id = m.conversation_id WHERE c.id = {id} AND m.role = 'assistant' AND m.position > 2
            """);
    }

    private static async Task<(IReadOnlyCollection<string> Statements, int Messages)> EraseAsync(HttpClient client, string user)
    {
        var trace = ActivityTraceId.CreateRandom();
        var statements = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Npgsql" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.Source.Name == "Npgsql" && activity.TraceId == trace)
                {
                    statements.Enqueue((activity.GetTagItem("db.query.text") ?? activity.GetTagItem("db.statement") ?? activity.DisplayName).ToString()!);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"/api/users/{user}") { Headers = { { "traceparent", $"00-{trace}-00f067aa0ba902b7-01" } } };
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return (statements, JsonElement.Parse(text).GetProperty("erased").GetProperty("messages").GetInt32());
    }
}
