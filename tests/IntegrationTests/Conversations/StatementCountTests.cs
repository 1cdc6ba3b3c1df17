using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using ChatPlatform.Application.Common;
using ChatPlatform.Application.Robeings.Contracts;
using ChatPlatform.Application.Users.Contracts;
using ChatPlatform.IntegrationTests.Common;
using ChatPlatform.IntegrationTests.Robeings;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.IntegrationTests.Conversations;

[CollectionDefinition(nameof(StatementCountTests), DisableParallelization = true)]
public sealed class StatementCountRun;

/// <summary>
/// How often a hot path goes to the database; a change here must be meant. They run alone: what Npgsql tells, it tells of the whole process.
/// </summary>
[Collection(nameof(StatementCountTests))]
public sealed class StatementCountTests(PostgreSqlApp app) : IClassFixture<PostgreSqlApp>
{
    /// <summary>The node's heartbeat, its upkeep, its workers and the writer of events run beside every request.</summary>
    private static readonly string[] Background =
    [
        "node", "running_turn WHERE", "FROM running_turn t\n", "api_key", "idempotency_key WHERE", "console_session", "FROM appuser", "eventlog",
        "logmessage", "aiprocessingtask", "delivery", "DELETE FROM conversation_log_change", "pg_try_advisory_xact_lock", "FROM usage_progress AS",
    ];

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
        return [.. seen.Where(sql => !Array.Exists(Background, b => sql.Contains(b, StringComparison.Ordinal) && !sql.Contains("unnest", StringComparison.Ordinal)))];
    }

    [Fact]
    public async Task Chat_FirstTurn_IsTwoStatements()
    {
        using var client = await app.NewClientAsync();
        var session = await client.NewSessionAsync();
        await client.ChatAsync(await client.NewSessionAsync(), "warm the prompt").StatusAsync(HttpStatusCode.OK);

        var statements = await StatementsAsync(() => client.ChatAsync(session, "one").StatusAsync(HttpStatusCode.OK));

        statements.Count.ShouldBeInRange(2, 3, string.Join("\n---\n", statements)); // the prompt's cache may be a second old
        statements.Count(s => s.Contains("unnest", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task Chat_LaterTurn_IsThreeStatements()
    {
        using var client = await app.NewClientAsync();
        var session = await client.NewSessionAsync();
        await client.ChatAsync(session, "one").StatusAsync(HttpStatusCode.OK);

        var statements = await StatementsAsync(() => client.ChatAsync(session, "two").StatusAsync(HttpStatusCode.OK));

        statements.Count.ShouldBeInRange(3, 4, string.Join("\n---\n", statements));
        statements.Count(s => s.Contains("ORDER BY position DESC", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Theory]
    [InlineData("/api/conversation/logs", 1)]
    [InlineData("/api/conversation/logs?user_id=guest&limit=50", 1)]
    [InlineData("/api/sessions", 1)]
    [InlineData("/api/conversation/stats/daily?tz=Asia/Seoul", 1)] // two statements in one round trip
    [InlineData("/api/conversation/stats/daily?user_id=guest", 1)]
    public async Task Lists_OnePage_IsOneStatement(string url, int count)
    {
        using var client = await app.NewClientAsync();
        var session = await client.NewSessionAsync();
        await client.ChatAsync(session, "one").StatusAsync(HttpStatusCode.OK);

        (await StatementsAsync(() => client.GetAsync(url).StatusAsync(HttpStatusCode.OK))).Count.ShouldBe(count);
    }

    [Fact]
    public async Task Hear_KnownPerson_IsOneStatementToFindAndOneInTheSave()
    {
        var identity = new ChannelIdentity(default, "kakao", "bot", "known");
        await MeetAsync(identity, "안녕");

        var statements = await StatementsAsync(() => MeetAsync(identity, "오늘 날씨 어때?"));

        statements.Count.ShouldBe(2);
        statements[0].ShouldContain("FROM user_identity");
        statements[1].ShouldStartWith("UPDATE appuser SET meetings");
    }

    [Fact]
    public async Task ReportTask_Grows_LooksTakesReadsAndSavesOnce()
    {
        using var client = await app.NewClientAsync();
        var id = await client.NewRobeingAsync();
        await client.TaskAsync(id).StatusAsync(HttpStatusCode.OK);

        var statements = await StatementsAsync(() => client.TaskAsync(id).StatusAsync(HttpStatusCode.OK));

        // Npgsql tells of the save's two statements as of one: they go in one round trip, as does the lock with its time limit;
        // whoever may not change it is refused before the lock
        var all = string.Join("\n---\n", statements);
        statements.Count(s => !s.Contains("COMMIT", StringComparison.OrdinalIgnoreCase)).ShouldBe(4, all);
        statements.Count(s => s.Contains("FOR UPDATE", StringComparison.Ordinal)).ShouldBe(1, all);
        statements.Count(s => s.Contains("INSERT INTO robeing_growth", StringComparison.Ordinal)).ShouldBe(1, all);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    public async Task CountRobeings_AnyNumber_IsAsManyQueries(int robeings)
    {
        using var client = await app.NewClientAsync();
        var activity = new List<RobeingActivity>();
        for (var i = 0; i < robeings; i++)
        {
            activity.Add(new RobeingActivity(await client.NewRobeingAsync(), TimeProvider.System.GetUtcNow(), 1, 1, 0));
        }

        var statements = await StatementsAsync(() => app.CountAsync([.. activity]));

        statements.Count(s => s.Contains("SELECT", StringComparison.Ordinal)).ShouldBe(4, string.Join("\n---\n", statements)); // lock, read, zones, days
    }

    private async Task MeetAsync(ChannelIdentity identity, string utterance)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<IPeople>();
        var person = await people.FindOrCreateAsync(identity, default);
        await people.HearAsync(person.Id, utterance, default);
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().SaveChangesAsync();
    }
}
