using System.Globalization;
using System.Net;
using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.IntegrationTests.Common;

namespace ChatPlatform.IntegrationTests.Conversations;

public abstract class LogTests(TestApp app)
{
    private static async Task<List<string>> QuestionsAsync(HttpClient client, string query = "") =>
        [.. (await client.GetAsync("/api/conversation/logs" + query).JsonAsync()).GetProperty("logs").EnumerateArray().Select(l => l.Str("question"))];

    private static async Task SayAsync(HttpClient client, object session, params string[] messages)
    {
        var id = await client.NewSessionAsync(session);
        foreach (var message in messages)
        {
            await client.ChatAsync(id, message).StatusAsync(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task GetLogs_SeveralTurns_IsNewestFirstTenByDefault()
    {
        using var client = await app.NewClientAsync();
        await SayAsync(client, new { }, [.. Enumerable.Range(0, 12).Select(i => $"m{i}")]);

        (await QuestionsAsync(client)).ShouldBe(Enumerable.Range(2, 10).Reverse().Select(i => $"m{i}"));
    }

    [Fact]
    public async Task GetLogs_ByPages_GivesEachRowOnce()
    {
        using var client = await app.NewClientAsync();
        await SayAsync(client, new { }, [.. Enumerable.Range(0, 7).Select(i => $"p{i}")]);
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await client.GetAsync($"/api/conversation/logs?limit=3&cursor={cursor}").JsonAsync();
            seen.AddRange(page.GetProperty("logs").EnumerateArray().Select(l => l.Str("question")));
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);

        seen.ShouldBe(Enumerable.Range(0, 7).Reverse().Select(i => $"p{i}"));
    }

    [Fact]
    public async Task GetLogs_Filters_NarrowByUserRobeingChannelStatusAndTime()
    {
        using var client = await app.NewClientAsync();
        await client.PostAsync("/api/robeings", new { robeing_id = "r1", display_name = "로빈" }).StatusAsync(HttpStatusCode.Created);
        await SayAsync(client, new { user_id = "민수", robeing_id = "r1" }, "from minsu");
        await SayAsync(client, new { user_id = "영희", channel = "web" }, "from younghee");
        var today = DateTimeOffset.Parse((await client.GetAsync("/api/sessions").JsonAsync()).GetProperty("sessions")[0].Str("created_at"), CultureInfo.InvariantCulture);

        (await QuestionsAsync(client, "?user_id=민수")).ShouldBe(["from minsu"]);
        (await QuestionsAsync(client, "?robeing_id=r1")).ShouldBe(["from minsu"]);
        (await QuestionsAsync(client, "?channel=web")).ShouldBe(["from younghee"]);
        (await QuestionsAsync(client, "?status=failed")).ShouldBeEmpty();
        (await QuestionsAsync(client, $"?from={today:yyyy-MM-dd}&to={today:yyyy-MM-dd}")).Count.ShouldBe(2);
        (await QuestionsAsync(client, $"?from={today.AddDays(1):yyyy-MM-dd}")).ShouldBeEmpty();
        (await QuestionsAsync(client, $"?to={today.AddDays(-1):yyyy-MM-dd}")).ShouldBeEmpty();
        (await QuestionsAsync(client, $"?from={Uri.EscapeDataString(today.AddMinutes(-5).ToOffset(TimeSpan.FromHours(9)).ToString("O"))}")).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("환불", 2)]
    [InlineData("돈", 1)]
    [InlineData("REFUND", 1)]
    [InlineData("100%", 1)]
    [InlineData("%", 1)]
    [InlineData("_", 0)]
    [InlineData("없는말", 0)]
    [InlineData("환불이 echo", 0)]
    public async Task GetLogs_Keyword_FindsTextWithinQuestionOrAnswer(string q, int rows)
    {
        using var client = await app.NewClientAsync();
        await SayAsync(client, new { }, "환불해 주세요", "언제 환불이", "내 돈 돌려줘", "where is my refund", "100% 확실해?");

        (await QuestionsAsync(client, $"?q={Uri.EscapeDataString(q)}")).Count.ShouldBe(rows);
    }

    [Fact]
    public async Task GetLogs_KeywordTypedDecomposed_FindsTheSame()
    {
        using var client = await app.NewClientAsync();
        await SayAsync(client, new { }, "환불해 주세요".Normalize(System.Text.NormalizationForm.FormD));

        (await QuestionsAsync(client, $"?q={Uri.EscapeDataString("환불".Normalize(System.Text.NormalizationForm.FormD))}")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task GetLogs_PersonalData_IsMaskedExceptForTheAuditedAdminView()
    {
        using var client = await app.NewClientAsync();
        using var admin = app.CreateAdmin();
        await SayAsync(client, new { user_id = "masked-user" }, "제 번호는 010-1234-5678이에요");

        (await QuestionsAsync(client)).ShouldBe(["제 번호는 [전화번호]이에요"]);
        (await QuestionsAsync(admin, "?user_id=masked-user")).ShouldBe(["제 번호는 [전화번호]이에요"]);
        var unmasked = await admin.GetAsync("/admin/logs?user_id=masked-user").JsonAsync();
        unmasked.GetProperty("logs")[0].Str("question").ShouldBe("제 번호는 010-1234-5678이에요");
        await client.GetAsync("/admin/logs").StatusAsync(HttpStatusCode.Forbidden);
        var audit = await admin.GetAsync("/admin/audit-events?limit=5").JsonAsync();
        audit.GetRawText().ShouldContain("logs.read_unmasked");
    }

    [Theory]
    [InlineData("completed", 1)]
    [InlineData("failed", 1)]
    [InlineData("cancelled", 0)]
    [InlineData("interrupted", 0)]
    public async Task GetLogs_Status_IsOneOfTheFourThatEndATurn(string status, int rows)
    {
        using var client = await app.NewClientAsync();
        var session = await client.NewSessionAsync();
        var broken = $"broken for {status}";
        app.Model.Hold(broken).Fail(new ModelFailedException(new Error(ErrorKind.Timeout, "model.timeout", "The model did not answer in time.")));
        await client.ChatAsync(session, "fine").StatusAsync(HttpStatusCode.OK);
        await client.ChatAsync(session, broken).StatusAsync(HttpStatusCode.GatewayTimeout);

        (await QuestionsAsync(client, $"?status={status}")).Count.ShouldBe(rows);
    }

    [Theory]
    [InlineData("?from=0001-01-02&to=9999-12-30&tz=Pacific/Kiritimati")]
    [InlineData("?from=0001-01-02&to=9999-12-30&tz=Etc/GMT%2B12")]
    public async Task GetLogs_WidestDays_AreWithinTheCalendarInEveryZone(string query)
    {
        using var client = await app.NewClientAsync();
        await SayAsync(client, new { }, "any");

        (await QuestionsAsync(client, query)).ShouldBe(["any"]);
    }

    [Fact]
    public async Task GetLogs_PartOfANumber_IsSearchedForAndTheWholeOnlyUnmasked()
    {
        using var client = await app.NewClientAsync();
        using var admin = app.CreateAdmin();
        await SayAsync(client, new { user_id = "searched-user" }, "제 번호는 010-1234-5678이에요");

        (await QuestionsAsync(client, "?q=010-1234")).ShouldBe(["제 번호는 [전화번호]이에요"]);
        var unmasked = await admin.GetAsync("/admin/logs?user_id=searched-user&q=010-1234-5678").JsonAsync();
        unmasked.GetProperty("logs").GetArrayLength().ShouldBe(1);
        var audit = await admin.GetAsync("/admin/audit-events?limit=1&action=logs.read_unmasked").JsonAsync();
        var detail = audit.GetProperty("audit_events")[0].Str("detail");
        detail.ShouldContain("\"searched\":true");
        detail.ShouldNotContain("1234");
    }

    [Fact]
    public async Task GetPromptLog_AnyRead_IsAudited()
    {
        using var client = await app.NewClientAsync();
        using var admin = app.CreateAdmin();
        var answer = (await client.ChatAsync(await client.NewSessionAsync(), "who reads this").JsonAsync()).Str("message_id");

        await admin.GetAsync($"/admin/messages/{answer}/prompt").StatusAsync(HttpStatusCode.OK);

        var audit = await admin.GetAsync("/admin/audit-events?limit=200&action=prompt_log.read").JsonAsync();
        var entry = audit.GetProperty("audit_events").EnumerateArray().Where(e => e.Str("subject") == answer).ShouldHaveSingleItem();
        entry.GetRawText().ShouldNotContain("who reads this");
    }

    [Theory]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=201", "limit")]
    [InlineData("?limit=abc", "limit")]
    [InlineData("?from=yesterday", "from")]
    [InlineData("?from=2026-11-02&to=2026-11-01", "to")]
    [InlineData("?tz=Mars/Base", "tz")]
    [InlineData("?status=odd", "status")]
    [InlineData("?status=2", "status")]
    [InlineData("?status=pending", "status")]
    [InlineData("?status=streaming", "status")]
    [InlineData("?status=completed,failed", "status")]
    [InlineData("?from=0001-01-01&tz=Asia/Seoul", "from")]
    [InlineData("?from=0001-01-01T00:00:00%2B09:00", "from")]
    [InlineData("?to=9999-12-31", "to")]
    [InlineData("?to=9999-12-31&tz=America/New_York", "to")]
    [InlineData("?q=010-1234-5678", "q")]
    [InlineData("?q=minsu@example.com", "q")]
    [InlineData("?q=%EC%A0%9C%20%EB%B2%88%ED%98%B8%EB%8A%94%2001012345678", "q")]
    [InlineData("?cursor=nonsense", "cursor")]
    public async Task GetLogs_WrongQuery_Is400ThatNamesTheField(string query, string field)
    {
        using var client = await app.NewClientAsync();

        var problem = await client.GetAsync("/api/conversation/logs" + query).JsonAsync(HttpStatusCode.BadRequest);

        problem.GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue(problem.GetRawText());
    }
}

public sealed class LogTests_InMemory(InMemoryApp app) : LogTests(app), IClassFixture<InMemoryApp>;

public sealed class LogTests_PostgreSql(PostgreSqlApp app) : LogTests(app), IClassFixture<PostgreSqlApp>;
