using System.Net;
using ChatPlatform.Infrastructure.Persistence;
using ChatPlatform.Infrastructure.Users;
using ChatPlatform.IntegrationTests.Common;
using ChatPlatform.KakaoSimulator;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ChatPlatform.IntegrationTests.Channels;

/// <summary>What the skill knows of the person: names, summaries, and how they reach the prompt.</summary>
public abstract class SkillPersonTests(TestApp app) : SkillTalk(app)
{
    [Fact]
    public async Task Skill_NameAndQuestion_AreRememberedInTheConversation()
    {
        var person = NewPerson();
        TextsOf(await SayAsync(person, "내 이름은 민수야")).Single().ShouldContain("민수");

        await SayAsync(person, "나를 뭐라고 부를래?");

        var (messages, _) = App.Model.Asked.Last(a => a.Messages[^1].Text == "나를 뭐라고 부를래?");
        messages[0].Text.ShouldContain("Name: 민수");
        var welcome = await Kakao.PostAsync("/welcome", new { userRequest = new { user = new { id = person } } }).JsonAsync();
        TextsOf(welcome).Single().ShouldStartWith("민수님");
    }

    [Fact]
    public async Task Skill_NameBesideAHeldAnswer_ShowsBoth()
    {
        var (person, question) = (NewPerson(), "이름보다 먼저 물은 것");
        var held = App.Model.Hold(question);
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
        App.Model.Asked.Select(a => a.Messages[^1].Text).ShouldNotContain(name);
    }

    [Fact]
    public async Task Skill_PromptThatPlacesThePerson_NeedsNeitherNameNorSummary()
    {
        using var client = await App.NewClientAsync();
        await PromptAsync("이름: [{user_name}] 기억: [{user_summary}]");
        try
        {
            TextsOf(await SayAsync(NewPerson(), "저를 모르시죠?")).ShouldBe(["echo: 저를 모르시죠?"]);
            SystemOf("저를 모르시죠?").ShouldBe("이름: [] 기억: []");
            var preview = await Kakao.PostAsync("/test-callback", new { userRequest = new { utterance = "미리보기", user = new { id = "x" } } }).JsonAsync();
            TextsOf(preview).ShouldBe(["echo: 미리보기"]);
            await client.ChatAsync(await client.NewSessionAsync(), "누구세요?").StatusAsync(HttpStatusCode.OK);
            var prompts = await Admin.GetAsync("/admin/prompts/default").JsonAsync();
            var id = prompts.GetProperty("active").Str("prompt_id");
            await Admin.PostAsync($"/admin/prompts/{id}/render", new { variables = new { } }).StatusAsync(HttpStatusCode.UnprocessableEntity);
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
        var logs = await Admin.GetAsync($"/api/conversation/logs?channel=kakao&q={Uri.EscapeDataString("처음 왔어요")}").JsonAsync();
        var summary = $"/api/users/{logs.GetProperty("logs").EnumerateArray().Single().Str("user_id")}/summary";
        await Admin.SendAsync(new HttpRequestMessage(HttpMethod.Put, summary) { Content = System.Net.Http.Json.JsonContent.Create(new { summary = "비밀스러운 취미" }) })
            .StatusAsync(HttpStatusCode.OK);
        var held = App.Model.Hold(first);
        var saying = SayAsync(person, first);
        await held.AskedAsync();
        await SayAsync(person, second);
        await saying;

        await Admin.DeleteAsync(summary).StatusAsync(HttpStatusCode.NoContent);
        held.Say("네");
        held.Finish();

        await TaskOfAsync(second, t => t.Str("status") == "completed");
        SystemOf(first).ShouldContain("비밀스러운 취미");
        SystemOf(second).ShouldNotContain("비밀스러운 취미");
    }

    private string SystemOf(string question) => App.Model.Asked.Last(a => a.Messages[^1].Text == question).Messages[0].Text;

    /// <summary>Puts another wording of the default prompt into use.</summary>
    private async Task PromptAsync(string systemPrompt)
    {
        var made = await Admin.PostAsync("/admin/prompts", new { name = "default", system_prompt = systemPrompt }).JsonAsync(HttpStatusCode.Created);
        await Admin.PostAsync($"/admin/prompts/{made.Str("prompt_id")}/activate", new { }).StatusAsync(HttpStatusCode.OK);
    }
}

public sealed class SkillPersonInMemoryTests(SkillInMemoryApp app) : SkillPersonTests(app), IClassFixture<SkillInMemoryApp>;

public sealed class SkillPersonPostgreSqlTests(SkillPostgreSqlApp app) : SkillPersonTests(app), IClassFixture<SkillPostgreSqlApp>
{
    [Fact]
    public async Task Skill_ConversationIsOver_WhatWasSaidJoinsTheNextOneAsASummary()
    {
        var person = NewPerson();
        await SayAsync(person, "저는 땅콩 알레르기가 있어요");
        var task = await TaskOfAsync("저는 땅콩 알레르기가 있어요", Delivery("delivered"));
        await LetTimePassAsync(TimeSpan.FromMinutes(31), task.GetProperty("conversation_id").GetGuid());
        await App.Services.GetRequiredService<SummarySweep>().RunOnceAsync(default);
        await Http.EventuallyAsync(async () => (await Admin.GetAsync("/admin/ai-tasks?status=completed&limit=200").JsonAsync())
            .GetProperty("tasks").EnumerateArray().Any(t => t.Str("kind") == "user_summary"));

        await SayAsync(person, "간식 추천해 줘");

        var (messages, _) = App.Model.Asked.Last(a => a.Messages[^1].Text == "간식 추천해 줘");
        messages[0].Text.ShouldContain("땅콩 알레르기");
        messages.Count.ShouldBe(2); // a conversation of its own: what was said before is known by the summary alone
    }

    private async Task LetTimePassAsync(TimeSpan time, Guid conversation)
    {
        await using var command = App.Services.GetRequiredService<IDatabaseServer>().DataSource.CreateCommand(
            "UPDATE conversation SET last_accessed = last_accessed - $1 WHERE id = $2");
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = time });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = conversation });
        await command.ExecuteNonQueryAsync();
    }
}
