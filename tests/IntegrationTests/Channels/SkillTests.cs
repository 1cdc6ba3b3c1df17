using System.Diagnostics;
using System.Net;
using System.Text.Json;
using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Infrastructure.Persistence;
using ChatPlatform.Infrastructure.Users;
using ChatPlatform.IntegrationTests.Common;
using ChatPlatform.KakaoSimulator;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ChatPlatform.IntegrationTests.Channels;

/// <summary>The skill's responses, with a model in the test's hands.</summary>
public abstract class SkillTests(TestApp app) : IAsyncLifetime
{
    private static int _people;

    private static readonly Error Broken = new(ErrorKind.BadGateway, "model.broken", "The model broke.");

    private HttpClient _kakao = null!;
    private HttpClient _admin = null!;

    public Task InitializeAsync()
    {
        (_kakao, _admin) = (app.CreateClient(), app.CreateAdmin());
        return Task.CompletedTask;
    }

    public Task DisposeAsync()
    {
        _kakao.Dispose();
        _admin.Dispose();
        return Task.CompletedTask;
    }

    protected static string NewPerson() => $"person-{Interlocked.Increment(ref _people)}";

    protected Task<JsonElement> SayAsync(string person, string utterance, string? callbackUrl = null) =>
        _kakao.PostAsync("/skill", new { userRequest = new { utterance, user = new { id = person }, callbackUrl } }).JsonAsync();

    protected static IReadOnlyList<string> TextsOf(JsonElement reply) =>
        [.. reply.GetProperty("template").GetProperty("outputs").EnumerateArray().Select(o => o.GetProperty("simpleText").Str("text"))];

    protected static IReadOnlyList<string> ButtonsOf(JsonElement reply) => reply.GetProperty("template").TryGetProperty("quickReplies", out var buttons)
        ? [.. buttons.EnumerateArray().Select(b => b.Str("label"))]
        : [];

    protected async Task<JsonElement> TaskOfAsync(string question, Func<JsonElement, bool>? until = null)
    {
        JsonElement found = default;
        await Http.EventuallyAsync(async () =>
        {
            var page = await _admin.GetAsync("/admin/ai-tasks?limit=200").JsonAsync();
            found = page.GetProperty("tasks").EnumerateArray().FirstOrDefault(t => t.GetProperty("question").GetString() == question);
            return found.ValueKind == JsonValueKind.Object && until?.Invoke(found) != false;
        });
        return found;
    }

    protected static Func<JsonElement, bool> Delivery(string state) => task => task.GetProperty("delivery").Str("state") == state;

    [Fact]
    public async Task Skill_QuickModel_AnswersInlineAndCallsItDelivered()
    {
        var reply = await SayAsync(NewPerson(), "오늘 점심 추천");

        TextsOf(reply).ShouldBe(["echo: 오늘 점심 추천"]);
        var task = await TaskOfAsync("오늘 점심 추천", Delivery("delivered"));
        task.GetProperty("delivery").Str("via").ShouldBe("inline");
        var status = await _kakao.GetAsync($"/user/ai-status/{task.Str("task_id")}").JsonAsync();
        (status.Str("status"), status.Str("ai_response"), status.GetProperty("tokens_used").GetInt32()).ShouldBe(("completed", "echo: 오늘 점심 추천", 12));
        var latest = await _kakao.GetAsync($"/user/conversation/{task.Str("conversation_id")}/latest-ai-response").JsonAsync();
        latest.Str("ai_response").ShouldBe("echo: 오늘 점심 추천");
    }

    [Fact]
    public async Task Skill_SlowModelWithoutCallback_OffersAButtonThatShowsTheAnswerOnce()
    {
        var (person, question) = (NewPerson(), "천천히 생각해 줘");
        var held = app.Model.Hold(question);

        var first = await SayAsync(person, question);

        ButtonsOf(first).ShouldBe(["답변 확인"]);
        TextsOf(await SayAsync(person, "답변 확인")).Single().ShouldContain("아직");
        held.Say("다 생각했어요");
        held.Finish();
        await TaskOfAsync(question, t => t.Str("status") == "completed");
        TextsOf(await SayAsync(person, "답변 확인")).ShouldBe(["다 생각했어요"]);
        await TaskOfAsync(question, Delivery("delivered"));
        TextsOf(await SayAsync(person, "답변 확인")).Single().ShouldContain("확인할 새 답변이 없어요");
    }

    [Fact]
    public async Task Skill_HeldAnswer_ComesBeforeTheNextOne()
    {
        var (person, question) = (NewPerson(), "첫 번째 질문이에요");
        var held = app.Model.Hold(question);
        await SayAsync(person, question);
        held.Say("첫 번째 답변");
        held.Finish();
        await TaskOfAsync(question, t => t.Str("status") == "completed");

        var reply = await SayAsync(person, "두 번째 질문이에요");

        TextsOf(reply).ShouldBe([$"[{question}]\n첫 번째 답변", "[두 번째 질문이에요]\necho: 두 번째 질문이에요"]);
        (await TaskOfAsync(question, Delivery("delivered"))).GetProperty("delivery").Str("via").ShouldBe("next_utterance");
    }

    [Fact]
    public async Task Skill_SlowModelWithCallback_SaysThatItFollowsAndPostsIt()
    {
        await using var callbacks = await CallbackHost.StartAsync(new CallbackHostOptions());
        var url = callbacks.Issue(CallbackMode.Ok);
        var question = "콜백으로 답해 줘";
        var held = app.Model.Hold(question);

        var reply = await SayAsync(NewPerson(), question, url.Url.ToString());
        url.Answered(useCallback: true);

        reply.GetProperty("useCallback").GetBoolean().ShouldBeTrue();
        reply.GetProperty("data").Str("text").ShouldBe("AI가 답변을 생성하고 있어요!");
        reply.TryGetProperty("template", out _).ShouldBeFalse();
        held.Say("늦은 답변");
        held.Finish();
        var task = await TaskOfAsync(question, Delivery("delivered"));
        task.GetProperty("delivery").Str("via").ShouldBe("callback");
        task.GetProperty("delivery").Str("receipt").ShouldContain("SUCCESS");
    }

    [Fact]
    public async Task Skill_ModelFailsThreeTimes_ApologisesAndKeepsTheQuestion()
    {
        var (person, question) = (NewPerson(), "고장 난 질문");
        app.Model.Hold(question).Fail(new ModelFailedException(Broken));

        await SayAsync(person, question);

        var task = await TaskOfAsync(question, t => t.Str("status") == "failed");
        task.GetProperty("errors").GetArrayLength().ShouldBe(3);
        task.GetProperty("delivery").Str("state").ShouldBe("failed");
        TextsOf(await SayAsync(person, "답변 확인")).Single().ShouldContain("죄송해요");
        var logs = await _admin.GetAsync($"/api/conversation/logs?channel=kakao&q={Uri.EscapeDataString(question)}").JsonAsync();
        logs.GetProperty("logs").EnumerateArray().Single().Str("status").ShouldBe("failed");
    }

    [Fact]
    public async Task Skill_LongAnswer_IsSplitAndTheRestShownOnDemand()
    {
        var (person, question) = (NewPerson(), "길게 말해 줘");
        var answer = string.Join(' ', Enumerable.Range(1, 700).Select(i => $"문장 {i}입니다."));
        var held = app.Model.Hold(question);
        held.Say(answer);
        held.Finish();

        var first = await SayAsync(person, question);

        var shown = new List<string>(TextsOf(first));
        shown.Count.ShouldBe(3);
        ButtonsOf(first).ShouldBe(["이어서 보기"]);
        await TaskOfAsync(question, Delivery("delivered"));
        for (var more = 0; more < 5; more++)
        {
            var next = await SayAsync(person, "이어서 보기");
            shown.AddRange(TextsOf(next));
            if (ButtonsOf(next).Count == 0)
            {
                break;
            }

            await Task.Delay(200); // what was shown is written after the response has left
        }

        shown.ShouldAllBe(text => text.Length <= 1000);
        string.Join(' ', shown).ShouldBe(answer);
    }

    [Fact]
    public async Task Skill_SameRequestTwice_IsAnsweredOnce()
    {
        await using var callbacks = await CallbackHost.StartAsync(new CallbackHostOptions());
        var (person, question, url) = (NewPerson(), "두 번 온 질문", callbacks.Issue(CallbackMode.Ok));
        var held = app.Model.Hold(question);

        await SayAsync(person, question, url.Url.ToString());
        var again = await SayAsync(person, question, url.Url.ToString());

        again.GetProperty("useCallback").GetBoolean().ShouldBeTrue();
        held.Finish();
        await TaskOfAsync(question, t => t.Str("status") == "completed");
        app.Model.Asked.Count(a => a.Messages[^1].Text == question).ShouldBe(1);
    }

    [Fact]
    public async Task Skill_NameAndQuestion_AreRememberedInTheConversation()
    {
        var person = NewPerson();
        TextsOf(await SayAsync(person, "내 이름은 민수야")).Single().ShouldContain("민수");

        await SayAsync(person, "나를 뭐라고 부를래?");

        var (messages, _) = app.Model.Asked.Last(a => a.Messages[^1].Text == "나를 뭐라고 부를래?");
        messages[0].Text.ShouldContain("Name: 민수");
        var welcome = await _kakao.PostAsync("/welcome", new { userRequest = new { user = new { id = person } } }).JsonAsync();
        TextsOf(welcome).Single().ShouldStartWith("민수님");
    }

    [Fact]
    public async Task Skill_CallbackToAStranger_IsRefusedAndAnsweredWithoutIt()
    {
        var reply = await SayAsync(NewPerson(), "낯선 콜백", "https://evil.example.com/callback");

        TextsOf(reply).ShouldBe(["echo: 낯선 콜백"]);
        (await TaskOfAsync("낯선 콜백")).GetProperty("delivery").Str("channel").ShouldBe("none");
    }

    [Fact]
    public async Task Skill_NotARequestOfKakao_IsRefusedWithTheFields()
    {
        var problem = await _kakao.PostAsync("/skill", new { userRequest = new { utterance = "안녕" } }).JsonAsync(HttpStatusCode.BadRequest);

        problem.GetProperty("errors").GetProperty("userRequest.user.id").GetArrayLength().ShouldBe(1);
        TextsOf(await SayAsync(NewPerson(), "  ")).Single().ShouldContain("비어");
    }

    [Fact]
    public async Task TestEndpoints_Requests_ShowWhatTheyWouldDoAndStoreNothing()
    {
        var body = new { userRequest = new { utterance = "저장하지 마", user = new { id = NewPerson() } } };

        TextsOf(await _kakao.PostAsync("/test-skill", body).JsonAsync()).Single().ShouldContain("저장하지 마");
        TextsOf(await _kakao.PostAsync("/test-callback", body).JsonAsync()).ShouldBe(["echo: 저장하지 마"]);

        var page = await _admin.GetAsync("/admin/ai-tasks?limit=200").JsonAsync();
        page.GetProperty("tasks").EnumerateArray().ShouldNotContain(t => t.GetProperty("question").GetString() == "저장하지 마");
        var name = await _kakao.PostAsync("/test-name-extraction", new { utterance = "저는 철수라고 해요" }).JsonAsync();
        (name.Str("extracted_name"), name.GetProperty("is_valid").GetBoolean()).ShouldBe(("철수", true));
    }

    [Fact]
    public async Task Skill_NameBesideAHeldAnswer_ShowsBoth()
    {
        var (person, question) = (NewPerson(), "이름보다 먼저 물은 것");
        var held = app.Model.Hold(question);
        await SayAsync(person, question);
        held.Say("늦은 답");
        held.Finish();
        await TaskOfAsync(question, t => t.Str("status") == "completed");

        var reply = await SayAsync(person, "/이름");

        TextsOf(reply)[0].ShouldBe($"[{question}]\n늦은 답");
        TextsOf(reply)[^1].ShouldStartWith("어떻게 불러 드릴까요?");
        ButtonsOf(reply).ShouldBe(["취소"]);
        (await TaskOfAsync(question, Delivery("delivered"))).GetProperty("delivery").Str("via").ShouldBe("next_utterance");
    }

    [Theory]
    [InlineData("영희", false)]
    [InlineData("철수", true)]
    public async Task Skill_SameNameTwice_GetsTheSameReply(string name, bool hasCallback)
    {
        await using var callbacks = await CallbackHost.StartAsync(new CallbackHostOptions());
        var (person, url) = (NewPerson(), hasCallback ? callbacks.Issue(CallbackMode.Ok).Url.ToString() : null);
        await SayAsync(person, "/이름");

        var first = await SayAsync(person, name, url);
        var again = await SayAsync(person, name, url);

        TextsOf(first).Single().ShouldStartWith($"반가워요, {name}님!");
        again.GetRawText().ShouldBe(first.GetRawText());
        app.Model.Asked.Select(a => a.Messages[^1].Text).ShouldNotContain(name);
    }

    [Fact]
    public async Task Skill_AnswerOfWhichNobodyKnows_IsShownWhenAskedFor()
    {
        await using var callbacks = await CallbackHost.StartAsync(new CallbackHostOptions());
        var (person, question, url) = (NewPerson(), "사라진 답변", callbacks.Issue(CallbackMode.CutLost));
        var held = app.Model.Hold(question);
        await SayAsync(person, question, url.Url.ToString());
        url.Answered(useCallback: true);
        held.Say("여기 있어요");
        held.Finish();
        await TaskOfAsync(question, t => t.Str("status") == "completed" && Delivery("uncertain")(t) && t.GetProperty("delivery").GetProperty("receipt").ValueKind != JsonValueKind.Null);
        TextsOf(await SayAsync(person, "답변 확인")).Single().ShouldContain("확인할 새 답변이 없어요"); // it may still be on its way

        await Http.EventuallyAsync(async () => TextsOf(await SayAsync(person, "답변 확인")).SequenceEqual(["여기 있어요"]));

        (await TaskOfAsync(question, Delivery("delivered"))).GetProperty("delivery").Str("via").ShouldBe("button");
        TextsOf(await SayAsync(person, "답변 확인")).Single().ShouldContain("확인할 새 답변이 없어요");
    }

    [Fact]
    public async Task Skill_PromptThatPlacesThePerson_NeedsNeitherNameNorSummary()
    {
        using var client = await app.NewClientAsync();
        await PromptAsync("이름: [{user_name}] 기억: [{user_summary}]");
        try
        {
            TextsOf(await SayAsync(NewPerson(), "저를 모르시죠?")).ShouldBe(["echo: 저를 모르시죠?"]);
            SystemOf("저를 모르시죠?").ShouldBe("이름: [] 기억: []");
            var preview = await _kakao.PostAsync("/test-callback", new { userRequest = new { utterance = "미리보기", user = new { id = "x" } } }).JsonAsync();
            TextsOf(preview).ShouldBe(["echo: 미리보기"]);
            await client.ChatAsync(await client.NewSessionAsync(), "누구세요?").StatusAsync(HttpStatusCode.OK);
            var prompts = await _admin.GetAsync("/admin/prompts/default").JsonAsync();
            var id = prompts.GetProperty("active").Str("prompt_id");
            await _admin.PostAsync($"/admin/prompts/{id}/render", new { variables = new { } }).StatusAsync(HttpStatusCode.UnprocessableEntity);
        }
        finally
        {
            await PromptAsync("당신은 친절한 AI예요.");
        }
    }

    [Fact]
    public async Task Skill_NameThatThePromptContainsByChance_IsIntroduced()
    {
        await PromptAsync("당신은 친절한 AI예요.");
        var person = NewPerson();
        await SayAsync(person, "/이름 AI");

        await SayAsync(person, "제 이름을 아세요?");

        SystemOf("제 이름을 아세요?").ShouldContain("Name: AI");
    }

    [Fact]
    public async Task EraseSummary_QuestionsThatWait_AreAnsweredWithoutIt()
    {
        var (person, first, second) = (NewPerson(), "오래 걸리는 질문이에요", "지운 뒤의 질문이에요");
        await SayAsync(person, "처음 왔어요");
        await TaskOfAsync("처음 왔어요", Delivery("delivered"));
        var logs = await _admin.GetAsync($"/api/conversation/logs?channel=kakao&q={Uri.EscapeDataString("처음 왔어요")}").JsonAsync();
        var summary = $"/api/users/{logs.GetProperty("logs").EnumerateArray().Single().Str("user_id")}/summary";
        await _admin.SendAsync(new HttpRequestMessage(HttpMethod.Put, summary) { Content = System.Net.Http.Json.JsonContent.Create(new { summary = "비밀스러운 취미" }) })
            .StatusAsync(HttpStatusCode.OK);
        var held = app.Model.Hold(first);
        var saying = SayAsync(person, first);
        await held.AskedAsync();
        await SayAsync(person, second);
        await saying;

        await _admin.DeleteAsync(summary).StatusAsync(HttpStatusCode.NoContent);
        held.Say("네");
        held.Finish();

        await TaskOfAsync(second, t => t.Str("status") == "completed");
        SystemOf(first).ShouldContain("비밀스러운 취미");
        SystemOf(second).ShouldNotContain("비밀스러운 취미");
    }

    private string SystemOf(string question) => app.Model.Asked.Last(a => a.Messages[^1].Text == question).Messages[0].Text;

    /// <summary>Puts another wording of the default prompt into use.</summary>
    private async Task PromptAsync(string systemPrompt)
    {
        var made = await _admin.PostAsync("/admin/prompts", new { name = "default", system_prompt = systemPrompt }).JsonAsync(HttpStatusCode.Created);
        await _admin.PostAsync($"/admin/prompts/{made.Str("prompt_id")}/activate", new { }).StatusAsync(HttpStatusCode.OK);
    }

    protected Task<JsonElement> WelcomeAsync(string person) =>
        _kakao.PostAsync("/welcome", new { userRequest = new { user = new { id = person } } }).JsonAsync();

    [Fact]
    public async Task Lookups_OfAnotherClient_AreNotFound()
    {
        await SayAsync(NewPerson(), "비밀 질문");
        var task = await TaskOfAsync("비밀 질문");
        using var stranger = await app.NewClientAsync();

        await stranger.GetAsync($"/user/ai-status/{task.Str("task_id")}").StatusAsync(HttpStatusCode.NotFound);
        await stranger.GetAsync($"/user/conversation/{task.Str("conversation_id")}/latest-ai-response").StatusAsync(HttpStatusCode.NotFound);
        await _admin.GetAsync($"/user/ai-status/{task.Str("task_id")}").StatusAsync(HttpStatusCode.OK);
    }
}

public sealed class SkillInMemoryTests(SkillInMemoryApp app) : SkillTests(app), IClassFixture<SkillInMemoryApp>;

public sealed class SkillPostgreSqlTests(SkillPostgreSqlApp app) : SkillTests(app), IClassFixture<SkillPostgreSqlApp>
{
    private readonly SkillPostgreSqlApp _app = app;

    [Fact]
    public async Task Skill_ConversationIsOver_WhatWasSaidJoinsTheNextOneAsASummary()
    {
        var person = NewPerson();
        await SayAsync(person, "저는 땅콩 알레르기가 있어요");
        var task = await TaskOfAsync("저는 땅콩 알레르기가 있어요", Delivery("delivered"));
        await LetTimePassAsync(TimeSpan.FromMinutes(31), task.GetProperty("conversation_id").GetGuid());
        await _app.Services.GetRequiredService<SummarySweep>().RunOnceAsync(default);
        using var admin = _app.CreateAdmin();
        await Http.EventuallyAsync(async () => (await admin.GetAsync("/admin/ai-tasks?status=completed&limit=200").JsonAsync())
            .GetProperty("tasks").EnumerateArray().Any(t => t.Str("kind") == "user_summary"));

        await SayAsync(person, "간식 추천해 줘");

        var (messages, _) = _app.Model.Asked.Last(a => a.Messages[^1].Text == "간식 추천해 줘");
        messages[0].Text.ShouldContain("땅콩 알레르기");
        messages.Count.ShouldBe(2); // a conversation of its own: what was said before is known by the summary alone
    }

    // what meets in the memory provider is not undone: it knows no transactions
    [Fact]
    public async Task Skill_ManyUtterancesOfOnePersonAtOnce_AreAllTakenIn()
    {
        var person = NewPerson();
        await SayAsync(person, "먼저 인사해요");

        await Task.WhenAll(Enumerable.Range(1, 12).Select(i => SayAsync(person, $"한꺼번에 {i}번")).Append(WelcomeAsync(person)).Append(WelcomeAsync(person)));

        for (var i = 1; i <= 12; i++)
        {
            await TaskOfAsync($"한꺼번에 {i}번", t => t.Str("status") == "completed");
        }
    }

    [Fact]
    public async Task Skill_TwentyUnansweredQuestionsOfAPerson_TakesNoMoreOfTheirsOnly()
    {
        using var admin = _app.CreateAdmin();
        var person = NewPerson();
        var held = _app.Model.Hold("막힌 질문 1");
        var first = SayAsync(person, "막힌 질문 1");
        await held.AskedAsync();
        await Task.WhenAll(Enumerable.Range(2, 19).Select(i => SayAsync(person, $"막힌 질문 {i}")).Append(first));

        var refused = await SayAsync(person, "스물한 번째 질문");

        TextsOf(refused).Single().ShouldStartWith("앞서 하신 질문들의 답변을 아직 만들고 있어");
        ButtonsOf(refused).ShouldBe(["답변 확인"]);
        TextsOf(await SayAsync(NewPerson(), "다른 사람의 질문")).ShouldBe(["echo: 다른 사람의 질문"]);
        TextsOf(await SayAsync(person, "/이름 민수")).Single().ShouldContain("민수님");
        held.Finish();
        await TaskOfAsync("막힌 질문 20", t => t.Str("status") == "completed");
        var tasks = await admin.GetAsync("/admin/ai-tasks?limit=200").JsonAsync();
        tasks.GetProperty("tasks").EnumerateArray().ShouldNotContain(t => t.GetProperty("question").GetString() == "스물한 번째 질문");
    }

    [Fact]
    public async Task Skill_DatabaseIsSlow_AnswersInTimeAndLosesNothing()
    {
        var (person, first, second) = (NewPerson(), "먼저 물어본 것", "데이터베이스가 느릴 때");
        var held = _app.Model.Hold(first);
        await SayAsync(person, first);
        held.Say("먼저 답한 것");
        held.Finish();
        await TaskOfAsync(first, t => t.Str("status") == "completed");
        var slow = _app.Model.Hold(second);
        var began = Stopwatch.StartNew();
        var saying = SayAsync(person, second);
        await slow.AskedAsync();
        await using (var connection = await _app.Services.GetRequiredService<IDatabaseServer>().DataSource.OpenConnectionAsync())
        await using (await connection.BeginTransactionAsync())
        {
            await using var locking = new NpgsqlCommand("LOCK TABLE delivery IN EXCLUSIVE MODE", connection);
            await locking.ExecuteNonQueryAsync();

            var reply = await saying;

            began.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(4.9));
            TextsOf(reply).Single().ShouldStartWith("아직 답변을 만들고 있어요.");
            ButtonsOf(reply).ShouldBe(["답변 확인"]);
            await Task.Delay(500); // what the response would have shown is taken after this
        }

        await Http.EventuallyAsync(async () => TextsOf(await SayAsync(person, "답변 확인"))[0].Contains("먼저 답한 것", StringComparison.Ordinal));
        slow.Finish();
    }

    private async Task LetTimePassAsync(TimeSpan time, Guid conversation)
    {
        await using var command = _app.Services.GetRequiredService<IDatabaseServer>().DataSource.CreateCommand(
            "UPDATE conversation SET last_accessed = last_accessed - $1 WHERE id = $2");
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = time });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = conversation });
        await command.ExecuteNonQueryAsync();
    }
}

public sealed class SkillInMemoryApp : InMemoryApp
{
    protected override IEnumerable<KeyValuePair<string, string>> Settings => SkillSettings.Quick;
}

public sealed class SkillPostgreSqlApp : PostgreSqlApp
{
    protected override IEnumerable<KeyValuePair<string, string>> Settings => SkillSettings.Quick;
}

internal static class SkillSettings
{
    /// <summary>Workers for every test at once, and less waiting for answers that a test holds back.</summary>
    public static readonly Dictionary<string, string> Quick = new()
    {
        ["AI_WORKER_PARALLELISM"] = "32",
        ["KAKAO_QUICK_SECONDS"] = "1",
        ["KAKAO_QUICK_SECONDS_NO_CALLBACK"] = "4.2", // other tests keep the processors busy
    };

    /// <summary>One worker, and room for one more question.</summary>
    public static readonly Dictionary<string, string> Narrow = new()
    {
        ["AI_WORKER_PARALLELISM"] = "1",
        ["AI_QUEUE_LIMIT"] = "1",
        ["KAKAO_QUICK_SECONDS_NO_CALLBACK"] = "0.5",
    };
}
