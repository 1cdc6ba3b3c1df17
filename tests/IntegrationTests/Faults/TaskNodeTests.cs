using System.Diagnostics;
using System.Text.Json;
using ChatPlatform.FakeModelServer;
using ChatPlatform.IntegrationTests.Common;

namespace ChatPlatform.IntegrationTests.Faults;

/// <summary>What becomes of a task when its node is killed, stopped or frozen in the midst of it.</summary>
public sealed class TaskNodeTests : IAsyncLifetime
{
    private static readonly Dictionary<string, string> Settings = new() { ["KAKAO_QUICK_SECONDS_NO_CALLBACK"] = "0" };

    private FakeModel _model = null!;
    private string _database = "";

    public async Task InitializeAsync()
    {
        _model = await FakeModel.StartAsync(new() { Answer = "새 답변" });
        _database = await TestPostgres.CreateDatabaseAsync();
    }

    public async Task DisposeAsync() => await _model.DisposeAsync();

    [Fact]
    public async Task Kill_NodeAtATask_AnotherTakesItOverWithinThirteenSeconds()
    {
        _model.Enqueue(new FakeReply(Fault.Hang));
        await using var doomed = await StartNodeAsync();
        await AskAsync(doomed);
        await using var survivor = await StartNodeAsync();

        await doomed.KillAsync();
        var killed = Stopwatch.StartNew();
        var task = await EndOfAsync(survivor);

        killed.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(13));
        (task.Str("status"), task.GetProperty("attempts").GetInt32()).ShouldBe(("completed", 2));
        await ShouldHaveAnsweredOnceAsync(survivor);
    }

    [Fact]
    public async Task Terminate_NodeAtATask_HandsItBackAtOnceAndTheAttemptDoesNotCount()
    {
        _model.Enqueue(new FakeReply(Fault.Hang));
        await using var stopping = await StartNodeAsync();
        await AskAsync(stopping);
        await using var other = await StartNodeAsync();

        var told = Stopwatch.StartNew();
        var stopped = stopping.TerminateAsync();
        var task = await EndOfAsync(other);

        told.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
        (task.Str("status"), task.GetProperty("attempts").GetInt32()).ShouldBe(("completed", 1));
        (await stopped).ShouldBe(0);
        await ShouldHaveAnsweredOnceAsync(other);
    }

    [Fact]
    public async Task Freeze_NodeAtATask_ItsLateResultIsNotHeard()
    {
        _model.Enqueue(new FakeReply { Text = "늦은 답변", Wait = TimeSpan.FromSeconds(3) });
        await using var frozen = await StartNodeAsync();
        await AskAsync(frozen);
        await using var other = await StartNodeAsync(() => frozen.SignalAsync("STOP"));

        (await EndOfAsync(other)).GetProperty("attempts").GetInt32().ShouldBe(2);
        await frozen.SignalAsync("CONT");
        await Task.Delay(TimeSpan.FromSeconds(2)); // it reads the model's answer now, and tries to write it

        (await NewestTaskAsync(other)).GetProperty("attempts").GetInt32().ShouldBe(2);
        await ShouldHaveAnsweredOnceAsync(other);
    }

    private async Task<NodeProcess> StartNodeAsync(Func<Task>? first = null)
    {
        await (first?.Invoke() ?? Task.CompletedTask);
        return await NodeProcess.StartAsync(_database, _model.OpenAiUrl, Settings);
    }

    /// <summary>Returns when the node has asked the model.</summary>
    private async Task AskAsync(NodeProcess node)
    {
        using var kakao = node.CreateClient();
        await kakao.PostAsync("/skill", new { userRequest = new { utterance = "누가 답하나요?", user = new { id = "person" } } }).JsonAsync();
        await Http.EventuallyAsync(() => Task.FromResult(_model.Active == 1));
    }

    private static async Task<JsonElement> EndOfAsync(NodeProcess node)
    {
        JsonElement task = default;
        await Http.EventuallyAsync(
            async () =>
            {
                task = await NewestTaskAsync(node);
                return task.Str("status") is "completed" or "failed";
            },
            seconds: 40);
        return task;
    }

    private static async Task<JsonElement> NewestTaskAsync(NodeProcess node)
    {
        using var admin = node.CreateClient();
        return (await admin.GetAsync("/admin/ai-tasks?limit=1").JsonAsync()).GetProperty("tasks")[0];
    }

    private static async Task ShouldHaveAnsweredOnceAsync(NodeProcess node)
    {
        using var admin = node.CreateClient();
        var logs = await admin.GetAsync("/api/conversation/logs?channel=kakao").JsonAsync();
        var log = logs.GetProperty("logs").EnumerateArray().ShouldHaveSingleItem();
        (log.Str("status"), log.Str("answer")).ShouldBe(("completed", "새 답변"));
    }
}
