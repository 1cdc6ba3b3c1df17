using ChatPlatform.Application.Tasks.Contracts;
using ChatPlatform.IntegrationTests.Common;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.IntegrationTests.Channels;

/// <summary>More questions than this platform is set to take.</summary>
public abstract class SkillQueueTests(TestApp app)
{
    [Fact]
    public async Task Skill_QueueIsFull_SaysSoAndTakesQuestionsAgainLater()
    {
        using var kakao = app.CreateClient();
        var held = app.Model.Hold("오래 걸려요");
        await SayAsync(kakao, "first", "오래 걸려요");
        await held.AskedAsync();
        await Http.EventuallyAsync(() => Task.FromResult(!app.Services.GetRequiredService<ITaskPace>().IsFull)); // measured once a second
        var asked = 0;

        await Http.EventuallyAsync(async () => (await SayAsync(kakao, $"next-{++asked}", $"질문 {asked}")).Contains("받지 못했어요", StringComparison.Ordinal));

        asked.ShouldBeGreaterThan(1);
        app.Model.Asked.Select(a => a.Messages[^1].Text).ShouldNotContain($"질문 {asked}");
        held.Finish();
        await Http.EventuallyAsync(async () => (await SayAsync(kakao, "last", "이제 되나요?")).StartsWith("echo: ", StringComparison.Ordinal));
    }

    private static async Task<string> SayAsync(HttpClient kakao, string person, string utterance)
    {
        var reply = await kakao.PostAsync("/skill", new { userRequest = new { utterance, user = new { id = person } } }).JsonAsync();
        return reply.GetProperty("template").GetProperty("outputs").EnumerateArray().Last().GetProperty("simpleText").Str("text");
    }
}

public sealed class SkillQueueInMemoryTests(FullInMemoryApp app) : SkillQueueTests(app), IClassFixture<FullInMemoryApp>;

public sealed class SkillQueuePostgreSqlTests(FullPostgreSqlApp app) : SkillQueueTests(app), IClassFixture<FullPostgreSqlApp>;

public sealed class FullInMemoryApp : InMemoryApp
{
    protected override IEnumerable<KeyValuePair<string, string>> Settings => SkillSettings.Narrow;
}

public sealed class FullPostgreSqlApp : PostgreSqlApp
{
    protected override IEnumerable<KeyValuePair<string, string>> Settings => SkillSettings.Narrow;
}
