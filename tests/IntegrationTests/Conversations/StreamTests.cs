using System.Net;
using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.IntegrationTests.Common;

namespace ChatPlatform.IntegrationTests.Conversations;

public abstract class StreamTests(TestApp app)
{
    [Fact]
    public async Task Stream_Message_StartsSpeaksAndEnds()
    {
        using var client = await app.NewClientAsync();
        var session = await client.NewSessionAsync();
        using var response = await client.StreamAsync(HttpMethod.Post, "/api/chat/stream", new { session_id = session, message = "안녕" });

        var events = await response.ReadEventsAsync().ToListAsync();

        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        events[0].Type.ShouldBe("message_start");
        events.Text().ShouldBe("echo: 안녕");
        events[^1].Type.ShouldBe("message_end");
        events[^1].Data.Str("content").ShouldBe("echo: 안녕");
        events[^1].Data.Str("finish_reason").ShouldBe("stop");
        events[^1].Data.GetProperty("token_usage").GetProperty("output_tokens").GetInt32().ShouldBe(5);
        events.ShouldAllBe(e => !string.IsNullOrEmpty(e.Id));
        var messages = await client.MessagesAsync(session);
        messages.Select(m => m.Str("message_id")).ShouldBe([events[0].Data.Str("user_message_id"), events[0].Data.Str("message_id")]);
    }

    [Fact]
    public async Task Stream_ReaderLeavesAndComesBack_MissesNothingAndRepeatsNothing()
    {
        using var client = await app.NewClientAsync();
        var session = await client.NewSessionAsync();
        var held = app.Model.Hold("long story");
        string id, seen, lastId;
        using (var response = await client.StreamAsync(HttpMethod.Post, "/api/chat/stream", new { session_id = session, message = "long story" }))
        {
            await using var reader = response.ReadEventsAsync().GetAsyncEnumerator();
            (await reader.MoveNextAsync()).ShouldBeTrue();
            id = reader.Current.Data.Str("message_id");
            held.Say("옛날 옛적에 ");
            (await reader.MoveNextAsync()).ShouldBeTrue();
            (seen, lastId) = (reader.Current.Data.Str("content"), reader.Current.Id!);
        }

        held.Say("호랑이가 ");
        using var again = await client.StreamAsync(HttpMethod.Get, $"/api/chat/stream/{id}", lastEventId: lastId);
        var rest = Task.Run(async () => await again.ReadEventsAsync().ToListAsync());
        held.Say("살았어요.");
        held.Finish();

        var events = await rest.WaitAsync(TimeSpan.FromSeconds(10));
        (seen + events.Text()).ShouldBe("옛날 옛적에 호랑이가 살았어요.");
        events.ShouldNotContain(e => e.Type == "message_start");
        events[^1].Type.ShouldBe("message_end");
    }

    [Fact]
    public async Task Resume_FinishedAnswer_ReplaysFromTheOffsetAndEnds()
    {
        using var client = await app.NewClientAsync();
        var session = await client.NewSessionAsync();
        var id = (await client.ChatAsync(session, "hello").JsonAsync()).Str("message_id");

        using var all = await client.StreamAsync(HttpMethod.Get, $"/api/chat/stream/{id}");
        using var part = await client.StreamAsync(HttpMethod.Get, $"/api/chat/stream/{id}", lastEventId: "6");
        using var nothing = await client.StreamAsync(HttpMethod.Get, $"/api/chat/stream/{id}", lastEventId: "end");

        (await all.ReadEventsAsync().ToListAsync()).Text().ShouldBe("echo: hello");
        (await part.ReadEventsAsync().ToListAsync()).Text().ShouldBe("hello");
        nothing.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await client.GetAsync($"/api/chat/stream/{Guid.Empty}").StatusAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Cancel_Stream_KeepsWhatWasWritten()
    {
        using var client = await app.NewClientAsync();
        var session = await client.NewSessionAsync();
        var held = app.Model.Hold("stop the stream");
        using var response = await client.StreamAsync(HttpMethod.Post, "/api/chat/stream", new { session_id = session, message = "stop the stream" });
        await using var reader = response.ReadEventsAsync().GetAsyncEnumerator();
        await reader.MoveNextAsync();
        var id = reader.Current.Data.Str("message_id");
        held.Say("half");
        await reader.MoveNextAsync();

        await client.PostAsync($"/api/chat/{id}/cancel", content: null).StatusAsync(HttpStatusCode.OK);

        (await reader.MoveNextAsync()).ShouldBeTrue();
        reader.Current.Data.Str("status").ShouldBe("cancelled");
        var answer = (await client.MessagesAsync(session))[1];
        (answer.Str("content"), answer.Str("status")).ShouldBe(("half", "cancelled"));
        var log = (await client.GetAsync("/api/conversation/logs").JsonAsync()).GetProperty("logs")[0];
        (log.Str("answer"), log.Str("status")).ShouldBe(("half", "cancelled"));
    }

    [Fact]
    public async Task Stream_ModelFailsInTheMiddle_EndsWithAnErrorAndKeepsThePart()
    {
        using var client = await app.NewClientAsync();
        var session = await client.NewSessionAsync();
        var held = app.Model.Hold("break");
        using var response = await client.StreamAsync(HttpMethod.Post, "/api/chat/stream", new { session_id = session, message = "break" });
        held.Say("begun ");
        held.Fail(new ModelFailedException(new Error(ErrorKind.BadGateway, "model.stream_cut", "The model's stream was cut.")));

        var events = await response.ReadEventsAsync().ToListAsync();

        events[^1].Type.ShouldBe("error");
        (events[^1].Data.Str("code"), events[^1].Data.GetProperty("status").GetInt32()).ShouldBe(("model.stream_cut", 502));
        var answer = (await client.MessagesAsync(session))[1];
        (answer.Str("content"), answer.Str("status")).ShouldBe(("begun ", "failed"));
    }

    [Fact]
    public async Task Stream_WhileItRuns_IsCheckpointedWithinTwoSeconds()
    {
        using var client = await app.NewClientAsync();
        var session = await client.NewSessionAsync();
        var held = app.Model.Hold("checkpoint");
        using var response = await client.StreamAsync(HttpMethod.Post, "/api/chat/stream", new { session_id = session, message = "checkpoint" });
        held.Say("partial text");

        await Http.EventuallyAsync(async () => (await client.MessagesAsync(session))[1].Str("content") == "partial text", seconds: 2);

        (await client.MessagesAsync(session))[1].Str("status").ShouldBe("streaming");
        held.Finish();
        (await response.ReadEventsAsync().ToListAsync())[^1].Type.ShouldBe("message_end");
    }
}

public sealed class StreamTests_InMemory(InMemoryApp app) : StreamTests(app), IClassFixture<InMemoryApp>;

public sealed class StreamTests_PostgreSql(PostgreSqlApp app) : StreamTests(app), IClassFixture<PostgreSqlApp>;
