using System.Net;
using System.Text.Json;
using ChatPlatform.Domain.Channels;
using ChatPlatform.IntegrationTests.Common;
using Microsoft.Extensions.AI;

namespace ChatPlatform.IntegrationTests.Channels;

/// <summary>From an event to the post in its thread, with a model and a Slack in the test's hands.</summary>
public abstract class SlackTests(TestApp app, ISlackFixture slack) : IAsyncLifetime
{
    private HttpClient _http = null!;
    private HttpClient _admin = null!;

    public Task InitializeAsync()
    {
        (_http, _admin) = (app.CreateClient(), app.CreateAdmin());
        return Task.CompletedTask;
    }

    public Task DisposeAsync()
    {
        _http.Dispose();
        _admin.Dispose();
        return Task.CompletedTask;
    }

    private IReadOnlyList<PostedInSlack> PostsIn(string channel) => [.. slack.Slack.Posts.Where(p => p.Channel == channel)];

    private Task PostedAsync(string channel, int count) => Http.EventuallyAsync(() => Task.FromResult(PostsIn(channel).Count >= count));

    private Task AcceptedAsync(object body) => SlackApps.AcceptedAsync(_http, body);

    private Task MentionAsync(string channel, string user, string text, string ts, string? thread = null) =>
        AcceptedAsync(SlackApps.Event("app_mention", channel, user, $"<@{SlackApps.Bot}> {text}", ts, thread));

    private async Task<JsonElement> LogOfAsync(string question)
    {
        JsonElement found = default;
        await Http.EventuallyAsync(async () =>
        {
            var page = await _admin.GetAsync("/admin/logs?channel=slack&limit=200").JsonAsync();
            found = page.GetProperty("logs").EnumerateArray().FirstOrDefault(l => l.Str("question") == question);
            return found.ValueKind == JsonValueKind.Object;
        });
        return found;
    }

    [Fact]
    public async Task Events_Mention_IsAnsweredInItsThreadAndLogged()
    {
        var (channel, user, ts) = (SlackApps.NewId('C'), SlackApps.NewId('U'), SlackApps.NewTs());

        await MentionAsync(channel, user, "내일 회의 언제예요?", ts);
        await PostedAsync(channel, 1);

        var post = PostsIn(channel).Single();
        (post.Thread, post.Text).ShouldBe((ts, "echo: 내일 회의 언제예요?"));
        post.Metadata.Str("event_type").ShouldBe("chatplatform_answer");
        var row = await LogOfAsync("내일 회의 언제예요?");
        (row.Str("channel"), row.Str("channel_id"), row.Str("channel_type"), row.Str("slack_user_id"), row.Str("thread_ts"), row.Str("robeing_id"))
            .ShouldBe(("slack", channel, "channel", user, ts, "robi"));
        (row.Str("intent"), row.Str("status")).ShouldBe(("question", "completed"));
        row.GetProperty("confidence").GetDouble().ShouldBeInRange(0.5, 1);
    }

    [Fact]
    public async Task Events_NulInTheText_IsAnsweredWithout()
    {
        var channel = SlackApps.NewId('C');

        await MentionAsync(channel, SlackApps.NewId('U'), "널\0문자 🌧", SlackApps.NewTs());
        await PostedAsync(channel, 1);

        PostsIn(channel).Single().Text.ShouldBe("echo: 널문자 🌧");
    }

    [Fact]
    public async Task Events_PairRetriesAndSameMoment_AreAnsweredOnce()
    {
        var (channel, user, ts) = (SlackApps.NewId('C'), SlackApps.NewId('U'), SlackApps.NewTs());
        var text = $"<@{SlackApps.Bot}> 한 번만";
        var mention = SlackApps.Event("app_mention", channel, user, text, ts);
        var message = SlackApps.Event("message", channel, user, text, ts);

        if (app is PostgreSqlApp)
        {
            await Task.WhenAll(Enumerable.Range(0, 8).Select(i => AcceptedAsync(i % 2 == 0 ? mention : message)));
        }

        await AcceptedAsync(message);
        await AcceptedAsync(mention);
        await PostedAsync(channel, 1);
        await MentionAsync(channel, user, "다음 질문", SlackApps.NewTs());
        await PostedAsync(channel, 2);

        PostsIn(channel).Select(p => p.Text).ShouldBe(["echo: 한 번만", "echo: 다음 질문"]);
    }

    [Fact]
    public async Task Events_WhatIsNotForIt_IsAcknowledgedAndNotAnswered()
    {
        var (channel, user) = (SlackApps.NewId('C'), SlackApps.NewId('U'));
        var text = $"<@{SlackApps.Bot}> 무시";

        await AcceptedAsync(SlackApps.Event("message", channel, user, "우리끼리 이야기", SlackApps.NewTs()));
        await AcceptedAsync(SlackApps.Event("message", channel, user, text, SlackApps.NewTs(), subtype: "message_changed"));
        await AcceptedAsync(SlackApps.Event("message", channel, user, text, SlackApps.NewTs(), subtype: "message_deleted"));
        await AcceptedAsync(SlackApps.Event("message", channel, user, text, SlackApps.NewTs(), subtype: "channel_join"));
        await AcceptedAsync(SlackApps.Event("message", channel, user, text, SlackApps.NewTs(), botId: "B1"));
        await AcceptedAsync(SlackApps.Event("message", channel, SlackApps.Bot, text, SlackApps.NewTs()));
        await AcceptedAsync(SlackApps.Event("reaction_added", channel, user, text, SlackApps.NewTs()));
        await AcceptedAsync(new { type = "event_callback", team_id = "T0TEST", api_app_id = "A0TEST" });
        await AcceptedAsync(new { type = "app_rate_limited", team_id = "T0TEST" });
        await MentionAsync(channel, user, "이것만", SlackApps.NewTs());
        await PostedAsync(channel, 1);

        PostsIn(channel).Single().Text.ShouldBe("echo: 이것만");
    }

    [Fact]
    public async Task Events_ThreadInWhichItAnswered_GoesOnWithoutAMentionAndRemembers()
    {
        var (channel, first, second, root) = (SlackApps.NewId('C'), SlackApps.NewId('U'), SlackApps.NewId('U'), SlackApps.NewTs());
        await MentionAsync(channel, first, "저는 커피를 좋아해요", root);
        await PostedAsync(channel, 1);

        await AcceptedAsync(SlackApps.Event("message", channel, second, $"저는 차가 좋아요 {root}", SlackApps.NewTs(), root));
        await PostedAsync(channel, 2);

        PostsIn(channel).ShouldAllBe(p => p.Thread == root);
        var asked = app.Model.Asked.Last(a => a.Messages[^1].Text.Contains(root, StringComparison.Ordinal)).Messages;
        asked.Where(m => m.Role != ChatRole.System).Select(m => m.Text).ShouldBe(["저는 커피를 좋아해요", "echo: 저는 커피를 좋아해요", $"저는 차가 좋아요 {root}"]);
        var (one, other) = (await LogOfAsync("저는 커피를 좋아해요"), await LogOfAsync($"저는 차가 좋아요 {root}"));
        one.Str("session_id").ShouldBe(other.Str("session_id"));
        one.Str("user_id").ShouldNotBe(other.Str("user_id"));
        other.Str("slack_user_id").ShouldBe(second);
    }

    [Fact]
    public async Task Events_DirectMessages_AreOneConversationWithoutMentions()
    {
        var (channel, user) = (SlackApps.NewId('D'), SlackApps.NewId('U'));
        var (first, second) = (SlackApps.NewTs(), SlackApps.NewTs());

        await AcceptedAsync(SlackApps.Event("message", channel, user, $"첫 번째 {first}", first));
        await PostedAsync(channel, 1);
        await AcceptedAsync(SlackApps.Event("message", channel, user, $"두 번째 {second}", second));
        await PostedAsync(channel, 2);

        PostsIn(channel).Select(p => p.Thread).ShouldBe([first, second]);
        (await LogOfAsync($"첫 번째 {first}")).Str("session_id").ShouldBe((await LogOfAsync($"두 번째 {second}")).Str("session_id"));
    }

    [Theory]
    [InlineData("429")]
    [InlineData("500")]
    [InlineData("ratelimited")]
    [InlineData("stored-500")]
    [InlineData("stored-hang")]
    [InlineData("internal_error")]
    public async Task Post_SlackInTrouble_IsThereOnceInTheEnd(string trouble)
    {
        var (channel, user, ts) = (SlackApps.NewId('C'), SlackApps.NewId('U'), SlackApps.NewTs());
        slack.Slack.Troubles[$"곤란 {ts}"] = trouble;

        await MentionAsync(channel, user, $"곤란 {ts}", ts);
        await PostedAsync(channel, 1);
        await MentionAsync(channel, user, "그다음", SlackApps.NewTs());
        await PostedAsync(channel, 2);

        PostsIn(channel).Select(p => p.Text).ShouldBe([$"echo: 곤란 {ts}", "echo: 그다음"]); // in order, too
    }

    [Fact]
    public async Task Post_SlackRefuses_IsHeldAndDoesNotBlockTheChannel()
    {
        var (channel, user, ts) = (SlackApps.NewId('C'), SlackApps.NewId('U'), SlackApps.NewTs());
        slack.Slack.Troubles[$"거절 {ts}"] = "is_archived";

        await MentionAsync(channel, user, $"거절 {ts}", ts);
        await MentionAsync(channel, user, "그다음", SlackApps.NewTs());
        await PostedAsync(channel, 1);

        PostsIn(channel).Single().Text.ShouldBe("echo: 그다음");
        var tasks = (await _admin.GetAsync("/admin/ai-tasks?limit=200").JsonAsync()).GetProperty("tasks").EnumerateArray();
        var delivery = tasks.Single(t => t.GetProperty("question").GetString() == $"거절 {ts}").GetProperty("delivery");
        (delivery.Str("state"), delivery.Str("receipt")).ShouldBe(("held", "is_archived"));
    }

    [Fact]
    public async Task Post_LongAnswer_IsSplitIntoPagesInOrder()
    {
        var (channel, user, ts) = (SlackApps.NewId('C'), SlackApps.NewId('U'), SlackApps.NewTs());
        var question = $"길게 {ts}";
        var held = app.Model.Hold(question);
        await MentionAsync(channel, user, question, ts);
        await held.AskedAsync();
        held.Say(string.Join("\n\n", Enumerable.Range(1, 120).Select(i => $"**{i}번째** 문단입니다. {new string('가', 60)}")));
        held.Finish();
        await PostedAsync(channel, 3);

        var pages = PostsIn(channel);
        pages.ShouldAllBe(p => p.Text.Length <= 4_000 && p.Thread == ts);
        pages.Select(p => p.Metadata.GetProperty("event_payload").GetProperty("part").GetInt32()).ShouldBe(Enumerable.Range(0, pages.Count));
        Enumerable.Range(1, 120).ShouldAllBe(i => pages.Count(p => p.Text.Contains($"*{i}번째*", StringComparison.Ordinal)) == 1);
    }

    [Fact]
    public async Task Events_FailedModel_ApologisesInTheThread()
    {
        var (channel, user, ts) = (SlackApps.NewId('C'), SlackApps.NewId('U'), SlackApps.NewTs());
        var question = $"고장 {ts}";
        var held = app.Model.Hold(question);
        await MentionAsync(channel, user, question, ts);
        await held.AskedAsync();
        held.Fail(new Application.Common.ModelFailedException(new Domain.Common.Error(Domain.Common.ErrorKind.NotFound, "model.broken", "The model broke.")));
        await PostedAsync(channel, 1);

        PostsIn(channel).Single().Text.ShouldContain("죄송해요");
    }

    [Fact]
    public async Task Events_UrlVerification_ReturnsTheChallenge() =>
        (await SlackApps.SendAsync(_http, new { type = "url_verification", challenge = "c-42", token = "old" }).JsonAsync()).Str("challenge").ShouldBe("c-42");

    [Fact]
    public async Task Events_WrongSecretOrOldRequest_Are401()
    {
        var body = SlackApps.Event("app_mention", SlackApps.NewId('C'), "U1", "hi", SlackApps.NewTs());

        await SlackApps.SendAsync(_http, body, secret: "another secret of another app").StatusAsync(HttpStatusCode.Unauthorized);
        await SlackApps.SendAsync(_http, body, skew: TimeSpan.FromSeconds(-301)).StatusAsync(HttpStatusCode.Unauthorized);
        await _http.PostAsync("/slack/events", body).StatusAsync(HttpStatusCode.Unauthorized);
        await _admin.PostAsync("/slack/events", body).StatusAsync(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"type\":1}")]
    public async Task Events_NotSlacks_Are400(string body) =>
        await SlackApps.SendAsync(_http, "/slack/events", System.Text.Encoding.UTF8.GetBytes(body), "application/json").StatusAsync(HttpStatusCode.BadRequest);
}

/// <summary>The Slack that an app posts to.</summary>
public interface ISlackFixture
{
    internal FakeSlack Slack { get; }
}

public class InMemorySlackApp : InMemoryApp, ISlackFixture, IAsyncLifetime
{
    private FakeSlack _slack = null!;

    FakeSlack ISlackFixture.Slack => _slack;

    protected override IEnumerable<KeyValuePair<string, string>> Settings => [.. SlackApps.Settings, new("SLACK_API_URL", _slack.Url)];

    public async Task InitializeAsync() => _slack = await FakeSlack.StartAsync();

    async Task IAsyncLifetime.DisposeAsync() => await _slack.DisposeAsync();
}

public class PostgreSqlSlackApp : PostgreSqlApp, ISlackFixture, IAsyncLifetime
{
    private FakeSlack _slack = null!;

    FakeSlack ISlackFixture.Slack => _slack;

    protected override IEnumerable<KeyValuePair<string, string>> Settings => [.. SlackApps.Settings, new("SLACK_API_URL", _slack.Url)];

    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        _slack = await FakeSlack.StartAsync();
    }

    async Task IAsyncLifetime.DisposeAsync() => await _slack.DisposeAsync();
}

public sealed class SlackInMemoryTests(InMemorySlackApp app) : SlackTests(app, app), IClassFixture<InMemorySlackApp>;

public sealed class SlackPostgreSqlTests(PostgreSqlSlackApp app) : SlackTests(app, app), IClassFixture<PostgreSqlSlackApp>;
