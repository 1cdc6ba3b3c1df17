using ChatPlatform.Application.Common;
using ChatPlatform.Application.Tasks.Contracts;
using ChatPlatform.IntegrationTests.Common;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.IntegrationTests.Tasks;

/// <summary>Answers that go with responses: each with one, whoever asks and however often.</summary>
public abstract class ShownAnswersTests(TestApp app)
{
    private readonly Guid _person = TaskApps.NewSubject();

    [Fact]
    public async Task Take_AwaitedAnswer_GoesOnceAndCountsAsUncertainUntilItIsConfirmed()
    {
        var asked = await AskAsync();
        await EndAsync(asked);

        var taken = await TakeAsync(asked.Task);
        (await StateAsync(asked)).ShouldBe("uncertain via inline");
        (await TakeAsync(asked.Task)).Items.ShouldBeEmpty();
        (await TakeAsync(null)).Items.ShouldBeEmpty();
        await ConfirmAsync(taken, new ShownItem(asked.Subject, 10, HasRest: false));

        taken.Items.ShouldHaveSingleItem().Subject.ShouldBe(asked.Subject);
        (await StateAsync(asked)).ShouldBe("delivered via inline");
    }

    [Fact]
    public async Task Take_ByManyAtOnce_GivesTheAnswerToOne()
    {
        var asked = await AskAsync();
        await EndAsync(asked);

        var taken = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => TakeAsync(i % 2 == 0 ? asked.Task : null)));

        taken.Sum(t => t.Items.Count).ShouldBe(1);
    }

    [Fact]
    public async Task Take_MoreThanAResponseHolds_GivesTheOldestAndLeavesTheRest()
    {
        var asked = new List<Asked>();
        for (var i = 0; i < 4; i++)
        {
            asked.Add(await AskAsync());
            await EndAsync(asked[^1]);
        }

        var first = await TakeAsync(null);
        var second = await TakeAsync(null);

        first.Items.Select(i => i.Subject).ShouldBe(asked.Take(3).Select(a => a.Subject));
        second.Items.Select(i => i.Subject).ShouldBe([asked[3].Subject]);
    }

    [Fact]
    public async Task Confirm_WithoutAnItem_HoldsItAgain()
    {
        var asked = await AskAsync();
        await EndAsync(asked);

        await ConfirmAsync(await TakeAsync(asked.Task));

        (await StateAsync(asked)).ShouldBe("held via inline");
        (await TakeAsync(null)).Items.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Repeat_AfterAResponseCarriedTheAnswer_CarriesItToo()
    {
        var asked = await AskAsync();
        await EndAsync(asked);
        await TakeAsync(asked.Task);

        var repeated = await WithShownAsync(shown => shown.RepeatAsync(asked.Task, default));

        repeated!.Item!.Subject.ShouldBe(asked.Subject);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Repeat_BeforeAnyResponse_KeepsTheAnswerOutOfTheOtherOne(bool answeredBefore)
    {
        var asked = await AskAsync(held: true);
        if (answeredBefore)
        {
            await EndAsync(asked);
        }

        (await WithShownAsync(shown => shown.RepeatAsync(asked.Task, default))).ShouldBeNull();
        await EndAsync(asked);

        (await TakeAsync(asked.Task)).Items.ShouldBeEmpty();
        (await WithShownAsync(shown => shown.RepeatAsync(asked.Task, default))).ShouldBeNull();
        (await TakeAsync(null)).Items.ShouldHaveSingleItem().Subject.ShouldBe(asked.Subject);
        (await StateAsync(asked)).ShouldBe("uncertain via next_utterance");
    }

    [Fact]
    public async Task Release_AnnouncedAnswer_GoesWithNoOtherResponseToTheSameRequest()
    {
        var asked = await AskAsync();
        await WithShownAsync(async shown =>
        {
            await shown.ReleaseAsync(asked.Task, default);
            return true;
        });
        await EndAsync(asked);

        (await TakeAsync(asked.Task)).Items.ShouldBeEmpty();
        (await TakeAsync(null)).Items.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Wait_ByTwoForOneTask_BothHearItsEnd()
    {
        var asked = await AskAsync(held: true);
        var waits = app.Services.GetRequiredService<ITaskWaits>();
        var (first, second) = (waits.EndsWithinAsync(asked.Task, TimeSpan.FromMilliseconds(200), default), waits.EndsWithinAsync(asked.Task, TimeSpan.FromSeconds(20), default));

        (await first).ShouldBeFalse();
        await EndAsync(asked);

        (await second.WaitAsync(TimeSpan.FromSeconds(5))).ShouldBeTrue();
    }

    [Fact]
    public async Task Repeat_RacingWithTheResponse_BothSayTheSame()
    {
        for (var i = 0; i < 20; i++)
        {
            var asked = await AskAsync();
            await EndAsync(asked);

            var taking = TakeAsync(asked.Task);
            var repeating = WithShownAsync(shown => shown.RepeatAsync(asked.Task, default));

            (await taking).Items.Count.ShouldBe(await repeating is null ? 0 : 1);
            await TakeAsync(null);
        }
    }

    [Fact]
    public async Task TakeRest_OfALongAnswer_GoesOnWhereItStopped()
    {
        var asked = await AskAsync();
        await EndAsync(asked);
        await ConfirmAsync(await TakeAsync(asked.Task), new ShownItem(asked.Subject, 1_000, HasRest: true));
        var later = await AskAsync();
        await EndAsync(later);
        await ConfirmAsync(await TakeAsync(later.Task), new ShownItem(later.Subject, 10, HasRest: false));

        var rest = await WithShownAsync(shown => shown.TakeRestAsync(_person, default));
        await ConfirmAsync(rest!, new ShownItem(asked.Subject, 1_500, HasRest: false));

        rest!.Items.ShouldHaveSingleItem().ShouldBe(new ParcelItem(asked.Subject, 1_000));
        (await WithShownAsync(shown => shown.TakeRestAsync(_person, default))).ShouldBeNull();
    }

    private async Task<Asked> AskAsync(bool held = false)
    {
        var subject = TaskApps.NewSubject();
        var gate = new TaskCompletionSource();
        if (held)
        {
            app.Scripted().On(subject, async (_, stopping) =>
            {
                await gate.Task.WaitAsync(stopping);
                return new TaskResult.Completed();
            });
        }

        var now = TimeProvider.System.GetUtcNow();
        await using var scope = app.Services.CreateAsyncScope();
        var task = scope.ServiceProvider.GetRequiredService<ITaskQueue>().Add(
            new NewTask(ScriptedTask.Name, subject, default, subject, now.AddMinutes(5)),
            new NewDelivery(_person, null, null, null, now.AddMinutes(1), now.AddMinutes(1)));
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().SaveChangesAsync();
        return new Asked(task, subject, gate);
    }

    private async Task EndAsync(Asked asked)
    {
        asked.Gate.TrySetResult();
        (await app.Services.GetRequiredService<ITaskWaits>().EndsWithinAsync(asked.Task, TimeSpan.FromSeconds(20), default)).ShouldBeTrue();
    }

    private Task<TakenAnswers> TakeAsync(Guid? awaited) =>
        WithShownAsync(shown => shown.TakeAsync(_person, awaited, "next_utterance", default));

    private async Task ConfirmAsync(TakenAnswers taken, params ShownItem[] shown)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IShownAnswers>().ConfirmAsync(taken.Token, shown, default);
    }

    private async Task<T> WithShownAsync<T>(Func<IShownAnswers, Task<T>> use)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<IShownAnswers>());
    }

    private async Task<string> StateAsync(Asked asked)
    {
        using var admin = app.CreateAdmin();
        var delivery = (await admin.GetAsync($"/admin/ai-tasks/{asked.Task}").JsonAsync()).GetProperty("delivery");
        return $"{delivery.Str("state")} via {delivery.Str("via")}";
    }

    private sealed record Asked(Guid Task, Guid Subject, TaskCompletionSource Gate);
}

public sealed class ShownAnswersInMemoryTests(InMemoryTaskApp app) : ShownAnswersTests(app), IClassFixture<InMemoryTaskApp>;

public sealed class ShownAnswersPostgreSqlTests(PostgreSqlTaskApp app) : ShownAnswersTests(app), IClassFixture<PostgreSqlTaskApp>;
