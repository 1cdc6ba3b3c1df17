using System.Net;
using ChatPlatform.Application.Common;
using ChatPlatform.Application.Tasks;
using ChatPlatform.Application.Tasks.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Tasks;
using ChatPlatform.IntegrationTests.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.IntegrationTests.Tasks;

/// <summary>What becomes of tasks and deliveries that are over, and of those that an operator opens again. No sender serves the channel.</summary>
public abstract class TaskUpkeepTests(TestApp app)
{
    private const string Channel = "test_channel";

    private static readonly ChannelRules Rules = new("callback", TimeSpan.FromSeconds(8));
    private const string Target = "https://example.com/callback";

    private static readonly Error Broken = new(ErrorKind.BadGateway, "test.broken", "It broke.");

    private readonly Guid _person = TaskApps.NewSubject();

    private ITaskStore Tasks => app.Services.GetRequiredService<ITaskStore>();

    private IDeliveryStore Deliveries => app.Services.GetRequiredService<IDeliveryStore>();

    [Fact]
    public async Task RemoveEnded_TasksOfLongAgo_GoWithTheirDeliveriesButNotWhatIsHeld()
    {
        var delivered = await EndedAsync();
        await ShowAsync(delivered);
        var held = await EndedAsync(channel: null);

        await Tasks.RemoveEndedAsync(TimeSpan.FromHours(1), default);
        (await FindAsync(delivered)).ShouldNotBeNull();

        (await Tasks.RemoveEndedAsync(TimeSpan.FromSeconds(-5), default)).ShouldBeGreaterThan(0);
        (await FindAsync(delivered)).ShouldBeNull();
        (await FindAsync(held)).ShouldNotBeNull();
        using var admin = app.CreateAdmin();
        await admin.GetAsync($"/admin/ai-tasks/{delivered}").StatusAsync(HttpStatusCode.NotFound);
        await admin.GetAsync($"/admin/ai-tasks/{held}").StatusAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Confirm_Answer_ForgetsItsTargetAndKeepsWhenItArrived()
    {
        var task = await EndedAsync();
        (await FindAsync(task))!.Target.ShouldBe(Target);

        var (token, shown) = await ShowAsync(task, hasRest: true);
        var arrived = (await FindAsync(task))!;
        await ConfirmAsync(token, shown with { HasRest = false });

        arrived.Target.ShouldBeNull();
        var delivery = (await FindAsync(task))!;
        (delivery.State, delivery.HasRest, delivery.EndedAt).ShouldBe((DeliveryState.Delivered, false, arrived.EndedAt.ShouldNotBeNull()));
    }

    [Fact]
    public async Task ForgetTargets_ResponseThatWasNeverConfirmed_LeavesNone()
    {
        var (taken, waiting) = (await EndedAsync(), await EndedAsync());
        await TakeAsync(taken);

        await Tasks.ForgetTargetsAsync(TimeSpan.FromHours(-1), default);

        (await FindAsync(taken))!.Target.ShouldBeNull();
        (await FindAsync(waiting))!.Target.ShouldBe(Target);
    }

    [Fact]
    public async Task TakeDue_PastTheTimeOfItsChannel_IsHeldWithoutATarget()
    {
        var task = await EndedAsync(deadline: TimeSpan.FromSeconds(-60));

        (await Deliveries.TakeDueAsync(Channel, Rules, TaskApps.NewSubject(), 10, default)).Due.ShouldNotContain(d => d.Recipient == _person);

        var delivery = (await FindAsync(task))!;
        (delivery.State, delivery.Target).ShouldBe((DeliveryState.Held, null));
    }

    [Fact]
    public async Task TakeDue_ReadyAndLateOnes_TakesEachOnceAndSaysWhenTheNextIsDue()
    {
        var ready = await EndedAsync(notBefore: TimeSpan.FromSeconds(-1));
        var late = await EndedAsync(notBefore: TimeSpan.FromSeconds(-3), deadline: TimeSpan.FromSeconds(-2));
        var next = await EndedAsync(notBefore: TimeSpan.FromSeconds(40), deadline: TimeSpan.FromSeconds(60));

        var taken = await Deliveries.TakeDueAsync(Channel, Rules, TaskApps.NewSubject(), 10, default);

        taken.Due.Where(d => d.Recipient == _person).Select(d => d.Target).ShouldBe([Target, Target]);
        taken.NextDue!.Value.ShouldBeInRange(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(40));
        (await FindAsync(ready))!.State.ShouldBe(DeliveryState.Uncertain);
        (await FindAsync(late))!.State.ShouldBe(DeliveryState.Uncertain);
        (await FindAsync(next))!.State.ShouldBe(DeliveryState.Pending);
        (await Deliveries.TakeDueAsync(Channel, Rules, TaskApps.NewSubject(), 10, default)).Due.ShouldNotContain(d => d.Recipient == _person);
    }

    [Fact]
    public async Task Retry_TaskWhoseApologyHasNotLeft_HoldsTheAnswer()
    {
        var subject = TaskApps.NewSubject();
        app.Scripted().On(subject, (_, _) => Task.FromResult<TaskResult>(new TaskResult.Failed(Broken, InVain: true)));
        var task = await EndedAsync(subject: subject);
        var failed = (await FindAsync(task))!;
        (failed.State, failed.Content).ShouldBe((DeliveryState.Pending, DeliveryContent.Apology));

        app.Scripted().On(subject, (_, _) => Task.FromResult<TaskResult>(new TaskResult.Completed()));
        using var admin = app.CreateAdmin();
        await admin.PostAsync($"/admin/ai-tasks/{task}/retry", new { }).StatusAsync(HttpStatusCode.OK);

        await Http.EventuallyAsync(async () => (await FindAsync(task)) is { State: DeliveryState.Held, Content: DeliveryContent.Answer });
        await TakeAsync(task);
        (await FindAsync(task))!.State.ShouldBe(DeliveryState.Uncertain);
    }

    [Fact]
    public async Task Reopen_ApologyIsTakenMeanwhile_IsHeldWhateverBecomesOfTheApology()
    {
        var subject = TaskApps.NewSubject();
        app.Scripted().On(subject, (_, _) => Task.FromResult<TaskResult>(new TaskResult.Failed(Broken, InVain: true)));
        var task = await EndedAsync(subject: subject, notBefore: TimeSpan.FromSeconds(-1));
        var token = TaskApps.NewSubject();

        await using (var scope = app.Services.CreateAsyncScope())
        {
            var delivery = await scope.ServiceProvider.GetRequiredService<ITasksDb>().Deliveries.SingleAsync(d => d.TaskId == new AiTaskId(task));
            (await Deliveries.TakeDueAsync(Channel, Rules, token, 10, default)).Due.ShouldContain(d => d.Id == delivery.Id);
            delivery.Reopen(TaskApps.NewSubject());
            await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().SaveChangesAsync();
            await Deliveries.SettleAsync([new(delivery.Id, token, DeliveryState.Held, RetryAfter: TimeSpan.FromSeconds(1))], default);
        }

        var held = (await FindAsync(task))!;
        (held.State, held.Content).ShouldBe((DeliveryState.Held, DeliveryContent.Awaited));
    }

    private async Task<Guid> EndedAsync(
        Guid? subject = null, string? channel = Channel, TimeSpan? notBefore = null, TimeSpan? deadline = null)
    {
        var now = TimeProvider.System.Now();
        var id = subject ?? TaskApps.NewSubject();
        await using var scope = app.Services.CreateAsyncScope();
        var task = scope.ServiceProvider.GetRequiredService<ITaskQueue>().Add(
            new NewTask(ScriptedTask.Name, id, default, id, now.AddMinutes(5)),
            new NewDelivery(
                _person,
                channel,
                channel is null ? null : Target,
                null,
                now + (notBefore ?? TimeSpan.FromMinutes(1)),
                now + (deadline ?? TimeSpan.FromMinutes(1))));
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().SaveChangesAsync();
        (await app.Services.GetRequiredService<ITaskWaits>().EndsWithinAsync(task, TimeSpan.FromSeconds(20), default)).ShouldBeTrue();
        return task;
    }

    private async Task<TakenAnswers> TakeAsync(Guid task)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IShownAnswers>().TakeAsync(_person, task, "next_utterance", default);
    }

    private async Task<(Guid Token, ShownItem Shown)> ShowAsync(Guid task, bool hasRest = false)
    {
        var taken = await TakeAsync(task);
        var shown = taken.Items.Select(i => new ShownItem(i.Subject, 10, hasRest)).First();
        await ConfirmAsync(taken.Token, shown);
        return (taken.Token, shown);
    }

    private async Task ConfirmAsync(Guid token, ShownItem shown)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IShownAnswers>().ConfirmAsync(token, [shown], default);
    }

    private async Task<Delivery?> FindAsync(Guid task)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ITasksDb>().Deliveries.AsNoTracking().SingleOrDefaultAsync(d => d.TaskId == new AiTaskId(task));
    }
}

public sealed class TaskUpkeepInMemoryTests(InMemoryTaskApp app) : TaskUpkeepTests(app), IClassFixture<InMemoryTaskApp>;

public sealed class TaskUpkeepPostgreSqlTests(PostgreSqlTaskApp app) : TaskUpkeepTests(app), IClassFixture<PostgreSqlTaskApp>;
