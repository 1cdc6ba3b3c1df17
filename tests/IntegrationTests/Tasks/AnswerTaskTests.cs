using System.Net;
using System.Text.Json;
using ChatPlatform.Application.Common;
using ChatPlatform.Application.Conversations;
using ChatPlatform.Application.Conversations.Contracts;
using ChatPlatform.Application.Tasks.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using ChatPlatform.IntegrationTests.Common;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.IntegrationTests.Tasks;

/// <summary>Tasks that answer, where the answer and the task's end come apart.</summary>
public abstract class AnswerTaskTests(TestApp app)
{
    [Fact]
    public async Task GiveUp_AnswerWasGivenBeforeTheWorkerDied_CompletesTheTask()
    {
        var asked = await AskAsync("답은 이미 있어요", TimeSpan.FromSeconds(-1), answer: "여기 있어요");

        var task = await EndOfAsync(asked.Task);

        task.Str("status").ShouldBe("completed");
        (await MessageAsync(asked)).ShouldBe((MessageStatus.Completed, "여기 있어요"));
    }

    [Fact]
    public async Task GiveUp_NoAnswerByTheDeadline_FailsTheMessageToo()
    {
        var asked = await AskAsync("너무 늦었어요", TimeSpan.FromSeconds(-1));

        var task = await EndOfAsync(asked.Task);

        (task.Str("status"), task.Str("error_code")).ShouldBe(("failed", "task.deadline"));
        (await MessageAsync(asked)).Status.ShouldBe(MessageStatus.Failed);
    }

    [Fact]
    public async Task Get_TaskOfAnotherKindAboutAnAnswer_DoesNotShowIt()
    {
        var asked = await AskAsync("비밀이에요", TimeSpan.FromMinutes(5), "비밀 답", withTask: false);
        var task = await app.AddTaskAsync(asked.Answer);

        var view = await EndOfAsync(task);
        using var admin = app.CreateAdmin();
        var status = await admin.GetAsync($"/user/ai-status/{task}").JsonAsync();
        var listed = (await admin.GetAsync("/admin/ai-tasks").JsonAsync()).GetProperty("tasks").EnumerateArray()
            .Single(t => t.GetProperty("task_id").GetGuid() == task);

        new[] { view, listed }.ShouldAllBe(t => t.GetProperty("question").ValueKind == JsonValueKind.Null);
        (status.Str("status"), status.GetProperty("ai_response").ValueKind).ShouldBe(("completed", JsonValueKind.Null));
    }

    [Fact]
    public async Task Resume_AttemptThatLostItsTask_LeavesTheTurnToTheOneThatHasIt()
    {
        var question = $"누구 차례인가요 {TaskApps.NewSubject()}";
        var model = app.Model.Hold(question);
        var asked = await AskAsync(question, TimeSpan.FromMinutes(5));
        await model.AskedAsync();
        var store = app.Services.GetRequiredService<ITurnStore>();
        var (answer, stale) = (new MessageId(asked.Answer), NodeId.New(TimeProvider.System.Now()));

        var resumed = await store.ResumeAsync(answer, stale, default);
        model.Say("제 차례예요");
        model.Finish();

        resumed.Error!.Code.ShouldBe("conversation.busy");
        (await EndOfAsync(asked.Task)).Str("status").ShouldBe("completed");
        (await MessageAsync(asked)).ShouldBe((MessageStatus.Completed, "제 차례예요"));
    }

    [Fact]
    public async Task Run_TurnWasTakenMeanwhile_TaskIsNotDoneBeforeItsAnswer()
    {
        var question = $"누가 뺏었나요 {TaskApps.NewSubject()}";
        var model = app.Model.Hold(question);
        var asked = await AskAsync(question, TimeSpan.FromMinutes(5));
        await model.AskedAsync();
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var turn = await scope.ServiceProvider.GetRequiredService<IConversationsDb>().RunningTurns.FindAsync(new MessageId(asked.Answer));
            turn!.TakenBy(NodeId.New(TimeProvider.System.Now()));
            await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().SaveChangesAsync();
        }

        model.Finish();

        (await EndOfAsync(asked.Task)).Str("status").ShouldBe("completed");
        (await MessageAsync(asked)).Status.ShouldBe(MessageStatus.Completed);
        app.Model.Asked.Count(a => a.Messages[^1].Text == question).ShouldBe(2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Resume_AttemptWithoutATask_TouchesNothing(bool answered)
    {
        var asked = await AskAsync("아직이에요", TimeSpan.FromMinutes(5), answered ? "네" : null, withTask: false);
        var store = app.Services.GetRequiredService<ITurnStore>();

        var resumed = await store.ResumeAsync(new MessageId(asked.Answer), NodeId.New(TimeProvider.System.Now()), default);

        resumed.Error!.Code.ShouldBe(answered ? "message.ended" : "conversation.busy");
        (await MessageAsync(asked)).ShouldBe(answered ? (MessageStatus.Completed, "네") : (MessageStatus.Pending, ""));
    }

    private async Task<Asked> AskAsync(string question, TimeSpan deadline, string? answer = null, bool withTask = true)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var now = TimeProvider.System.Now();
        var awaited = await scope.ServiceProvider.GetRequiredService<IQuestions>().AddAsync(
            new ChannelQuestion(default, new UserId(TaskApps.NewSubject().ToString()), "kakao", null, question, TimeSpan.FromMinutes(30), null, null), default);
        if (answer is not null)
        {
            scope.ServiceProvider.GetRequiredService<IConversationsDb>().Messages.Local.Single(m => m.Id.Value == awaited.AnswerId)
                .End(TurnOutcome.Completed(answer, "stop", now));
        }

        var task = withTask
            ? scope.ServiceProvider.GetRequiredService<ITaskQueue>().Add(
                new NewTask(IQuestions.AnswerTask, awaited.AnswerId, default, awaited.ConversationId, now + deadline))
            : default;
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().SaveChangesAsync();
        return new Asked(task, awaited.AnswerId);
    }

    private async Task<JsonElement> EndOfAsync(Guid task)
    {
        (await app.Services.GetRequiredService<ITaskWaits>().EndsWithinAsync(task, TimeSpan.FromSeconds(20), default)).ShouldBeTrue();
        using var admin = app.CreateAdmin();
        return await admin.GetAsync($"/admin/ai-tasks/{task}").JsonAsync();
    }

    private async Task<(MessageStatus Status, string Text)> MessageAsync(Asked asked)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var message = (await scope.ServiceProvider.GetRequiredService<IConversationsDb>().Messages.FindAsync(new MessageId(asked.Answer)))!;
        return (message.Status, message.Content);
    }

    private sealed record Asked(Guid Task, Guid Answer);
}

public sealed class AnswerTaskInMemoryTests(InMemoryTaskApp app) : AnswerTaskTests(app), IClassFixture<InMemoryTaskApp>;

public sealed class AnswerTaskPostgreSqlTests(PostgreSqlTaskApp app) : AnswerTaskTests(app), IClassFixture<PostgreSqlTaskApp>;
