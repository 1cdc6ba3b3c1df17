using System.Diagnostics;
using ChatPlatform.Infrastructure.Persistence;
using ChatPlatform.IntegrationTests.Common;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ChatPlatform.IntegrationTests.Channels;

/// <summary>Many at once, and a slow database: on PostgreSQL alone, since the memory provider knows no transactions.</summary>
public sealed class SkillLoadTests(SkillPostgreSqlApp app) : SkillTalk(app), IClassFixture<SkillPostgreSqlApp>
{
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
        var person = NewPerson();
        var held = App.Model.Hold("막힌 질문 1");
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
        var tasks = await Admin.GetAsync("/admin/ai-tasks?limit=200").JsonAsync();
        tasks.GetProperty("tasks").EnumerateArray().ShouldNotContain(t => t.GetProperty("question").GetString() == "스물한 번째 질문");
    }

    [Fact]
    public async Task Skill_DatabaseIsSlow_AnswersInTimeAndLosesNothing()
    {
        var (person, first, second) = (NewPerson(), "먼저 물어본 것", "데이터베이스가 느릴 때");
        var held = App.Model.Hold(first);
        await SayAsync(person, first);
        held.Say("먼저 답한 것");
        held.Finish();
        await TaskOfAsync(first, t => t.Str("status") == "completed");
        var slow = App.Model.Hold(second);
        var began = Stopwatch.StartNew();
        var saying = SayAsync(person, second);
        await slow.AskedAsync();
        await using (var connection = await App.Services.GetRequiredService<IDatabaseServer>().DataSource.OpenConnectionAsync())
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
}
