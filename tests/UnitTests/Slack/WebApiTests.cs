using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChatPlatform.SlackSimulator;

namespace ChatPlatform.UnitTests.Slack;

/// <summary>The Web API speaks as Slack does, well and badly.</summary>
public sealed class WebApiTests
{
    private const string Channel = "C1";

    [Fact]
    public async Task PostMessage_GoodCall_IsStoredAndEchoed()
    {
        await using var api = await StartAsync();
        using var client = Client(api);

        var answer = await JsonAsync(await PostAsync(client, "안녕하세요 👋", "1.000001", Mark("d", 0)));

        answer.GetProperty("ok").GetBoolean().ShouldBeTrue();
        answer.GetProperty("message").GetProperty("text").GetString().ShouldBe("안녕하세요 👋");
        var stored = api.Channels.Messages(Channel).Single();
        stored.Ts.ShouldBe(answer.GetProperty("ts").GetString());
        stored.ThreadTs.ShouldBe("1.000001");
        stored.Mark.ShouldBe(new("d", 0));
    }

    [Theory]
    [InlineData("wrong", Channel, 5, "invalid_auth")]
    [InlineData(null, Channel, 5, "not_authed")]
    [InlineData("xoxb-simulator", "C404", 5, "channel_not_found")]
    [InlineData("xoxb-simulator", Channel, 0, "no_text")]
    [InlineData("xoxb-simulator", Channel, 4001, "msg_too_long")]
    public async Task PostMessage_WrongCall_IsRefusedWithHttp200(string? token, string channel, int length, string error)
    {
        await using var api = await StartAsync();
        using var client = Client(api, token);

        using var response = await client.PostAsJsonAsync("api/chat.postMessage", new { channel, text = new string('가', length) });

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await JsonAsync(response)).GetProperty("error").GetString().ShouldBe(error);
        api.Channels.Messages(Channel).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("none", true)]
    [InlineData("rate-limited", false)]
    [InlineData("error-before", false)]
    [InlineData("error-after", true)]
    [InlineData("internal-error", false)]
    [InlineData("internal-error-after", true)]
    [InlineData("cut-before", false)]
    [InlineData("cut-after", true)]
    [InlineData("hang-before", false)]
    [InlineData("hang-after", true)]
    public async Task PostMessage_InTrouble_StoresOnlyWhatItSays(string trouble, bool stored)
    {
        await using var api = await StartAsync(new() { PostTroubles = WebApiOptions.Troubles(trouble) });
        using var client = Client(api);
        client.Timeout = TimeSpan.FromSeconds(1);

        var seen = await SeenAsync(() => PostAsync(client, "안녕"));

        seen.ShouldBe(trouble.Split('-') switch
        {
            ["none"] => "200 ok",
            ["rate", _] => "429 1 s",
            ["error", _] => "50x",
            ["internal", ..] => "200 internal_error",
            ["cut", _] => "cut",
            _ => "silence",
        });
        api.Channels.Messages(Channel).Count.ShouldBe(stored ? 1 : 0);
    }

    [Fact]
    public async Task PostMessage_FasterThanTheRate_IsLimitedPerChannel()
    {
        await using var api = await StartAsync(new() { Rate = 0.2, Burst = 2 });
        api.Channels.Open("C2");
        using var client = Client(api);

        (await SeenAsync(() => PostAsync(client, "1"))).ShouldBe("200 ok");
        (await SeenAsync(() => PostAsync(client, "2"))).ShouldBe("200 ok");
        (await SeenAsync(() => PostAsync(client, "3"))).ShouldBe("429 5 s");
        (await SeenAsync(() => client.PostAsJsonAsync("api/chat.postMessage", new { channel = "C2", text = "1" }))).ShouldBe("200 ok");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Replies_LongThread_ComesInPagesWithTheParentFirst(bool form)
    {
        await using var api = await StartAsync(new() { Rate = 100, Burst = 100, Page = 3 });
        var root = new ChannelMessage(Channel, api.MessageClock.Next(), null, "U1", "질문");
        api.Channels.Add(root);
        using var client = Client(api);
        for (var part = 0; part < 7; part++)
        {
            using var posted = await PostAsync(client, $"답 {part}", root.Ts, Mark("d", part));
        }

        List<string> texts = [];
        var (cursor, pages) = ("", 0);
        do
        {
            var page = await RepliesAsync(client, form, new() { ["channel"] = Channel, ["ts"] = root.Ts, ["cursor"] = cursor, ["limit"] = "100" });
            page.GetProperty("messages").EnumerateArray().ShouldAllBe(m => !HasMetadata(m));
            texts.AddRange(page.GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("text").GetString()!));
            cursor = page.GetProperty("response_metadata").GetProperty("next_cursor").GetString()!;
            page.GetProperty("has_more").GetBoolean().ShouldBe(cursor.Length > 0);
            pages++;
        }
        while (cursor.Length > 0);

        texts.ShouldBe(["질문", .. Enumerable.Range(0, 7).Select(n => $"답 {n}")]);
        pages.ShouldBe(3);
    }

    [Fact]
    public async Task Replies_OldestAndMetadata_AreHeeded()
    {
        await using var api = await StartAsync(new() { Rate = 100, Burst = 100 });
        var root = new ChannelMessage(Channel, api.MessageClock.Next(), null, "U1", "질문");
        api.Channels.Add(root);
        using var client = Client(api);
        var first = await JsonAsync(await PostAsync(client, "답 0", root.Ts, Mark("d", 0)));
        using var second = await PostAsync(client, "답 1", root.Ts, Mark("d", 1));

        var page = await RepliesAsync(client, form: true, new()
        {
            ["channel"] = Channel,
            ["ts"] = root.Ts,
            ["oldest"] = first.GetProperty("ts").GetString()!,
            ["include_all_metadata"] = "true",
        });

        var messages = page.GetProperty("messages").EnumerateArray().ToList();
        messages.Select(m => m.GetProperty("text").GetString()).ShouldBe(["질문", "답 1"]);
        messages[1].GetProperty("metadata").GetProperty("event_payload").GetProperty("part").GetInt32().ShouldBe(1);
    }

    [Theory]
    [InlineData("C1", "1.5", "", "thread_not_found")]
    [InlineData("C404", "1.5", "", "channel_not_found")]
    [InlineData("C1", "1.000001", "bm9uc2Vuc2U=", "invalid_cursor")]
    public async Task Replies_WrongCall_IsRefused(string channel, string ts, string cursor, string error)
    {
        await using var api = await StartAsync();
        api.Channels.Add(new(Channel, "1.000001", null, "U1", "질문"));
        using var client = Client(api);

        var answer = await RepliesAsync(client, form: false, new() { ["channel"] = channel, ["ts"] = ts, ["cursor"] = cursor });

        answer.GetProperty("error").GetString().ShouldBe(error);
    }

    [Fact]
    public async Task Replies_JsonBody_IsNotRead()
    {
        await using var api = await StartAsync();
        using var client = Client(api);

        using var response = await client.PostAsJsonAsync("api/conversations.replies", new { channel = Channel, ts = "1.000001" });

        (await JsonAsync(response)).GetProperty("error").GetString().ShouldBe("invalid_arguments");
    }

    [Fact]
    public async Task AuthTest_GoodToken_SaysWhoTheBotIs()
    {
        await using var api = await StartAsync();
        using var client = Client(api);

        var answer = await JsonAsync(await client.PostAsync("api/auth.test", null));

        (answer.GetProperty("team_id").GetString(), answer.GetProperty("user_id").GetString(), answer.GetProperty("bot_id").GetString())
            .ShouldBe(("T0SIM", "U0BOT", "B0BOT"));
    }

    [Fact]
    public async Task ResponseUrl_SixthUse_IsRefused()
    {
        await using var api = await StartAsync();
        using var client = new HttpClient { BaseAddress = new(api.Url) };
        List<string> texts = [];
        var url = api.ResponseUrls.Issue(m => texts.Add(m.GetProperty("text").GetString()!));

        for (var use = 1; use <= 6; use++)
        {
            using var response = await client.PostAsJsonAsync(url, new { text = $"답 {use}" });
            response.StatusCode.ShouldBe(use <= 5 ? HttpStatusCode.OK : HttpStatusCode.NotFound);
        }

        texts.Count.ShouldBe(5);
    }

    [Fact]
    public async Task ResponseUrl_AfterHalfAnHour_IsRefused()
    {
        var clock = new Common.ManualTimeProvider();
        await using var api = await WebApi.StartAsync(clock: clock);
        using var client = new HttpClient { BaseAddress = new(api.Url) };
        var url = api.ResponseUrls.Issue(_ => { });
        clock.Advance(TimeSpan.FromMinutes(30));

        using var response = await client.PostAsJsonAsync(url, new { text = "늦은 답" });

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync()).ShouldContain("expired_url");
    }

    private static async Task<WebApi> StartAsync(WebApiOptions? options = null)
    {
        var api = await WebApi.StartAsync(options);
        api.Channels.Open(Channel);
        return api;
    }

    private static HttpClient Client(WebApi api, string? token = "xoxb-simulator")
    {
        var client = new HttpClient { BaseAddress = new(api.Url) };
        client.DefaultRequestHeaders.Authorization = token is null ? null : new("Bearer", token);
        return client;
    }

    private static object Mark(string delivery, int part) => new { event_type = PostMark.EventType, event_payload = new { delivery, part } };

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string text, string? thread = null, object? metadata = null) =>
        client.PostAsJsonAsync("api/chat.postMessage", new { channel = Channel, thread_ts = thread, text, mrkdwn = true, metadata, unfurl_links = false });

    private static async Task<JsonElement> RepliesAsync(HttpClient client, bool form, Dictionary<string, string> arguments)
    {
        using var content = new FormUrlEncodedContent(arguments);
        return await JsonAsync(form
            ? await client.PostAsync("api/conversations.replies", content)
            : await client.GetAsync($"api/conversations.replies?{await content.ReadAsStringAsync()}"));
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response)
    {
        using (response)
        {
            return await response.Content.ReadFromJsonAsync<JsonElement>();
        }
    }

    private static bool HasMetadata(JsonElement message) => message.TryGetProperty("metadata", out _);

    private static async Task<string> SeenAsync(Func<Task<HttpResponseMessage>> call)
    {
        try
        {
            using var response = await call();
            if ((int)response.StatusCode is 500 or 503)
            {
                return "50x";
            }

            var wait = response.Headers.RetryAfter?.Delta is { } delta ? $" {delta.TotalSeconds:0} s" : null;
            var body = await JsonAsync(response);
            return $"{(int)response.StatusCode}{wait ?? (body.GetProperty("ok").GetBoolean() ? " ok" : $" {body.GetProperty("error").GetString()}")}";
        }
        catch (HttpRequestException)
        {
            return "cut";
        }
        catch (OperationCanceledException)
        {
            return "silence";
        }
    }
}
