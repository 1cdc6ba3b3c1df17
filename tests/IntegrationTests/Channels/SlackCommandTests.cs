using ChatPlatform.IntegrationTests.Common;

namespace ChatPlatform.IntegrationTests.Channels;

/// <summary>What <c>/robeing</c> does.</summary>
public abstract class SlackCommandTests(TestApp app, ISlackFixture slack) : IAsyncLifetime
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

    private async Task<string> SayAsync(string user, string text)
    {
        var answer = await SlackApps.CommandAsync(_http, user, "C0ANY", text).JsonAsync();
        answer.Str("response_type").ShouldBe("ephemeral");
        return answer.Str("text");
    }

    private async Task TalkAsync(string user, string text)
    {
        var (channel, ts) = (SlackApps.NewId('C'), SlackApps.NewTs());
        await SlackApps.AcceptedAsync(_http, SlackApps.Event("app_mention", channel, user, $"<@{SlackApps.Bot}> {text}", ts));
        await Http.EventuallyAsync(() => Task.FromResult(slack.Slack.Posts.Any(p => p.Channel == channel)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("help")]
    [InlineData("도움말")]
    [InlineData("춤춰 줘")]
    public async Task Command_NothingOrUnknown_Helps(string text) => (await SayAsync(SlackApps.NewId('U'), text)).ShouldContain("/robeing stats");

    [Fact]
    public async Task Stats_AfterATalk_ShowsLevelAndStats()
    {
        var user = SlackApps.NewId('U');
        await TalkAsync(user, "안녕하세요");

        (await SayAsync(user, "stats")).ShouldContain("레벨 1");
        (await SayAsync(user, "상태")).ShouldContain("기억 10");
    }

    [Fact]
    public async Task Settings_SetOne_ReachesTheModelsPrompt()
    {
        var user = SlackApps.NewId('U');
        await TalkAsync(user, "안녕하세요");

        (await SayAsync(user, "settings response_style formal")).ShouldContain("`response_style` = `formal`");
        await TalkAsync(user, "격식을 차려 주세요");
        var formal = app.Model.Asked.Last(a => a.Messages[^1].Text == "격식을 차려 주세요").Messages[0].Text;
        (await SayAsync(user, "settings response_style casual")).ShouldContain("`casual`");
        await TalkAsync(user, "편하게 해 주세요");
        var casual = app.Model.Asked.Last(a => a.Messages[^1].Text == "편하게 해 주세요").Messages[0].Text;

        formal.ShouldNotBe(casual);
        (await SayAsync(user, "설정 response_style")).ShouldBe("`response_style` = `casual`");
        (await SayAsync(user, "settings")).ShouldContain("`max_memory_size` = `1000` (기본값)");
        (await SayAsync(user, "settings response_style <!channel>")).ShouldNotContain("<!channel>");
        (await SayAsync(user, "settings no_such_key")).ShouldContain("없어요");
    }

    [Fact]
    public async Task Name_Set_IsWhatTheModelCallsThem()
    {
        var user = SlackApps.NewId('U');
        (await SayAsync(user, "name")).ShouldContain("아직");

        (await SayAsync(user, "name 민수")).ShouldContain("민수님");
        await TalkAsync(user, $"제 이름이 뭐예요 {user}");

        app.Model.Asked.Last(a => a.Messages[^1].Text.Contains(user, StringComparison.Ordinal)).Messages[0].Text.ShouldContain("민수");
        (await SayAsync(user, "이름")).ShouldContain("민수님");
        (await SayAsync(user, "name ???")).ShouldContain("쓸 수 없어요");
    }

    [Fact]
    public async Task Forget_AsksFirstThenErasesThePerson()
    {
        var (user, other) = (SlackApps.NewId('U'), SlackApps.NewId('U'));
        await TalkAsync(user, $"비밀 이야기 {user}");
        await TalkAsync(other, $"남의 이야기 {other}");

        (await SayAsync(user, "forget 확인")).ShouldContain("먼저");
        (await SayAsync(user, "forget")).ShouldContain("정말");
        (await SlackApps.OutcomeAsync(_http, slack.Slack, user, "C0ANY", "forget 확인")).ShouldContain("메시지 2개");

        using var admin = app.CreateAdmin();
        var logs = (await admin.GetAsync("/admin/logs?channel=slack&limit=200").JsonAsync()).GetRawText();
        logs.ShouldNotContain(user);
        logs.ShouldContain(other);
        (await SayAsync(user, "forget 확인")).ShouldContain("먼저");
    }
}

public sealed class SlackCommandInMemoryTests(InMemorySlackApp app) : SlackCommandTests(app, app), IClassFixture<InMemorySlackApp>;

public sealed class SlackCommandPostgreSqlTests(PostgreSqlSlackApp app) : SlackCommandTests(app, app), IClassFixture<PostgreSqlSlackApp>;
