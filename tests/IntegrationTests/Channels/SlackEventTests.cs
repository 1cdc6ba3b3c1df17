using System.Net;
using System.Text;
using ChatPlatform.Application.Channels;
using ChatPlatform.IntegrationTests.Common;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.IntegrationTests.Channels;

/// <summary>Events that look like questions, or like nothing we know: shared channels, edits, other shapes, and what the log says of them.</summary>
public abstract class SlackEventTests(TestApp app, ISlackEdgeFixture slack) : IAsyncLifetime
{
    private HttpClient _http = null!;

    public Task InitializeAsync()
    {
        _http = app.CreateClient();
        return Task.CompletedTask;
    }

    public Task DisposeAsync()
    {
        _http.Dispose();
        return Task.CompletedTask;
    }

    private IReadOnlyList<PostedInSlack> PostsIn(string channel) => [.. slack.Slack.Posts.Where(p => p.Channel == channel)];

    private Task PostedAsync(string channel, int count) => Http.EventuallyAsync(() => Task.FromResult(PostsIn(channel).Count >= count));

    private Task MentionAsync(string channel, string text, string ts, string? user = null, string? madeBy = null, bool isEdited = false) =>
        SlackApps.AcceptedAsync(_http, SlackApps.Event(
            "app_mention", channel, user ?? SlackApps.NewId('U'), $"<@{SlackApps.Bot}> {text}", ts, madeBy: madeBy, isEdited: isEdited));

    private bool Logged(params string[] parts) => slack.Edges.Log.Lines.Any(line => parts.All(part => line.Contains(part, StringComparison.Ordinal)));

    [Fact]
    public async Task Events_ChannelThatAnotherWorkspaceMade_CountForTheOneThatInstalledTheApp()
    {
        var (channel, user) = (SlackApps.NewId('C'), SlackApps.NewId('U'));

        await MentionAsync(channel, "함께 쓰는 채널", SlackApps.NewTs(), user, madeBy: "T0OTHER");
        await PostedAsync(channel, 1);

        PostsIn(channel).Single().Text.ShouldBe("echo: 함께 쓰는 채널");
        await SlackApps.CommandAsync(_http, user, channel, "forget").StatusAsync(HttpStatusCode.OK);
        (await SlackApps.OutcomeAsync(_http, slack.Slack, user, channel, "forget 확인")).ShouldContain("메시지 2개");
    }

    [Fact]
    public async Task Events_EditedMention_IsNotAnswered()
    {
        var (channel, ts) = (SlackApps.NewId('C'), SlackApps.NewTs());

        await MentionAsync(channel, "고친 옛날 글", SlackApps.NewTs(), isEdited: true);
        await MentionAsync(channel, "처음 쓴 글", ts);
        await MentionAsync(channel, "고친 글", ts, isEdited: true);
        await MentionAsync(channel, "그다음", SlackApps.NewTs());
        await PostedAsync(channel, 2);

        PostsIn(channel).Select(p => p.Text).ShouldBe(["echo: 처음 쓴 글", "echo: 그다음"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("""{"type":"event_callback","team_id":"T0TEST","api_app_id":"A0TEST","event":{"type":"channel_created","channel":{"id":"C1","name":"fun","created":1360782804,"creator":"U1"}}}""")]
    [InlineData("""{"type":"event_callback","team_id":"T0TEST","api_app_id":"A0TEST","event":{"type":"channel_rename","channel":{"id":"C1","name":"new","created":1360782804}}}""")]
    [InlineData("""{"type":"event_callback","team_id":"T0TEST","api_app_id":"A0TEST","event":{"type":"team_join","user":{"id":"U1","is_bot":false}}}""")]
    [InlineData("""{"type":"event_callback","team_id":"T0TEST","api_app_id":"A0TEST","event":{"type":"user_change","user":{"id":"U1"},"cache_ts":1648596421}}""")]
    [InlineData("""{"type":"event_callback","team_id":"T0TEST","api_app_id":"A0TEST","event":{"type":"app_mention","channel":7,"user":"U1","ts":1.5,"text":[]}}""")]
    [InlineData("""{"type":"event_callback","team_id":{},"api_app_id":[],"event":"none","authorizations":{}}""")]
    [InlineData("""{"type":"event_callback","team_id":"T0TEST","api_app_id":"A0TEST","event":{"type":"app_mention","text":"\ud83d"},"authorizations":[7,{"team_id":7,"is_bot":"yes"}]}""")]
    [InlineData("""{"type":"something_new","event":[1]}""")]
    public async Task Events_OtherShapes_AreAcknowledged(string body) =>
        await SlackApps.SendAsync(_http, "/slack/events", Encoding.UTF8.GetBytes(body), "application/json").StatusAsync(HttpStatusCode.OK);

    [Fact]
    public async Task Events_ThreadOfARobeingThatNobodySpeaksForNow_GoesOn()
    {
        var (channel, root, second) = (SlackApps.NewId('C'), SlackApps.NewTs(), SlackApps.NewId('U'));
        await MentionAsync(channel, "누구세요", root);
        await PostedAsync(channel, 1);

        // the other app's robeing is not this thread's, and the thread's has an app of its own
        await SlackApps.AcceptedAsync(_http, SlackApps.Event("message", channel, second, "둘째에게", SlackApps.NewTs(), root, app: SlackEdges.SecondApp));

        // as after a change of SLACK_ROBEING
        var workspace = app.Services.GetRequiredService<SlackOptions>().Workspaces[0];
        await using var scope = app.Services.CreateAsyncScope();
        var renamed = new ReceiveSlackMessage(
            workspace with { RobeingId = "successor" }, "T0TEST", "A0TEST", channel, "channel", second, "이어서", SlackApps.NewTs(), root, SlackApps.Bot, IsMention: false);
        (await scope.ServiceProvider.GetRequiredService<IMediator>().Send(renamed)).IsSuccess.ShouldBeTrue();
        await PostedAsync(channel, 2);

        PostsIn(channel).Select(p => p.Text).ShouldBe(["echo: 누구세요", "echo: 이어서"]);
    }

    [Fact]
    public async Task Events_Refused_TheLogSaysWhetherItIsTheSecretOrTheClock()
    {
        var body = SlackApps.Event("app_mention", SlackApps.NewId('C'), "U1", "hi", SlackApps.NewTs());

        await SlackApps.SendAsync(_http, body, secret: "another secret of another app").StatusAsync(HttpStatusCode.Unauthorized);
        Logged("slack.bad_signature", "SLACK_SIGNING_SECRET").ShouldBeTrue();
        Logged("slack.bad_signature", "clock").ShouldBeFalse();
        await SlackApps.SendAsync(_http, body, skew: TimeSpan.FromSeconds(-400)).StatusAsync(HttpStatusCode.Unauthorized);
        (Logged("slack.bad_signature", "clock", "400 s") || Logged("slack.bad_signature", "clock", "401 s")).ShouldBeTrue();
        Logged(SlackApps.Secret).ShouldBeFalse();
        Logged("v0=").ShouldBeFalse();
    }

    [Fact]
    public async Task Events_RateLimited_TheLogNamesTheTeam()
    {
        await SlackApps.AcceptedAsync(_http, new { type = "app_rate_limited", team_id = "T0TEST", api_app_id = "A0TEST", minute_rate_limited = 1_518_467_820 });

        Logged("T0TEST", "rate").ShouldBeTrue();
    }
}

public sealed class SlackEventInMemoryTests(InMemorySlackEdgeApp app) : SlackEventTests(app, app), IClassFixture<InMemorySlackEdgeApp>;

public sealed class SlackEventPostgreSqlTests(PostgreSqlSlackEdgeApp app) : SlackEventTests(app, app), IClassFixture<PostgreSqlSlackEdgeApp>;
