using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using ChatPlatform.Application.Tasks;
using ChatPlatform.Application.Tasks.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.IntegrationTests.Common;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.IntegrationTests.Tasks;

public abstract class TaskQueueTests(TestApp app)
{
    private static readonly Error Broken = new(ErrorKind.BadGateway, "test.broken", "It broke.");

    private async Task<JsonElement> EndOfAsync(Guid task)
    {
        using var admin = app.CreateAdmin();
        JsonElement json = default;
        await Http.EventuallyAsync(async () =>
        {
            json = await admin.GetAsync($"/admin/ai-tasks/{task}").JsonAsync();
            return json.Str("status") is "completed" or "failed";
        });
        return json;
    }

    [Fact]
    public async Task Add_Task_IsCarriedOutOnceAndCompleted()
    {
        var subject = TaskApps.NewSubject();

        var task = await EndOfAsync(await app.AddTaskAsync(subject));

        task.Str("status").ShouldBe("completed");
        task.GetProperty("tokens_used").GetInt32().ShouldBe(3);
        task.GetProperty("attempts").GetInt32().ShouldBe(1);
        app.Scripted().Attempts.Count(a => a.Subject == subject).ShouldBe(1);
    }

    [Fact]
    public async Task Fail_Twice_IsTriedThreeTimesWithItsErrorsKept()
    {
        var subject = TaskApps.NewSubject();
        var attempts = 0;
        app.Scripted().On(subject, (_, _) => Task.FromResult<TaskResult>(
            Interlocked.Increment(ref attempts) < 3 ? new TaskResult.Failed(Broken) : new TaskResult.Completed()));

        var task = await EndOfAsync(await app.AddTaskAsync(subject));

        task.Str("status").ShouldBe("completed");
        task.GetProperty("attempts").GetInt32().ShouldBe(3);
        task.GetProperty("errors").EnumerateArray().Select(e => (e.GetProperty("attempt").GetInt32(), e.Str("code")))
            .ShouldBe([(1, "test.broken"), (2, "test.broken")]);
        app.Scripted().Attempts.Where(a => a.Subject == subject).Select(a => a.IsLast).ShouldBe([false, false, true]);
    }

    [Fact]
    public async Task Retry_TaskThatFailedForGood_BeginsAnewOnce()
    {
        using var admin = app.CreateAdmin();
        var subject = TaskApps.NewSubject();
        var works = false;
        app.Scripted().On(subject, (_, _) => Task.FromResult<TaskResult>(
            works ? new TaskResult.Completed() : new TaskResult.Failed(Broken, InVain: true)));
        var id = await app.AddTaskAsync(subject);
        var failed = await EndOfAsync(id);
        (failed.Str("status"), failed.Str("error_code"), failed.GetProperty("attempts").GetInt32()).ShouldBe(("failed", "test.broken", 1));

        works = true;
        await admin.PostAsync($"/admin/ai-tasks/{id}/retry", new { }).StatusAsync(HttpStatusCode.OK);

        (await EndOfAsync(id)).Str("status").ShouldBe("completed");
        (await admin.PostAsync($"/admin/ai-tasks/{id}/retry", new { }).JsonAsync(HttpStatusCode.Conflict)).Str("code").ShouldBe("task.not_failed");
        await admin.PostAsync($"/admin/ai-tasks/{TaskApps.NewSubject()}/retry", new { }).StatusAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Run_HandlerThrows_IsAFailureLikeAnyOther()
    {
        var subject = TaskApps.NewSubject();
        var attempts = 0;
        app.Scripted().On(subject, (_, _) => Interlocked.Increment(ref attempts) < 2
            ? throw new InvalidOperationException("secret detail")
            : Task.FromResult<TaskResult>(new TaskResult.Completed()));

        var task = await EndOfAsync(await app.AddTaskAsync(subject));

        task.Str("status").ShouldBe("completed");
        task.GetProperty("errors").GetRawText().ShouldNotContain("secret detail");
    }

    [Fact]
    public async Task Fail_ErrorLongerThanItsColumn_EndsTheTaskAndHoldsUpNoOther()
    {
        var subject = TaskApps.NewSubject();
        var error = new Error(ErrorKind.BadGateway, new string('c', 100), "\0" + string.Concat(Enumerable.Repeat("😀", 2_000)));
        app.Scripted().On(subject, (_, _) => Task.FromResult<TaskResult>(new TaskResult.Failed(error, InVain: true)));

        var task = await EndOfAsync(await app.AddTaskAsync(subject));

        (task.Str("status"), task.Str("error_detail")).ShouldBe(("failed", string.Concat(Enumerable.Repeat("😀", 250))));
        (await EndOfAsync(await app.AddTaskAsync(TaskApps.NewSubject()))).Str("status").ShouldBe("completed");
    }

    [Fact]
    public async Task Run_HandlerThrowsThreeTimes_GivesUpBeforeTheTaskFails()
    {
        var subject = TaskApps.NewSubject();
        app.Scripted().On(subject, (_, _) => throw new InvalidOperationException("it broke off"));

        var task = await EndOfAsync(await app.AddTaskAsync(subject));

        (task.Str("status"), task.Str("error_code"), task.GetProperty("attempts").GetInt32()).ShouldBe(("failed", "task.failed", 3));
        app.Scripted().GivenUp.Count(g => g == (subject, "task.failed")).ShouldBe(1);
    }

    [Fact]
    public async Task Run_OneLane_GoesInOrderOneAtATime()
    {
        var lane = TaskApps.NewSubject();
        var subjects = Enumerable.Range(0, 8).Select(_ => TaskApps.NewSubject()).ToList();
        var (order, running) = (new ConcurrentQueue<Guid>(), 0);
        var overlaps = 0;
        foreach (var subject in subjects)
        {
            app.Scripted().On(subject, async (attempt, _) =>
            {
                overlaps += Interlocked.Increment(ref running) > 1 ? 1 : 0;
                order.Enqueue(attempt.Subject);
                await Task.Delay(20);
                Interlocked.Decrement(ref running);
                return new TaskResult.Completed();
            });
        }

        var tasks = new List<Guid>();
        foreach (var subject in subjects)
        {
            tasks.Add(await app.AddTaskAsync(subject, lane));
        }

        foreach (var task in tasks)
        {
            await EndOfAsync(task);
        }

        order.ShouldBe(subjects);
        overlaps.ShouldBe(0);
    }

    [Fact]
    public async Task Run_PastItsDeadline_IsGivenUpOn()
    {
        var subject = TaskApps.NewSubject();

        var task = await EndOfAsync(await app.AddTaskAsync(subject, deadline: TimeSpan.FromSeconds(-1)));

        (task.Str("status"), task.Str("error_code"), task.GetProperty("attempts").GetInt32()).ShouldBe(("failed", "task.deadline", 0));
        app.Scripted().GivenUp.ShouldContain((subject, "task.deadline"));
        app.Scripted().Attempts.ShouldNotContain(a => a.Subject == subject);
    }

    [Fact]
    public async Task Postpone_Attempt_DoesNotCount()
    {
        var subject = TaskApps.NewSubject();
        var attempts = 0;
        app.Scripted().On(subject, (_, _) => Task.FromResult<TaskResult>(
            Interlocked.Increment(ref attempts) < 5 ? new TaskResult.Postponed(TimeSpan.Zero) : new TaskResult.Completed()));

        var task = await EndOfAsync(await app.AddTaskAsync(subject));

        (task.Str("status"), task.GetProperty("attempts").GetInt32()).ShouldBe(("completed", 1));
    }

    [Fact]
    public async Task Measure_TasksThatNobodyWaitsFor_AreNotCounted()
    {
        var store = app.Services.GetRequiredService<ITaskStore>();
        var (release, begun, lane) = (new TaskCompletionSource(), new TaskCompletionSource(), TaskApps.NewSubject());
        var (first, person, background) = (TaskApps.NewSubject(), TaskApps.NewSubject(), TaskApps.NewSubject());
        app.Scripted().On(first, async (_, _) =>
        {
            begun.SetResult();
            await release.Task;
            return new TaskResult.Completed();
        });
        await app.AddTaskAsync(first, lane);
        await begun.Task;
        await app.AddTaskAsync(person, lane); // both stand behind the first of their lane
        var last = await app.AddTaskAsync(background, lane, priority: -10);

        var depth = await store.MeasureAsync(default);
        release.SetResult();
        await EndOfAsync(last);

        depth.Due.ShouldBe(1);
    }

    [Fact]
    public async Task List_ByStatus_PagesThroughAll()
    {
        using var admin = app.CreateAdmin();
        var added = new HashSet<Guid>();
        for (var i = 0; i < 5; i++)
        {
            added.Add(await app.AddTaskAsync(TaskApps.NewSubject()));
        }

        foreach (var task in added)
        {
            await EndOfAsync(task);
        }

        var (seen, cursor) = (new List<Guid>(), "");
        do
        {
            var page = await admin.GetAsync($"/admin/ai-tasks?status=completed&limit=2&cursor={cursor}").JsonAsync();
            seen.AddRange(page.GetProperty("tasks").EnumerateArray().Select(t => t.GetProperty("task_id").GetGuid()));
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);

        seen.ShouldBeUnique();
        added.Except(seen).ShouldBeEmpty();
        await admin.GetAsync("/admin/ai-tasks?status=lost").StatusAsync(HttpStatusCode.BadRequest);
        await admin.GetAsync("/admin/ai-tasks?delivery=lost").StatusAsync(HttpStatusCode.BadRequest);
        await admin.GetAsync("/admin/ai-tasks?limit=0").StatusAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Health_OfWorkers_SaysWhatTheyDid()
    {
        using var admin = app.CreateAdmin();
        await EndOfAsync(await app.AddTaskAsync(TaskApps.NewSubject()));

        await Http.EventuallyAsync(async () =>
        {
            var health = await admin.GetAsync("/admin/health").JsonAsync();
            return health.GetProperty("nodes").GetArrayLength() == 1 && health.GetProperty("completed_last_hour").GetInt32() > 0
                && health.GetProperty("success_rate").GetDouble() > 0;
        });

        using var chat = await app.NewClientAsync();
        await chat.GetAsync("/admin/health").StatusAsync(HttpStatusCode.Forbidden);
        await chat.GetAsync("/admin/ai-tasks").StatusAsync(HttpStatusCode.Forbidden);
    }
}

public sealed class TaskQueueInMemoryTests(InMemoryTaskApp app) : TaskQueueTests(app), IClassFixture<InMemoryTaskApp>;

public sealed class TaskQueuePostgreSqlTests(PostgreSqlTaskApp app) : TaskQueueTests(app), IClassFixture<PostgreSqlTaskApp>;
