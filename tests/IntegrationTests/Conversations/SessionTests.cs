using System.Net;
using System.Text.Json;
using ChatPlatform.IntegrationTests.Access;
using ChatPlatform.IntegrationTests.Common;

namespace ChatPlatform.IntegrationTests.Conversations;

public abstract class SessionTests(TestApp app)
{
    [Fact]
    public async Task CreateSession_NoBody_IsAGuestsSession()
    {
        using var client = await app.NewClientAsync();

        var created = await client.PostAsync("/api/sessions", content: null).JsonAsync(HttpStatusCode.Created);

        created.Str("user_id").ShouldBe("guest");
        created.Str("created_at").ShouldEndWith("Z");
        var read = await client.GetAsync($"/api/sessions/{created.Str("session_id")}").JsonAsync();
        read.GetRawText().ShouldBe(created.GetRawText());
    }

    [Fact]
    public async Task CreateSession_RobeingThatIsNotTheirs_Is422()
    {
        using var owner = await app.NewClientAsync();
        using var client = await app.NewClientAsync();
        await owner.PostAsync("/api/robeings", new { robeing_id = "r-private", display_name = "로빈" }).StatusAsync(HttpStatusCode.Created);

        foreach (var robeing in new[] { "r-private", "r-nobody", "No Slug!" })
        {
            using var refused = await client.PostAsync("/api/sessions", new { robeing_id = robeing });
            await refused.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "robeing.not_found");
        }
    }

    [Fact]
    public async Task CreateSession_EveryField_ComesBack()
    {
        using var client = await app.NewClientAsync();
        await client.PostAsync("/api/robeings", new { robeing_id = "r-1", display_name = "로빈" }).StatusAsync(HttpStatusCode.Created);

        var created = await client.PostAsync("/api/sessions", new
        {
            user_id = "민수",
            robeing_id = "r-1",
            prompt_name = "default",
            metadata = new { 출처 = "웹", n = 1 },
            channel = "web",
        }).JsonAsync(HttpStatusCode.Created);

        (created.Str("user_id"), created.Str("robeing_id"), created.Str("channel")).ShouldBe(("민수", "r-1", "web"));
        created.GetProperty("metadata").Str("출처").ShouldBe("웹");
    }

    [Theory]
    [InlineData("""{"user_id":"123456789012345678901234567890123456789012345678901"}""", "user_id")]
    [InlineData("""{"metadata":[1]}""", "metadata")]
    [InlineData("""{"channel":"slack"}""", "channel")]
    [InlineData("""{"metadata":{"a":"\ud800"}}""", "metadata")]
    [InlineData("""{"metadata":{"a":"\u0000"}}""", "metadata")]
    [InlineData("""{"metadata":{"a":[1,{"b":["\udc00"]}]}}""", "metadata")]
    [InlineData("""{"metadata":{"\u0000":1}}""", "metadata")]
    [InlineData("""{"metadata":{"a":{"\ud800":1}}}""", "metadata")]
    public async Task CreateSession_WrongField_Is400ThatNamesIt(string body, string field)
    {
        using var client = await app.NewClientAsync();

        var problem = await client.PostAsync("/api/sessions", new StringContent(body, null, "application/json")).JsonAsync(HttpStatusCode.BadRequest);

        problem.GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue(problem.GetRawText());
        problem.Str("trace_id").ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task CreateSession_MetadataOfEveryKind_ComesBackAsItWas()
    {
        const string metadata = """{"a":[1,2.50,true,null,{"b":"\ud83d\ude00 \"x\""}],"한글":{}}""";
        using var client = await app.NewClientAsync();

        var created = await client.PostAsync("/api/sessions", new StringContent($$"""{"metadata":{{metadata}}}""", null, "application/json"))
            .JsonAsync(HttpStatusCode.Created);

        JsonElement.DeepEquals(created.GetProperty("metadata"), JsonElement.Parse(metadata)).ShouldBeTrue(created.GetRawText());
    }

    [Fact]
    public async Task CreateSession_MetadataNestedWithoutEnd_Is400()
    {
        using var client = await app.NewClientAsync();
        var deep = string.Concat(Enumerable.Repeat("""{"a":""", 5000)) + "1" + new string('}', 5000);

        await client.PostAsync("/api/sessions", new StringContent($$"""{"metadata":{{deep}}}""", null, "application/json"))
            .StatusAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task CreateSession_UnknownPrompt_Is422()
    {
        using var client = await app.NewClientAsync();

        (await client.PostAsync("/api/sessions", new { prompt_name = "no-such" }).JsonAsync(HttpStatusCode.UnprocessableEntity))
            .Str("code").ShouldBe("prompt.not_found");
    }

    [Fact]
    public async Task CreateSession_SameIdempotencyKey_IsTheSameSession()
    {
        using var client = await app.NewClientAsync();

        var first = await client.PostAsync("/api/sessions", new { user_id = "a" }, "k-1").JsonAsync(HttpStatusCode.Created);
        var again = await client.PostAsync("/api/sessions", new { user_id = "a" }, "k-1").JsonAsync(HttpStatusCode.Created);
        await client.PostAsync("/api/sessions", new { user_id = "b" }, "k-1").StatusAsync(HttpStatusCode.UnprocessableEntity);

        again.GetRawText().ShouldBe(first.GetRawText());
        (await client.GetAsync("/api/sessions").JsonAsync()).GetProperty("sessions").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task ListSessions_ByPages_GivesEachOnceNewestFirst()
    {
        using var client = await app.NewClientAsync();
        var ids = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            ids.Add(await client.NewSessionAsync(new { user_id = i % 2 == 0 ? "even" : "odd" }));
        }

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await client.GetAsync($"/api/sessions?limit=3&cursor={cursor}").JsonAsync();
            seen.AddRange(page.GetProperty("sessions").EnumerateArray().Select(s => s.Str("session_id")));
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);

        seen.ShouldBe(ids.AsEnumerable().Reverse());
        (await client.GetAsync("/api/sessions?user_id=odd").JsonAsync()).GetProperty("sessions").GetArrayLength().ShouldBe(3);
        await client.GetAsync("/api/sessions?cursor=nonsense!").StatusAsync(HttpStatusCode.BadRequest);
        await client.GetAsync("/api/sessions?limit=0").StatusAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task DeleteSession_WithMessages_IsGoneAndItsLogStays()
    {
        using var client = await app.NewClientAsync();
        var session = await client.NewSessionAsync();
        await client.ChatAsync(session, "남는 기록").StatusAsync(HttpStatusCode.OK);

        await client.DeleteAsync($"/api/sessions/{session}").StatusAsync(HttpStatusCode.NoContent);

        await client.GetAsync($"/api/sessions/{session}").StatusAsync(HttpStatusCode.NotFound);
        await client.DeleteAsync($"/api/sessions/{session}").StatusAsync(HttpStatusCode.NotFound);
        await client.GetAsync($"/api/sessions/{session}/messages").StatusAsync(HttpStatusCode.NotFound);
        await client.ChatAsync(session, "hi").StatusAsync(HttpStatusCode.NotFound);
        (await client.GetAsync("/api/conversation/logs").JsonAsync()).GetProperty("logs").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task ClearSession_WithMessages_ForgetsThemAndGoesOn()
    {
        using var client = await app.NewClientAsync();
        var session = await client.NewSessionAsync();
        await client.ChatAsync(session, "첫째").StatusAsync(HttpStatusCode.OK);

        await client.PostAsync($"/api/sessions/{session}/clear", content: null).StatusAsync(HttpStatusCode.NoContent);
        (await client.MessagesAsync(session)).ShouldBeEmpty();
        await client.ChatAsync(session, "둘째").StatusAsync(HttpStatusCode.OK);

        (await client.MessagesAsync(session)).Count.ShouldBe(2);
        app.Model.Asked.Last(a => a.Messages[^1].Text == "둘째").Messages.ShouldNotContain(m => m.Text.Contains("첫째"));
    }

    [Fact]
    public async Task AnyCall_AnotherClientsSession_Is404()
    {
        using var owner = await app.NewClientAsync();
        using var other = await app.NewClientAsync();
        using var admin = app.CreateAdmin();
        var session = await owner.NewSessionAsync();
        var answer = (await owner.ChatAsync(session, "mine").JsonAsync()).Str("message_id");

        foreach (var client in new[] { other, admin })
        {
            await client.GetAsync($"/api/sessions/{session}").StatusAsync(HttpStatusCode.NotFound);
            await client.GetAsync($"/api/sessions/{session}/messages").StatusAsync(HttpStatusCode.NotFound);
            await client.DeleteAsync($"/api/sessions/{session}").StatusAsync(HttpStatusCode.NotFound);
            await client.PostAsync($"/api/sessions/{session}/clear", content: null).StatusAsync(HttpStatusCode.NotFound);
            await client.ChatAsync(session, "yours").StatusAsync(HttpStatusCode.NotFound);
            await client.PostAsync("/api/chat/stream", new { session_id = session, message = "x" }).StatusAsync(HttpStatusCode.NotFound);
            await client.GetAsync($"/api/chat/stream/{answer}").StatusAsync(HttpStatusCode.NotFound);
            await client.PostAsync($"/api/chat/{answer}/cancel", content: null).StatusAsync(HttpStatusCode.NotFound);
        }

        (await other.GetAsync("/api/sessions").JsonAsync()).GetProperty("sessions").GetArrayLength().ShouldBe(0);
        (await other.GetAsync("/api/conversation/logs").JsonAsync()).GetProperty("logs").GetArrayLength().ShouldBe(0);
    }
}

public sealed class SessionTests_InMemory(InMemoryApp app) : SessionTests(app), IClassFixture<InMemoryApp>;

public sealed class SessionTests_PostgreSql(PostgreSqlApp app) : SessionTests(app), IClassFixture<PostgreSqlApp>;
