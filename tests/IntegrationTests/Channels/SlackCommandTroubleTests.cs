using System.Net;
using System.Text;
using ChatPlatform.Application.Users;
using ChatPlatform.Domain.Users;
using ChatPlatform.IntegrationTests.Common;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.IntegrationTests.Channels;

/// <summary>Commands that cannot be carried out, or not in time: people read a sentence, never Slack's <c>dispatch_failed</c>.</summary>
public abstract class SlackCommandTroubleTests(TestApp app, ISlackEdgeFixture slack) : IAsyncLifetime
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

    private async Task<string> SayAsync(string user, string text, string channel = "C0ANY", string? responseUrl = null)
    {
        var answer = await SlackApps.CommandAsync(_http, user, channel, text, responseUrl: responseUrl).JsonAsync();
        answer.Str("response_type").ShouldBe("ephemeral");
        return answer.Str("text");
    }

    private async Task TalkAsync(string user, string channel)
    {
        await SlackApps.AcceptedAsync(_http, SlackApps.Event("app_mention", channel, user, $"<@{SlackApps.Bot}> 안녕하세요", SlackApps.NewTs()));
        await Http.EventuallyAsync(() => Task.FromResult(slack.Slack.Posts.Any(p => p.Channel == channel)));
    }

    private async Task<AppUser?> PersonAsync(string user)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IUsersDb>();
        return await db.AppUsers.SingleOrDefaultAsync(u => db.UserIdentities.Any(i => i.AppUserId == u.Id && i.ExternalId == user));
    }

    [Theory]
    [InlineData("team_id=T1&text=stats", "읽지 못했어요")]
    [InlineData("", "읽지 못했어요")]
    [InlineData("team_id=T0STRANGE&api_app_id=A0TEST&channel_id=C1&user_id=U1&text=stats", "연결되어 있지 않아요")]
    public async Task Command_Unreadable_IsASentence(string form, string expected)
    {
        var answer = await SlackApps.SendAsync(_http, "/slack/commands", Encoding.UTF8.GetBytes(form), "application/x-www-form-urlencoded").JsonAsync();

        (answer.Str("response_type"), answer.Str("text").Contains(expected, StringComparison.Ordinal)).ShouldBe(("ephemeral", true));
    }

    [Fact]
    public async Task Command_TooLong_IsToldSo() => (await SayAsync(SlackApps.NewId('U'), new string('가', 4_001))).ShouldContain("너무 길어요");

    [Fact]
    public async Task Command_BadSignature_Is401() => await SlackApps.SendAsync(
        _http, "/slack/commands", "team_id=T0TEST"u8.ToArray(), "application/x-www-form-urlencoded", secret: "another secret of another app")
        .StatusAsync(HttpStatusCode.Unauthorized);

    [Fact]
    public async Task Command_TooManyAtOnce_IsASentenceAndEventsAreStillRefused()
    {
        await using var narrow = app.WithWebHostBuilder(builder => builder.UseSetting("Access:ChannelPerMinute", "1"));
        using var http = narrow.CreateClient();

        (await SlackApps.CommandAsync(http, "U1", "C0ANY", "help").JsonAsync()).Str("text").ShouldContain("/robeing stats");
        var answer = await SlackApps.CommandAsync(http, "U1", "C0ANY", "help").JsonAsync();

        (answer.Str("response_type"), answer.Str("text").Contains("요청이 너무 많아요", StringComparison.Ordinal)).ShouldBe(("ephemeral", true));
        await SlackApps.SendAsync(http, new { type = "url_verification", challenge = "c" }).StatusAsync(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Command_UnexpectedFailure_IsASentenceAndLogged()
    {
        await TalkAsync(SlackApps.NewId('U'), SlackEdges.BrokenChannel);

        (await SayAsync(SlackApps.NewId('U'), "stats", SlackEdges.BrokenChannel)).ShouldContain("잠시 뒤 다시 해 주세요");
        slack.Edges.Log.Lines.ShouldContain(line => line.Contains("The card is torn.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Name_Asked_MakesNobodyKnown()
    {
        var user = SlackApps.NewId('U');

        (await SayAsync(user, "name")).ShouldContain("아직 이름을 몰라요");
        (await SayAsync(user, "forget")).ShouldContain("기억하고 있는 것이 없어요");
        (await SayAsync(user, "name ???")).ShouldContain("쓸 수 없어요");

        (await PersonAsync(user)).ShouldBeNull();
    }

    [Fact]
    public async Task Name_Refused_SaysHowInSlackAndWaitsForNothing()
    {
        var user = SlackApps.NewId('U');
        await SayAsync(user, "name 민수");

        var refused = await SayAsync(user, "name ???");

        refused.ShouldContain("`/robeing name 민수`");
        refused.ShouldNotContain("취소");
        var person = (await PersonAsync(user)).ShouldNotBeNull();
        (person.Name, person.NameMode).ShouldBe(("민수", NameMode.None));
        (await SayAsync(user, "name 철수라고 불러 줘")).ShouldContain("철수님");
    }

    [Fact]
    public async Task Settings_Mistaken_AreExplainedInKorean()
    {
        var (user, channel) = (SlackApps.NewId('U'), SlackApps.NewId('C'));
        await TalkAsync(user, channel);

        foreach (var (typed, expected) in new[]
        {
            ("response_style 존댓말", "formal"),
            ("max_memory_size 많이", "0부터 10,000까지"),
            ("timezone 서울", "Asia/Seoul"),
            ("auto_summarize 글쎄", "true"),
            ("memory_size 5", "`max_memory_size`"),
            ("memory_size", "`max_memory_size`"),
            ("memory_size 5", "`news.enabled`"),
            ("weather.Stadt 서울", "weather.city"),
            ("weather.api_key abc", "비밀"),
            ("response_length detailed", "레벨 2"),
        })
        {
            var told = await SayAsync(user, $"settings {typed}");
            told.ShouldContain(expected, customMessage: typed);
            told.ShouldMatch("[가-힣]", typed);
            told.ShouldNotContain("must", Case.Sensitive, typed);
            told.ShouldNotContain("There is no", Case.Sensitive, typed);
        }
    }

    [Fact]
    public async Task Settings_EscapedBySlack_AreKeptAsTyped()
    {
        var (user, channel) = (SlackApps.NewId('U'), SlackApps.NewId('C'));
        await TalkAsync(user, channel);

        await SayAsync(user, "settings weather.rule a &lt; b &amp;amp; c");

        (await SayAsync(user, "settings weather.rule")).ShouldBe("`weather.rule` = `a &lt; b &amp;amp; c`");
    }

    [Fact]
    public async Task Forget_LongerThanSlackWaits_IsToldByTheResponseUrl()
    {
        var (user, channel) = (SlackApps.NewId('U'), SlackApps.NewId('C'));
        await TalkAsync(user, channel);
        await SayAsync(user, "forget");
        slack.Edges.ErasureTakes = TimeSpan.FromSeconds(4);
        var (began, url) = (TimeProvider.System.GetTimestamp(), $"{slack.Slack.ResponseUrl}{user}");

        (await SayAsync(user, "forget 확인", responseUrl: url)).ShouldContain("아직 하고 있어요");
        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(3.5));
        slack.Edges.ErasureTakes = TimeSpan.Zero;
        await Http.EventuallyAsync(() => Task.FromResult(slack.Slack.Responses.Any(r => r.Path.EndsWith(user, StringComparison.Ordinal))));

        var late = slack.Slack.Responses.Single(r => r.Path.EndsWith(user, StringComparison.Ordinal)).Body;
        late.Str("response_type").ShouldBe("ephemeral");
        late.Str("text").ShouldContain("메시지 2개");
        (await PersonAsync(user)).ShouldBeNull();
    }

    [Theory]
    [InlineData("http://example.com/commands/1")]
    [InlineData("https://hooks.slack.com.example.com/1")]
    [InlineData("no url")]
    public async Task Forget_ResponseUrlOfSomebodyElse_IsNotCalled(string url)
    {
        var (user, channel) = (SlackApps.NewId('U'), SlackApps.NewId('C'));
        await TalkAsync(user, channel);
        await SayAsync(user, "forget");
        slack.Edges.ErasureTakes = TimeSpan.FromSeconds(2.6);

        (await SayAsync(user, "forget 확인", responseUrl: url)).ShouldContain("아직 하고 있어요");
        slack.Edges.ErasureTakes = TimeSpan.Zero;

        await Http.EventuallyAsync(() => Task.FromResult(slack.Edges.Log.Lines.Any(l => l.Contains("response_url", StringComparison.Ordinal))));
        await Http.EventuallyAsync(async () => await PersonAsync(user) is null);
    }
}

public sealed class SlackCommandTroubleInMemoryTests(InMemorySlackEdgeApp app) : SlackCommandTroubleTests(app, app), IClassFixture<InMemorySlackEdgeApp>;

public sealed class SlackCommandTroublePostgreSqlTests(PostgreSqlSlackEdgeApp app) : SlackCommandTroubleTests(app, app), IClassFixture<PostgreSqlSlackEdgeApp>;
