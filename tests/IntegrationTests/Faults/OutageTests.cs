using System.Net;
using ChatPlatform.FakeModelServer;
using ChatPlatform.IntegrationTests.Common;

namespace ChatPlatform.IntegrationTests.Faults;

/// <summary>Several nodes whose common database goes away for longer than a node may be silent.</summary>
public sealed class OutageTests(StoppableApp app) : IClassFixture<StoppableApp>
{
    [Fact]
    public async Task Outage_LongerThanTheLease_NoNodeEndsAnothersTurns()
    {
        var answer = string.Concat(Enumerable.Range(0, 300).Select(i => $"단어{i} "));
        await using var model = await FakeModel.StartAsync(new() { Answer = answer, TokenDelay = TimeSpan.FromMilliseconds(25), FlushEach = true });
        await using var first = await NodeProcess.StartAsync(app.Url, model.OpenAiUrl);
        await using var second = await NodeProcess.StartAsync(app.Url, model.OpenAiUrl);
        using var onFirst = first.CreateClient();
        using var onSecond = second.CreateClient();
        var sessions = new List<string>();
        foreach (var client in new[] { onFirst, onSecond, onFirst, onSecond })
        {
            var session = await client.NewSessionAsync();
            using var response = await client.StreamAsync(HttpMethod.Post, "/api/chat/stream", new { session_id = session, message = "오래" });
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            sessions.Add(session);
        }

        await app.StopDatabaseAsync();
        await Task.Delay(TimeSpan.FromSeconds(12)); // the model has finished, the lease has run out
        await app.StartDatabaseAsync();

        foreach (var session in sessions)
        {
            await Http.EventuallyAsync(async () =>
            {
                using var read = await onFirst.GetAsync($"/api/sessions/{session}/messages");
                return read.IsSuccessStatusCode && (await onFirst.MessagesAsync(session))[1].Str("status") is not ("pending" or "streaming");
            });
            var saved = (await onFirst.MessagesAsync(session))[1];
            saved.Str("status").ShouldBe("completed");
            saved.Str("content").ShouldBe(answer);
        }
    }
}
