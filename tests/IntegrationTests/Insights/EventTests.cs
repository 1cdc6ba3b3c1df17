using System.Net;
using System.Text.Json;
using ChatPlatform.Application.Common;
using ChatPlatform.Application.Insights.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.IntegrationTests.Common;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.IntegrationTests.Insights;

public abstract class EventTests(TestApp app)
{
    private readonly HttpClient _admin = app.CreateAdmin();

    private IEventLog Log => app.Services.GetRequiredService<IEventLog>();

    [Fact]
    public async Task Events_SessionFromBeginningToEnd_AreToldWithoutItsTexts()
    {
        using var client = await app.NewClientAsync();
        var session = await client.NewSessionAsync(new { user_id = "minsu", channel = "web" });
        await client.ChatAsync(session, "비밀 이야기").StatusAsync(HttpStatusCode.OK);
        await client.PostAsync($"/api/sessions/{session}/clear", content: null).StatusAsync(HttpStatusCode.NoContent);
        await client.ChatAsync(session, "또 하나").StatusAsync(HttpStatusCode.OK);
        await client.ChatAsync(session, "그리고 또").StatusAsync(HttpStatusCode.OK);
        await client.DeleteAsync($"/api/sessions/{session}").StatusAsync(HttpStatusCode.NoContent);

        var events = await EventsAsync($"subject={session}", 3);

        events.Select(e => e.Str("kind")).ShouldBe(["session.deleted", "session.cleared", "conversation.started"]);
        events.Select(e => e.Str("detail")).ShouldBe(["""{"messages":4}""", """{"messages":2}""", """{"channel":"web"}"""]);
        events.Select(e => e.Str("user_id")).ShouldAllBe(user => user == "minsu");
        events.Select(e => e.GetProperty("node").GetGuid()).Distinct().ShouldBe([app.Services.GetRequiredService<ThisNode>().Id.Value]);
    }

    [Fact]
    public async Task Events_CreationIsRepeatedWithItsIdempotencyKey_IsOneEvent()
    {
        using var client = await app.NewClientAsync();
        var user = Unique("u");
        for (var i = 0; i < 2; i++)
        {
            await client.PostAsync("/api/sessions", new { user_id = user }, "k-1").StatusAsync(HttpStatusCode.Created);
        }

        Log.Record(new("test.after", user, "x", new UserId(user)));

        (await EventsAsync($"user_id={user}", 2)).Select(e => e.Str("kind")).ShouldBe(["test.after", "conversation.started"]);
    }

    [Fact]
    public async Task Events_PromptIsMadeAndPutIntoUse_AreTold()
    {
        var name = Unique("튜터");
        var first = (await _admin.PostAsync("/admin/prompts", new { name, system_prompt = "one" }).JsonAsync(HttpStatusCode.Created)).Str("prompt_id");
        var second = (await _admin.PostAsync("/admin/prompts", new { name, system_prompt = "two" }, "k-" + name[2..]).JsonAsync(HttpStatusCode.Created)).Str("prompt_id");
        await _admin.PostAsync($"/admin/prompts/{second}/activate", content: null).StatusAsync(HttpStatusCode.OK);

        (await EventsAsync($"subject={first}", 2)).Select(e => e.Str("kind")).ShouldBe(["prompt.activated", "prompt.created"]);
        var told = await EventsAsync($"subject={second}", 2);
        told.Select(e => e.Str("kind")).ShouldBe(["prompt.activated", "prompt.created"]);
        told[0].Str("text").ShouldBe($"[변경] 프롬프트 {name} v2 적용");
    }

    [Fact]
    public async Task Events_ByPages_GiveEachOnceNewestFirst()
    {
        var kind = Unique("test.paged_");
        for (var i = 0; i < 7; i++)
        {
            Log.Record(new(kind, $"{i}", "x"));
        }

        await EventsAsync($"kind={kind}", 7);
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await _admin.GetAsync($"/admin/events?kind={kind}&limit=3&cursor={cursor}").JsonAsync();
            page.GetProperty("events").GetArrayLength().ShouldBeLessThanOrEqualTo(3);
            seen.AddRange(page.GetProperty("events").EnumerateArray().Select(e => e.Str("subject")));
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);

        seen.ShouldBe(["6", "5", "4", "3", "2", "1", "0"]);
    }

    [Fact]
    public async Task Events_Filters_NarrowTheList()
    {
        var (kind, other) = (Unique("test.filter_"), Unique("test.other_"));
        Log.Record(new(kind, "a", "x", new UserId("민수")));
        Log.Record(new(kind, "b", "x"));
        Log.Record(new(other, "a", "x"));
        await EventsAsync($"kind={kind}", 2);
        var at = (await EventsAsync($"kind={other}", 1))[0].Str("at");

        (await CountAsync($"kind={kind}&subject=a")).ShouldBe(1);
        (await CountAsync($"kind={kind}&user_id=민수")).ShouldBe(1);
        (await CountAsync($"kind={other}&from={at}")).ShouldBe(1);
        (await CountAsync($"kind={other}&to={at}")).ShouldBe(0);
        (await CountAsync($"kind={other}&to={at[..10]}")).ShouldBe(1); // the day counts in whole
    }

    [Theory]
    [InlineData("/admin/events?limit=201", "limit")]
    [InlineData("/admin/events?from=yesterday", "from")]
    [InlineData("/admin/events?tz=Moon", "tz")]
    [InlineData("/admin/events?from=2026-02-02&to=2026-01-01", "to")]
    [InlineData("/admin/events?cursor=nonsense!", "cursor")]
    [InlineData("/admin/log-messages?level=info", "level")]
    [InlineData("/admin/log-messages?limit=0", "limit")]
    [InlineData("/admin/log-messages?cursor=nonsense!", "cursor")]
    public async Task Lists_WrongParameter_Is400ThatNamesIt(string url, string field) =>
        (await _admin.GetAsync(url).JsonAsync(HttpStatusCode.BadRequest)).GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue();

    [Theory]
    [InlineData("/admin/events")]
    [InlineData("/admin/log-messages")]
    public async Task Lists_ChatKey_Is403(string url)
    {
        using var client = await app.NewClientAsync();

        await client.GetAsync(url).StatusAsync(HttpStatusCode.Forbidden);
    }

    private static string Unique(string prefix) => prefix + Guid.CreateVersion7(TimeProvider.System.Now()).ToString("N")[..16];

    private async Task<int> CountAsync(string query) => (await _admin.GetAsync($"/admin/events?{query}").JsonAsync()).GetProperty("events").GetArrayLength();

    /// <summary>They are written beside the request, within a second.</summary>
    private async Task<List<JsonElement>> EventsAsync(string query, int count)
    {
        List<JsonElement> events = [];
        await Http.EventuallyAsync(async () =>
        {
            var page = await _admin.GetAsync($"/admin/events?{query}").JsonAsync();
            events = [.. page.GetProperty("events").EnumerateArray()];
            return events.Count == count;
        });
        return events;
    }
}

public sealed class EventTests_InMemory(InMemoryApp app) : EventTests(app), IClassFixture<InMemoryApp>;

public sealed class EventTests_PostgreSql(PostgreSqlApp app) : EventTests(app), IClassFixture<PostgreSqlApp>;
