using ChatPlatform.Application.Common;
using ChatPlatform.Application.Tasks;
using ChatPlatform.Application.Tasks.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Tasks;
using ChatPlatform.Infrastructure.Persistence;
using ChatPlatform.Infrastructure.Persistence.PostgreSql;
using ChatPlatform.IntegrationTests.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.IntegrationTests.Tasks;

/// <summary>Who leaves when, of deliveries that may be looked for and wait for each other. No sender serves the channel.</summary>
public abstract class DeliveryLaneTests(TestApp app)
{
    /// <summary>Each test's own: no test takes what is another's.</summary>
    protected string Channel { get; } = $"test_{TaskApps.NewSubject():N}";

    private static readonly ChannelRules Rules = new("post", TimeSpan.FromMinutes(1)) { HasLanes = true, LooksAfter = TimeSpan.FromMilliseconds(1) };

    protected IDeliveryStore Deliveries => app.Services.GetRequiredService<IDeliveryStore>();

    [Fact]
    public async Task TakeDue_LookThatIsToWait_WaitsAndIsLookedForThen()
    {
        var (task, token) = (await EndedAsync(), TaskApps.NewSubject());
        var taken = (await TakeAsync(token)).ShouldHaveSingleItem();

        await Deliveries.SettleAsync(
            [new(taken.Id, token, DeliveryState.Uncertain, "429") { WillLook = true, LookAfter = TimeSpan.FromSeconds(2) }], default);

        await Task.Delay(50);
        (await TakeAsync()).ShouldBeEmpty();
        await Http.EventuallyAsync(async () => (await TakeAsync()) is [{ MayHaveArrived: true }]);
        (await FindAsync(task)).State.ShouldBe(DeliveryState.Uncertain);
    }

    [Fact]
    public async Task TakeDue_ApologyOfTheLaneOnItsWay_HoldsUpTheNext()
    {
        var failing = TaskApps.NewSubject();
        app.Scripted().On(failing, (_, _) => Task.FromResult<TaskResult>(
            new TaskResult.Failed(new Error(ErrorKind.BadGateway, "test.broken", "It broke."), InVain: true)));
        var rules = Rules with { LooksAfter = TimeSpan.FromMinutes(1) };
        var token = TaskApps.NewSubject();
        await EndedAsync(failing);
        var apology = (await Deliveries.TakeDueAsync(Channel, rules, token, 10, default)).Due.ShouldHaveSingleItem();
        apology.Kind.ShouldBe(ParcelKind.Apology);
        await EndedAsync();

        (await Deliveries.TakeDueAsync(Channel, rules, TaskApps.NewSubject(), 10, default)).Due.ShouldBeEmpty();
        await Deliveries.SettleAsync([new(apology.Id, token, DeliveryState.Delivered, "ok")], default);
        (await Deliveries.TakeDueAsync(Channel, rules, TaskApps.NewSubject(), 10, default)).Due.ShouldHaveSingleItem().Kind.ShouldBe(ParcelKind.Answers);
    }

    [Fact]
    public async Task Settle_ReceiptThatIsCutWithinAnEmoji_IsWritten()
    {
        var (task, token) = (await EndedAsync(), TaskApps.NewSubject());
        var taken = (await TakeAsync(token)).ShouldHaveSingleItem();

        await Deliveries.SettleAsync([new(taken.Id, token, DeliveryState.Held, "\0" + new string('x', 999) + "😀")], default);

        (await FindAsync(task)).Receipt.ShouldBe(new string('x', 999));
    }

    [Fact]
    public async Task TakeDue_TooLate_KeepsWhatTheChannelSaid()
    {
        var (task, token) = (await EndedAsync(), TaskApps.NewSubject());
        var taken = (await TakeAsync(token)).ShouldHaveSingleItem();
        await Deliveries.SettleAsync([new(taken.Id, token, DeliveryState.Held, "not_inChannel", TimeSpan.FromSeconds(1))], default);

        await Deliveries.TakeDueAsync(Channel, Rules with { Grace = TimeSpan.FromHours(-1) }, TaskApps.NewSubject(), 10, default);

        var delivery = await FindAsync(task);
        (delivery.State, delivery.Receipt, delivery.Target).ShouldBe((DeliveryState.Held, "not_inChannel", null));
    }

    protected async Task<IReadOnlyList<DueDelivery>> TakeAsync(Guid? token = null) =>
        (await Deliveries.TakeDueAsync(Channel, Rules, token ?? TaskApps.NewSubject(), 10, default)).Due;

    /// <summary>An answer, or an apology, that may leave at once.</summary>
    /// <param name="subject">Of its task.</param>
    /// <param name="ahead">How much the clock of the node that adds it is ahead.</param>
    protected async Task<AiTaskId> EndedAsync(Guid? subject = null, TimeSpan ahead = default)
    {
        var now = TimeProvider.System.Now() + ahead;
        var id = subject ?? TaskApps.NewSubject();
        var task = AiTask.Add(ScriptedTask.Name, id, default, id, 0, now.AddMinutes(5), now);
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ITasksDb>();
        db.AiTasks.Add(task);
        db.Deliveries.Add(Delivery.Of(task, TaskApps.NewSubject(), Channel, "there", null, now.AddMilliseconds(-1), now.AddMinutes(5), Channel));
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().SaveChangesAsync();
        (await app.Services.GetRequiredService<ITaskWaits>().EndsWithinAsync(task.Id.Value, TimeSpan.FromSeconds(20), default)).ShouldBeTrue();
        return task.Id;
    }

    private async Task<Delivery> FindAsync(AiTaskId task)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ITasksDb>().Deliveries.AsNoTracking().SingleAsync(d => d.TaskId == task);
    }
}

public sealed class DeliveryLaneInMemoryTests(InMemoryTaskApp app) : DeliveryLaneTests(app), IClassFixture<InMemoryTaskApp>;

/// <summary>And what only several nodes can meet.</summary>
public sealed class DeliveryLanePostgreSqlTests(PostgreSqlTaskApp app) : DeliveryLaneTests(app), IClassFixture<PostgreSqlTaskApp>
{
    private readonly PostgreSqlTaskApp _app = app;

    [Fact]
    public async Task TakeDue_AddedByANodeWhoseClockIsAhead_IsBegunAndLeavesAtOnce()
    {
        await EndedAsync(ahead: TimeSpan.FromSeconds(40)); // waits 20 s at most

        (await TakeAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task TakeDue_AnotherNodeIsJustTaking_WaitsForIt()
    {
        await EndedAsync();
        await using var other = await _app.Services.GetRequiredService<IDatabaseServer>().DataSource.OpenConnectionAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await using (var taking = new Npgsql.NpgsqlBatch(other, transaction))
        {
            taking.BatchCommands.Add(new Npgsql.NpgsqlBatchCommand(DeliverySql.LockSql).With(Channel));
            await taking.ExecuteNonQueryAsync();
        }

        var mine = TakeAsync();

        (await Task.WhenAny(mine, Task.Delay(300))).ShouldNotBe(mine);
        await transaction.CommitAsync();
        (await mine).ShouldHaveSingleItem();
    }
}
