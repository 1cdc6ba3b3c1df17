using System.Net;
using System.Net.Http.Json;
using ChatPlatform.FakeModelServer;

namespace ChatPlatform.IntegrationTests.Llm;

/// <summary>The fake is only worth something while it speaks like the real thing.</summary>
public sealed class FakeModelTests
{
    [Fact]
    public async Task Stream_WithUsageAsked_HasRoleFirstThenFinishUsageAndDone()
    {
        await using var server = await FakeModel.StartAsync(new() { Answer = "하나 둘" });

        var lines = (await PostAsync(server, stream: true, "안녕")).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);

        lines.Length.ShouldBe(6);
        lines[0].ShouldContain("\"role\":\"assistant\"");
        lines[1].ShouldContain("\"delta\":{\"content\":\"하나 \"}");
        lines[3].ShouldContain("\"finish_reason\":\"stop\"");
        lines[4].ShouldContain("\"choices\":[],\"usage\":{\"prompt_tokens\":");
        lines[5].ShouldBe("data: [DONE]");
    }

    [Fact]
    public async Task Ask_FaultByWord_AnswersOpenAisErrorBody()
    {
        await using var server = await FakeModel.StartAsync();
        using var http = new HttpClient();

        using var response = await http.PostAsJsonAsync(server.OpenAiUrl + "/chat/completions", Body(stream: false, "please !429:7"));

        response.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(7));
        (await response.Content.ReadAsStringAsync()).ShouldContain("\"code\":\"rate_limit_exceeded\"");
    }

    [Theory]
    [InlineData("hello!")]
    [InlineData("wow !important")]
    public async Task Ask_ExclamationThatIsNoFault_GetsTheUsualAnswer(string text)
    {
        await using var server = await FakeModel.StartAsync(new() { Answer = "usual" });

        (await PostAsync(server, stream: false, text)).ShouldContain("\"content\":\"usual\"");
    }

    [Fact]
    public async Task Ask_Scripted_AnswersInOrderThenAsUsual()
    {
        await using var server = await FakeModel.StartAsync(new() { Answer = "usual" });
        server.Enqueue(new FakeReply { Text = "first" }, FakeReply.Status(503));

        (await PostAsync(server, stream: false, "a")).ShouldContain("first");
        (await PostAsync(server, stream: false, "b")).ShouldContain("server_error");
        (await PostAsync(server, stream: false, "!echo")).ShouldContain("1 messages; the last: !echo");
    }

    [Fact]
    public async Task Ask_BehaviourByWord_AnswersTheQuestionsMarker()
    {
        await using var server = await FakeModel.StartAsync(new() { Answer = "usual" });

        (await PostAsync(server, stream: false, "Q-abc-000007 [model:quick] 안녕")).ShouldContain("\"content\":\"A-abc-000007/1 ");
        (await PostAsync(server, stream: true, "Q-000008 [model:quick] 안녕")).ShouldContain("\"content\":\"A-000008/1 ");
        (await PostAsync(server, stream: false, "Q-abc-000009 [model:fail] 안녕")).ShouldContain("server_error");
        (await PostAsync(server, stream: false, "Q-abc-000010 안녕")).ShouldContain("\"content\":\"usual\"");
        (await PostAsync(server, stream: false, "Q-abc-000010 [model:unknown] 안녕")).ShouldContain("\"content\":\"usual\"");
    }

    [Fact]
    public async Task Ask_Long_NumbersItsParts()
    {
        await using var server = await FakeModel.StartAsync();

        var answer = await PostAsync(server, stream: false, "Q-abc-000001 [model:long:12]");

        answer.ShouldContain("A-abc-000001/12 ");
        answer.ShouldNotContain("A-abc-000001/13");
    }

    [Fact]
    public async Task Ask_Flaky_FailsAsOftenAsAskedForEachQuestion()
    {
        await using var server = await FakeModel.StartAsync();
        Task<string> Ask(string id) => PostAsync(server, stream: false, $"Q-{id} [model:flaky:2]");

        (await Ask("abc-000001")).ShouldContain("server_error");
        (await Ask("abc-000001")).ShouldContain("server_error");
        (await Ask("abc-000002")).ShouldContain("server_error");
        (await Ask("abc-000001")).ShouldContain("A-abc-000001/1");
    }

    [Fact]
    public async Task Ask_SlowAndHang_KeepTheCallerWaiting()
    {
        await using var server = await FakeModel.StartAsync();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var hanging = PostAsync(server, stream: false, "Q-abc-000001 [model:hang]");

        (await PostAsync(server, stream: false, "Q-abc-000002 [model:slow:600]")).ShouldContain("A-abc-000002/1");

        clock.ElapsedMilliseconds.ShouldBeGreaterThanOrEqualTo(590);
        hanging.IsCompleted.ShouldBeFalse();
        await server.DisposeAsync();
        await Should.ThrowAsync<HttpRequestException>(() => hanging);
    }

    private static object Body(bool stream, string text) => new
    {
        model = "gpt-4o",
        stream,
        stream_options = stream ? new { include_usage = true } : null,
        messages = new[] { new { role = "user", content = text } },
    };

    private static async Task<string> PostAsync(FakeModel server, bool stream, string text)
    {
        using var http = new HttpClient();
        using var response = await http.PostAsJsonAsync(server.OpenAiUrl + "/chat/completions", Body(stream, text));
        return await response.Content.ReadAsStringAsync();
    }
}
