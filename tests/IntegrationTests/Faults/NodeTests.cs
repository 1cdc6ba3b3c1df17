using System.Diagnostics;
using System.Net;
using System.Text.Json;
using ChatPlatform.FakeModelServer;
using ChatPlatform.IntegrationTests.Common;

namespace ChatPlatform.IntegrationTests.Faults;

/// <summary>Several nodes on one PostgreSQL, killed with -9 and stopped in the middle of answers.</summary>
public sealed class NodeTests : IAsyncLifetime
{
    private static readonly string[] Final = ["completed", "failed", "cancelled", "interrupted"];

    private readonly string _answer = string.Concat(Enumerable.Range(0, 400).Select(i => $"단어{i} "));
    private FakeModel _model = null!;
    private string _database = "";

    public async Task InitializeAsync()
    {
        _model = await FakeModel.StartAsync(new() { Answer = _answer, TokenDelay = TimeSpan.FromMilliseconds(25), FlushEach = true });
        _database = await TestPostgres.CreateDatabaseAsync();
    }

    public async Task DisposeAsync() => await _model.DisposeAsync();

    private Task<NodeProcess> StartNodeAsync() => NodeProcess.StartAsync(_database, _model.OpenAiUrl);

    private static async Task<(string Session, string Answer, HttpResponseMessage Response)> BeginAsync(HttpClient client, string text)
    {
        var session = await client.NewSessionAsync();
        var response = await client.StreamAsync(HttpMethod.Post, "/api/chat/stream", new { session_id = session, message = text });
        await using var events = response.ReadEventsAsync().GetAsyncEnumerator();
        await events.MoveNextAsync();
        return (session, events.Current.Data.Str("message_id"), response);
    }

    [Fact]
    public async Task Kill_NodeWithRunningStreams_OtherNodeKeepsThePartsAndLosesNothing()
    {
        await using var doomed = await StartNodeAsync();
        await using var survivor = await StartNodeAsync();
        using var onDoomed = doomed.CreateClient();
        using var onSurvivor = survivor.CreateClient();
        var turns = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => BeginAsync(i % 3 == 2 ? onSurvivor : onDoomed, $"질문 {i}")));
        await Task.Delay(2_500);

        await doomed.KillAsync();
        var killed = Stopwatch.StartNew();

        await Http.EventuallyAsync(
            async () => (await StatusesAsync(onSurvivor, turns.Where((_, i) => i % 3 != 2))).All(s => s == "interrupted"), seconds: 15);
        killed.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(15));
        await Http.EventuallyAsync(
            async () => (await StatusesAsync(onSurvivor, turns.Where((_, i) => i % 3 == 2))).All(s => s == "completed"), seconds: 30);

        foreach (var (turn, i) in turns.Select((t, i) => (t, i)))
        {
            var messages = await onSurvivor.MessagesAsync(turn.Session);
            messages.Count.ShouldBe(2);
            messages[0].Str("content").ShouldBe($"질문 {i}");
            messages[1].Str("content").Length.ShouldBeGreaterThan(0);
            _answer.ShouldStartWith(messages[1].Str("content"));
            turn.Response.Dispose();
        }

        var logs = await onSurvivor.GetAsync("/api/conversation/logs?limit=100").JsonAsync();
        logs.GetProperty("logs").EnumerateArray().Select(l => l.Str("question")).Order()
            .ShouldBe(Enumerable.Range(0, 12).Select(i => $"질문 {i}").Order());
    }

    [Fact]
    public async Task Kill_FiveTimesUnderLoad_EveryAcceptedMessageEndsInOneState()
    {
        await using var steady = await StartNodeAsync();
        using var reader = steady.CreateClient();
        var accepted = new System.Collections.Concurrent.ConcurrentDictionary<string, (int Round, string Session)>();
        int Accepted(int round) => accepted.Values.Count(a => a.Round == round);
        for (var i = 0; i < 5; i++)
        {
            var round = i;
            await using var doomed = await StartNodeAsync();
            using var client = doomed.CreateClient();
            var load = Enumerable.Range(0, 10).Select(async n =>
            {
                try
                {
                    var (session, answer, response) = await BeginAsync(client, $"{round}-{n}");
                    response.Dispose();
                    accepted[answer] = (round, session);
                }
                catch (Exception e) when (e is HttpRequestException or IOException)
                {
                    // not acknowledged: nothing was promised
                }
            });
            var all = Task.WhenAll(load);
            await Http.EventuallyAsync(() => Task.FromResult(Accepted(round) > round)); // killed a little later each time
            await doomed.KillAsync();
            await all;
        }

        await Http.EventuallyAsync(
            async () => (await Task.WhenAll(accepted.Select(a => StatusAsync(reader, a.Value.Session, a.Key)))).All(s => Final.Contains(s)), seconds: 20);
        var logged = new List<string>();
        string? cursor = null;
        do
        {
            var page = await reader.GetAsync($"/api/conversation/logs?limit=50&cursor={cursor}").JsonAsync();
            logged.AddRange(page.GetProperty("logs").EnumerateArray().Select(l => l.Str("message_id")));
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);
        logged.ShouldBeUnique();
        accepted.Keys.Except(logged).ShouldBeEmpty();
    }

    [Fact]
    public async Task FollowAndCancel_OnAnotherNode_SeeAndStopTheSameAnswer()
    {
        await using var first = await StartNodeAsync();
        await using var second = await StartNodeAsync();
        using var owner = first.CreateClient();
        using var other = second.CreateClient();
        var (session, answer, response) = await BeginAsync(owner, "멀리서");
        using var followed = await other.StreamAsync(HttpMethod.Get, $"/api/chat/stream/{answer}");
        var following = Task.Run(async () => await followed.ReadEventsAsync().ToListAsync());
        await Task.Delay(2_500);

        await other.PostAsync($"/api/chat/{answer}/cancel", content: null).StatusAsync(HttpStatusCode.OK);
        var seen = await following.WaitAsync(TimeSpan.FromSeconds(10));

        seen[^1].Type.ShouldBe("message_end");
        seen[^1].Data.Str("status").ShouldBe("cancelled");
        seen.Text().ShouldBe(seen[^1].Data.Str("content"));
        (await StatusAsync(owner, session, answer)).ShouldBe("cancelled");
        response.Dispose();
    }

    [Fact]
    public async Task Delete_SessionThatRunsOnAnotherNode_StopsItAndKeepsItsLog()
    {
        await using var first = await StartNodeAsync();
        await using var second = await StartNodeAsync();
        using var owner = first.CreateClient();
        using var other = second.CreateClient();
        var (session, answer, response) = await BeginAsync(owner, "지워질 대화");
        await Task.Delay(300);

        await other.DeleteAsync($"/api/sessions/{session}").StatusAsync(HttpStatusCode.NoContent);

        await other.GetAsync($"/api/sessions/{session}").StatusAsync(HttpStatusCode.NotFound);
        var logs = await other.GetAsync("/api/conversation/logs").JsonAsync();
        var row = logs.GetProperty("logs").EnumerateArray().Single(l => l.Str("message_id") == answer);
        row.Str("status").ShouldBe("cancelled");
        row.Str("answer").ShouldNotBeEmpty();
        response.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Terminate_NodeWithARunningStream_EndsItAsInterruptedAtOnce(bool read)
    {
        await using var survivor = await StartNodeAsync();
        await using var stopping = await StartNodeAsync();
        using var client = stopping.CreateClient();
        using var reader = survivor.CreateClient();
        var (session, answer, response) = await BeginAsync(client, "곧 멈춤");
        if (!read)
        {
            response.Dispose(); // nobody's request holds the process up then
        }

        await Task.Delay(500);
        var watch = Stopwatch.StartNew();

        (await stopping.TerminateAsync()).ShouldBe(0);

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(9)); // 4 s of grace
        (await StatusAsync(reader, session, answer)).ShouldBe("interrupted");
        (await reader.MessagesAsync(session))[1].Str("content").ShouldNotBeEmpty();
        response.Dispose();
    }

    private static async Task<IReadOnlyList<string>> StatusesAsync(
        HttpClient client, IEnumerable<(string Session, string Answer, HttpResponseMessage Response)> turns) =>
        await Task.WhenAll(turns.Select(t => StatusAsync(client, t.Session, t.Answer)));

    private static async Task<string> StatusAsync(HttpClient client, string session, string answer) =>
        (await client.MessagesAsync(session)).Single(m => m.Str("message_id") == answer).Str("status");
}
