using System.Net;
using System.Text.Json;
using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.IntegrationTests.Common;
using ChatPlatform.KakaoSimulator;

namespace ChatPlatform.IntegrationTests.Channels;

/// <summary>The skill's responses, with a model in the test's hands.</summary>
public abstract class SkillTests(TestApp app) : SkillTalk(app)
{
    private static readonly Error Broken = new(ErrorKind.BadGateway, "model.broken", "The model broke.");

    [Fact]
    public async Task Skill_QuickModel_AnswersInlineAndCallsItDelivered()
    {
        var reply = await SayAsync(NewPerson(), "오늘 점심 추천");

        TextsOf(reply).ShouldBe(["echo: 오늘 점심 추천"]);
        var task = await TaskOfAsync("오늘 점심 추천", Delivery("delivered"));
        task.GetProperty("delivery").Str("via").ShouldBe("inline");
        var status = await Kakao.GetAsync($"/user/ai-status/{task.Str("task_id")}").JsonAsync();
        (status.Str("status"), status.Str("ai_response"), status.GetProperty("tokens_used").GetInt32()).ShouldBe(("completed", "echo: 오늘 점심 추천", 12));
        var latest = await Kakao.GetAsync($"/user/conversation/{task.Str("conversation_id")}/latest-ai-response").JsonAsync();
        latest.Str("ai_response").ShouldBe("echo: 오늘 점심 추천");
    }

    [Fact]
    public async Task Skill_SlowModelWithoutCallback_OffersAButtonThatShowsTheAnswerOnce()
    {
        var (person, question) = (NewPerson(), "천천히 생각해 줘");
        var held = App.Model.Hold(question);

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
        var held = App.Model.Hold(question);
        await SayAsync(person, question);
        held.Say("첫 번째 답변");
        held.Finish();
        await TaskOfAsync(question, t => t.Str("status") == "completed");

        var reply = await SayAsync(person, "두 번째 질문이에요");

        TextsOf(reply).ShouldBe([$"[{question}]\n첫 번째 답변", "[두 번째 질문이에요]\necho: 두 번째 질문이에요"]);
        (await TaskOfAsync(question, Delivery("delivered"))).GetProperty("delivery").Str("via").ShouldBe("next_utterance");
    }

    [Fact]
    public async Task Skill_FirstWordsCutInTheMidstOfAnEmoji_AreTakenIn()
    {
        var question = new string('가', 79) + "🙂 뭐라고 할까요?"; // the title of the conversation is its first 80

        TextsOf(await SayAsync(NewPerson(), question)).ShouldBe([$"echo: {question}"]);
    }

    [Fact]
    public async Task Skill_SlowModelWithCallback_SaysThatItFollowsAndPostsIt()
    {
        await using var callbacks = await CallbackHost.StartAsync(new CallbackHostOptions());
        var url = callbacks.Issue(CallbackMode.Ok);
        var question = "콜백으로 답해 줘";
        var held = App.Model.Hold(question);

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
        App.Model.Hold(question).Fail(new ModelFailedException(Broken));

        await SayAsync(person, question);

        var task = await TaskOfAsync(question, t => t.Str("status") == "failed");
        task.GetProperty("errors").GetArrayLength().ShouldBe(3);
        task.GetProperty("delivery").Str("state").ShouldBe("failed");
        TextsOf(await SayAsync(person, "답변 확인")).Single().ShouldContain("죄송해요");
        var logs = await Admin.GetAsync($"/api/conversation/logs?channel=kakao&q={Uri.EscapeDataString(question)}").JsonAsync();
        logs.GetProperty("logs").EnumerateArray().Single().Str("status").ShouldBe("failed");
    }

    [Fact]
    public async Task Skill_LongAnswer_IsSplitAndTheRestShownOnDemand()
    {
        var (person, question) = (NewPerson(), "길게 말해 줘");
        var answer = string.Join(' ', Enumerable.Range(1, 700).Select(i => $"문장 {i}입니다."));
        var held = App.Model.Hold(question);
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
        var held = App.Model.Hold(question);

        await SayAsync(person, question, url.Url.ToString());
        var again = await SayAsync(person, question, url.Url.ToString());

        again.GetProperty("useCallback").GetBoolean().ShouldBeTrue();
        held.Finish();
        await TaskOfAsync(question, t => t.Str("status") == "completed");
        App.Model.Asked.Count(a => a.Messages[^1].Text == question).ShouldBe(1);
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
        var problem = await Kakao.PostAsync("/skill", new { userRequest = new { utterance = "안녕" } }).JsonAsync(HttpStatusCode.BadRequest);

        problem.GetProperty("errors").GetProperty("userRequest.user.id").GetArrayLength().ShouldBe(1);
        TextsOf(await SayAsync(NewPerson(), "  ")).Single().ShouldContain("비어");
    }

    [Fact]
    public async Task TestEndpoints_Requests_ShowWhatTheyWouldDoAndStoreNothing()
    {
        var body = new { userRequest = new { utterance = "저장하지 마", user = new { id = NewPerson() } } };

        TextsOf(await Kakao.PostAsync("/test-skill", body).JsonAsync()).Single().ShouldContain("저장하지 마");
        TextsOf(await Kakao.PostAsync("/test-callback", body).JsonAsync()).ShouldBe(["echo: 저장하지 마"]);

        var page = await Admin.GetAsync("/admin/ai-tasks?limit=200").JsonAsync();
        page.GetProperty("tasks").EnumerateArray().ShouldNotContain(t => t.GetProperty("question").GetString() == "저장하지 마");
        var name = await Kakao.PostAsync("/test-name-extraction", new { utterance = "저는 철수라고 해요" }).JsonAsync();
        (name.Str("extracted_name"), name.GetProperty("is_valid").GetBoolean()).ShouldBe(("철수", true));
    }

    [Fact]
    public async Task Skill_AnswerOfWhichNobodyKnows_IsShownWhenAskedFor()
    {
        await using var callbacks = await CallbackHost.StartAsync(new CallbackHostOptions());
        var (person, question, url) = (NewPerson(), "사라진 답변", callbacks.Issue(CallbackMode.CutLost));
        var held = App.Model.Hold(question);
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
    public async Task Lookups_OfAnotherClient_AreNotFound()
    {
        await SayAsync(NewPerson(), "비밀 질문");
        var task = await TaskOfAsync("비밀 질문");
        using var stranger = await App.NewClientAsync();

        await stranger.GetAsync($"/user/ai-status/{task.Str("task_id")}").StatusAsync(HttpStatusCode.NotFound);
        await stranger.GetAsync($"/user/conversation/{task.Str("conversation_id")}/latest-ai-response").StatusAsync(HttpStatusCode.NotFound);
        await Admin.GetAsync($"/user/ai-status/{task.Str("task_id")}").StatusAsync(HttpStatusCode.OK);
    }
}

public sealed class SkillInMemoryTests(SkillInMemoryApp app) : SkillTests(app), IClassFixture<SkillInMemoryApp>;

public sealed class SkillPostgreSqlTests(SkillPostgreSqlApp app) : SkillTests(app), IClassFixture<SkillPostgreSqlApp>;
