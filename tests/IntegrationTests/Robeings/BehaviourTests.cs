using System.Net;
using ChatPlatform.IntegrationTests.Common;
using Microsoft.Extensions.AI;

namespace ChatPlatform.IntegrationTests.Robeings;

/// <summary>What stats and settings change in what the model is asked.</summary>
public abstract class BehaviourTests(TestApp app)
{
    private IReadOnlyList<ChatMessage> AskedBy(string message) => app.Model.Asked.Last(a => a.Messages[^1].Text == message).Messages;

    private ChatOptions OptionsOf(string message) => app.Model.Asked.Last(a => a.Messages[^1].Text == message).Options;

    private string PromptOf(string message) => AskedBy(message)[0].Text;

    /// <summary>The history that went along, without system prompt and question.</summary>
    private int ContextOf(string message) => AskedBy(message).Count(m => m.Role != ChatRole.System) - 1;

    private static async Task<string> TalkAsync(HttpClient client, string session, string text)
    {
        var message = $"{text} {session}";
        await client.ChatAsync(session, message).StatusAsync(HttpStatusCode.OK);
        return message;
    }

    [Fact]
    public async Task Chat_LevelUpAndPointsIntoMemory_MakeTheContextLonger()
    {
        using var client = await app.NewClientAsync();
        var robeing = await client.NewRobeingAsync();
        var session = await client.NewSessionAsync(new { robeing_id = robeing });
        for (var i = 0; i < 20; i++)
        {
            await TalkAsync(client, session, $"{i}번째");
        }

        ContextOf(await TalkAsync(client, session, "처음처럼")).ShouldBe(20); // 2 × memory 10; there are 40
        await client.PostAsync($"/api/robeings/{robeing}/stat-points", new { memory = 5 }).ProblemAsync(HttpStatusCode.Conflict, "robeing.not_enough_points");

        var grown = await client.TaskAsync(robeing, "coding", 10).JsonAsync();
        (grown.GetProperty("leveled_up").GetBoolean(), grown.GetProperty("xp_gained").GetInt32()).ShouldBe((true, 300));
        var points = grown.GetProperty("stat_points_available").GetInt32();
        points.ShouldBe(3 * (grown.GetProperty("level").GetInt32() - 1));
        await client.PostAsync($"/api/robeings/{robeing}/stat-points", new { memory = points }).StatusAsync(HttpStatusCode.OK);

        ContextOf(await TalkAsync(client, session, "더 길게")).ShouldBe(20 + (2 * points));
    }

    [Fact]
    public async Task Chat_ComputeAndSettings_ReachTheModel()
    {
        using var client = await app.NewClientAsync();
        var robeing = await client.NewRobeingAsync();
        var session = await client.NewSessionAsync(new { robeing_id = robeing });
        var before = await TalkAsync(client, session, "처음");
        OptionsOf(before).MaxOutputTokens.ShouldBe(1000);

        await client.TaskAsync(robeing, "coding", 10).StatusAsync(HttpStatusCode.OK);
        await client.PostAsync($"/api/robeings/{robeing}/stat-points", new { compute = 2 }).StatusAsync(HttpStatusCode.OK);
        await SetAsync(client, robeing, "user/response_style", "formal");
        await SetAsync(client, robeing, "user/response_length", "brief");
        await SetAsync(client, robeing, "user/language", "ko");
        var after = await TalkAsync(client, session, "다음");

        OptionsOf(after).MaxOutputTokens.ShouldBe(1200);
        PromptOf(after).ShouldNotBe(PromptOf(before));
        await SetAsync(client, robeing, "user/response_style", "casual");
        var casual = await TalkAsync(client, session, "그다음");
        PromptOf(casual).ShouldNotBe(PromptOf(after));
    }

    [Fact]
    public async Task Chat_MaxMemorySize_CutsTheContext()
    {
        using var client = await app.NewClientAsync();
        var robeing = await client.NewRobeingAsync();
        var session = await client.NewSessionAsync(new { robeing_id = robeing });
        for (var i = 0; i < 5; i++)
        {
            await TalkAsync(client, session, $"{i}번째");
        }

        await SetAsync(client, robeing, "system/max_memory_size", 4);

        ContextOf(await TalkAsync(client, session, "짧게")).ShouldBe(4);
    }

    [Fact]
    public async Task Chat_DebugMode_SaysInTheLogHowTheAnswerCameAbout()
    {
        using var client = await app.NewClientAsync();
        var robeing = await client.NewRobeingAsync();
        var session = await client.NewSessionAsync(new { robeing_id = robeing });
        await TalkAsync(client, session, "보통");
        await SetAsync(client, robeing, "system/debug_mode", true);
        await TalkAsync(client, session, "자세히");

        var logs = (await client.GetAsync($"/api/conversation/logs?robeing_id={robeing}").JsonAsync()).GetProperty("logs");
        logs[1].GetProperty("metadata").GetRawText().ShouldBe("{}");
        var debug = logs[0].GetProperty("metadata").GetProperty("debug");
        (debug.Str("robeing_id"), debug.GetProperty("context_messages").GetInt32(), debug.GetProperty("max_tokens").GetInt32()).ShouldBe((robeing, 2, 1000));
    }

    [Fact]
    public async Task Chat_OwnPromptAndModel_AreTheRobeings()
    {
        using var admin = app.CreateAdmin();
        var (robeing, prompt) = (RobeingApps.NewId(), $"tutor-{RobeingApps.NewId()}");
        var made = await admin.PostAsync("/admin/prompts", new { name = prompt, system_prompt = "You are a tutor of pottery." }).JsonAsync(HttpStatusCode.Created);
        await admin.PostAsync($"/admin/prompts/{made.Str("prompt_id")}/activate", new { }).StatusAsync(HttpStatusCode.OK);
        await admin.MakeAsync(robeing, prompt: prompt, model: "clay-1").StatusAsync(HttpStatusCode.Created);
        using var client = await app.NewClientAsync(); // a shared one, since an operator made it
        var message = await TalkAsync(client, await client.NewSessionAsync(new { robeing_id = robeing }), "도자기");

        PromptOf(message).ShouldStartWith("You are a tutor of pottery.");
        OptionsOf(message).ModelId.ShouldBe("clay-1");
    }

    private static Task SetAsync(HttpClient client, string robeing, string key, object value) =>
        client.SendAsync(new HttpRequestMessage(HttpMethod.Put, $"/api/robeings/{robeing}/settings/{key}")
        {
            Content = System.Net.Http.Json.JsonContent.Create(new { value }),
        }).StatusAsync(HttpStatusCode.OK);
}

public sealed class BehaviourInMemoryTests(InMemoryApp app) : BehaviourTests(app), IClassFixture<InMemoryApp>;

public sealed class BehaviourPostgreSqlTests(PostgreSqlApp app) : BehaviourTests(app), IClassFixture<PostgreSqlApp>;
