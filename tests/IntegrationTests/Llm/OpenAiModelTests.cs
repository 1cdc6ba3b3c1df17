using System.Text.Json;
using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.FakeModelServer;
using ChatPlatform.Infrastructure.Llm;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatPlatform.IntegrationTests.Llm;

/// <summary>The whole pipeline with the official SDK against a server that speaks OpenAI's wire format.</summary>
public sealed class OpenAiModelTests : IAsyncLifetime
{
    private static readonly ChatOptions Options = new() { ModelId = "gpt-4o", Temperature = 0.2f, MaxOutputTokens = 1000 };

    private FakeModel _server = null!;

    public async Task InitializeAsync() => _server = await FakeModel.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_HealthyServer_GetsTextModelFinishAndUsage(bool streaming)
    {
        using var client = Client();

        var answer = await client.AskAsync(streaming, "안녕", Options);

        answer.Text.ShouldBe(FakeModelOptions.DefaultAnswer);
        answer.ModelId.ShouldBe("gpt-4o");
        answer.FinishReason.ShouldBe(ChatFinishReason.Stop);
        answer.Usage.ShouldNotBeNull().InputTokenCount.ShouldBe(11);
        answer.Usage.TotalTokenCount.ShouldBe(answer.Usage.InputTokenCount + answer.Usage.OutputTokenCount);
    }

    [Fact]
    public async Task Stream_HealthyServer_ArrivesTokenByToken()
    {
        using var client = Client();

        var words = await client.GetStreamingResponseAsync("안녕", Options).Where(u => u.Text.Length > 0).CountAsync();

        words.ShouldBe(FakeModelOptions.DefaultAnswer.Split(' ').Length);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_WithHistoryAndParameters_SendsThemOnTheWire(bool streaming)
    {
        using var client = Client(new() { ApiKey = "sk-test" });
        ChatMessage[] messages =
            [new(ChatRole.System, "너는 상담사다."), new(ChatRole.User, "첫째"), new(ChatRole.Assistant, "네"), new(ChatRole.User, "둘째 \"따옴표\"")];

        await client.AskAsync(streaming, messages, Options);

        var request = _server.Requests.ShouldHaveSingleItem();
        request.Path.ShouldBe("/v1/chat/completions");
        request.Authorization.ShouldBe("Bearer sk-test");
        request.Model.ShouldBe("gpt-4o");
        request.Messages.ShouldBe([("system", "너는 상담사다."), ("user", "첫째"), ("assistant", "네"), ("user", "둘째 \"따옴표\"")]);
        request.Body.GetProperty("temperature").GetSingle().ShouldBe(0.2f);
        request.Body.GetProperty("max_tokens").GetInt32().ShouldBe(1000);
        request.Body.TryGetProperty("max_completion_tokens", out _).ShouldBeFalse();
        request.Body.TryGetProperty("stream_options", out _).ShouldBe(streaming);
    }

    [Fact]
    public async Task Ask_ServerThatWantsTheNewField_SendsMaxCompletionTokens()
    {
        using var client = Client(new() { MaxTokensField = MaxTokensField.MaxCompletionTokens });

        await client.GetResponseAsync("안녕", Options);

        _server.Requests[0].Body.GetProperty("max_completion_tokens").GetInt32().ShouldBe(1000);
        _server.Requests[0].Body.TryGetProperty("max_tokens", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Ask_WithoutAKey_SendsNoAuthorization()
    {
        using var client = Client();

        await client.GetResponseAsync("안녕", Options);

        _server.Requests[0].Authorization.ShouldBeNull();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_OverloadedOnce_WaitsAndSucceeds(bool streaming)
    {
        _server.Enqueue(FakeReply.Status(429, "0"), FakeReply.Status(500));
        using var client = Client(new() { RetryDelay = TimeSpan.FromMilliseconds(10) });

        (await client.AskAsync(streaming, "안녕", Options)).Text.ShouldBe(FakeModelOptions.DefaultAnswer);

        _server.Requests.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_OverloadedForLong_FailsAtOnceWithRetryAfter(bool streaming)
    {
        var failure = await FailureOfAsync(streaming, FakeReply.Status(429, "120"));

        failure.Error.Kind.ShouldBe(ErrorKind.Unavailable);
        failure.Error.Code.ShouldBe("model.overloaded");
        failure.Error.Data.ShouldNotBeNull()["retry_after"].ShouldBe(120);
        _server.Requests.Count.ShouldBe(1);
    }

    public static TheoryData<bool, Fault, ErrorKind, string> Faults
    {
        get
        {
            var data = new TheoryData<bool, Fault, ErrorKind, string>();
            foreach (var streaming in new[] { false, true })
            {
                data.Add(streaming, Fault.Hang, ErrorKind.Timeout, "model.timeout");
                data.Add(streaming, Fault.HangBeforeFirst, ErrorKind.Timeout, "model.timeout");
                data.Add(streaming, Fault.HangMidway, ErrorKind.Timeout, "model.timeout");
                data.Add(streaming, Fault.Reset, ErrorKind.Unavailable, "model.unavailable");
                data.Add(streaming, Fault.Cut, ErrorKind.BadGateway, "model.stream_cut");
                data.Add(streaming, Fault.Malformed, ErrorKind.BadGateway, "model.bad_answer");
                data.Add(streaming, Fault.WrongType, ErrorKind.BadGateway, "model.bad_answer");
                data.Add(streaming, Fault.Empty, ErrorKind.BadGateway, "model.bad_answer");
            }

            data.Add(true, Fault.NoEnd, ErrorKind.BadGateway, "model.stream_cut");
            data.Add(true, Fault.ErrorMidway, ErrorKind.BadGateway, "model.bad_answer");
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Ask_FaultyServer_FailsWithItsCodeAndNoWordOfTheServer(bool streaming, Fault fault, ErrorKind kind, string code)
    {
        var failure = await FailureOfAsync(streaming, new FakeReply(fault));

        failure.Error.Kind.ShouldBe(kind);
        failure.Error.Code.ShouldBe(code);
        failure.Message.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData(401, "API key")]
    [InlineData(404, "model's name")]
    [InlineData(400, "parameters")]
    public async Task Ask_RefusedRequest_SaysWhatToCheckAndNeverTheKey(int status, string advice)
    {
        var failure = await FailureOfAsync(streaming: false, FakeReply.Status(status));

        failure.Error.Kind.ShouldBe(ErrorKind.BadGateway);
        failure.Error.Code.ShouldBe("model.rejected");
        failure.Message.ShouldContain(advice);
        failure.ToString().ShouldNotContain("sk-");
        _server.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(Fault.SplitUtf8)]
    [InlineData(Fault.NoDone)]
    [InlineData(Fault.NoFinish)]
    [InlineData(Fault.Slow)]
    public async Task Stream_ServerWithHarmlessHabits_IsAWholeAnswer(Fault fault)
    {
        _server.Enqueue(new FakeReply(fault) { Number = 5 });
        using var client = Client();

        (await client.AskAsync(streaming: true, "안녕", Options)).Text.ShouldBe(FakeModelOptions.DefaultAnswer);
    }

    [Theory]
    [InlineData(Fault.Cut)]
    [InlineData(Fault.HangMidway)]
    [InlineData(Fault.ErrorMidway)]
    public async Task Stream_BreaksMidway_KeepsTheBeginningAndIsNotRepeated(Fault fault)
    {
        _server.Enqueue(new FakeReply(fault));
        using var client = Client(ImpatientWith(fault, streaming: true));
        var heard = "";

        await Should.ThrowAsync<ModelFailedException>(async () =>
        {
            await foreach (var update in client.GetStreamingResponseAsync("안녕", Options))
            {
                heard += update.Text;
            }
        });

        heard.ShouldStartWith("안녕하세요!");
        heard.Length.ShouldBeLessThan(FakeModelOptions.DefaultAnswer.Length);
        _server.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_ConnectionResetMidway_IsAFailure(bool streaming)
    {
        var failure = await FailureOfAsync(streaming, new FakeReply(Fault.ResetMidway));

        // a reset may overtake the headers: then nothing of the answer was seen
        failure.Error.Code.ShouldBeOneOf("model.stream_cut", "model.unavailable");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_AnswerLargerThanAllowed_IsRefused(bool streaming)
    {
        _server.Enqueue(new FakeReply(Fault.Huge) { Number = 200 });
        using var client = Client(new() { MaxAnswerBytes = 64 * 1024 });

        (await client.AskAsync(streaming, "안녕", Options).ShouldThrowAsync<ModelFailedException>()).Error.Code.ShouldBe("model.bad_answer");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_LargeAnswerWithinTheLimit_IsWhole(bool streaming)
    {
        _server.Enqueue(new FakeReply(Fault.Huge) { Number = 100 });
        using var client = Client();

        (await client.AskAsync(streaming, "안녕", Options)).Text.Length.ShouldBe(40_000);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_CallerGivesUp_ClosesTheConnection(bool streaming)
    {
        _server.Enqueue(new FakeReply(Fault.HangMidway));
        using var caller = new CancellationTokenSource();
        using var client = Client();
        var asked = client.AskAsync(streaming, "안녕", Options, caller.Token);
        await Eventually.BeAsync(() => _server.Active == 1);

        await caller.CancelAsync();

        await asked.ShouldThrowAsync<OperationCanceledException>();
        await Eventually.BeAsync(() => _server.Active == 0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_NobodyListens_IsUnavailable(bool streaming)
    {
        await _server.DisposeAsync();

        var failure = await FailureOfAsync(streaming);

        failure.Error.Kind.ShouldBe(ErrorKind.Unavailable);
        failure.Error.Code.ShouldBe("model.unavailable");
    }

    [Fact]
    public async Task Ask_ManyStuckCalls_DoNotStarveTheNext()
    {
        _server.Enqueue([.. Enumerable.Repeat(new FakeReply(Fault.Hang), 100)]);
        using var stop = new CancellationTokenSource();
        using var client = Client();
        var stuck = Enumerable.Range(0, 100).Select(_ => client.AskAsync(true, "안녕", Options, stop.Token)).ToList();
        await Eventually.BeAsync(() => _server.Active == 100);

        var answer = await client.AskAsync(streaming: true, "안녕", Options).WaitAsync(TimeSpan.FromSeconds(5));

        answer.Text.ShouldBe(FakeModelOptions.DefaultAnswer);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => Task.WhenAll(stuck));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_ModelCallsATool_CallAndResultTravelBothWays(bool streaming)
    {
        _server.Enqueue(new FakeReply(Fault.ToolCall));
        using var client = Client();
        var tool = AIFunctionFactory.Create((string city, int days) => "맑음", "get_weather", "날씨");
        var options = new ChatOptions { ModelId = "gpt-4o", Tools = [tool] };

        var answer = await client.AskAsync(streaming, "날씨?", options);

        answer.FinishReason.ShouldBe(ChatFinishReason.ToolCalls);
        var call = answer.Messages.SelectMany(m => m.Contents.OfType<FunctionCallContent>()).ShouldHaveSingleItem();
        call.Name.ShouldBe("get_weather");
        call.Arguments.ShouldNotBeNull()["city"].ShouldBeOfType<JsonElement>().GetString().ShouldBe("서울");

        ChatMessage[] next =
            [new(ChatRole.User, "날씨?"), new(ChatRole.Assistant, [call]), new(ChatRole.Tool, [new FunctionResultContent(call.CallId, "맑음")])];
        await client.AskAsync(streaming, next, options);

        var sent = _server.Requests[1].Body.GetProperty("messages");
        sent[1].GetProperty("tool_calls")[0].GetProperty("function").GetProperty("name").GetString().ShouldBe("get_weather");
        using var arguments = JsonDocument.Parse(sent[1].GetProperty("tool_calls")[0].GetProperty("function").GetProperty("arguments").GetString()!);
        arguments.RootElement.GetProperty("days").GetInt32().ShouldBe(2);
        sent[2].GetProperty("role").GetString().ShouldBe("tool");
        sent[2].GetProperty("tool_call_id").GetString().ShouldBe(call.CallId);
        sent[2].GetProperty("content").GetString().ShouldBe("맑음");
        _server.Requests[0].Body.GetProperty("tools")[0].GetProperty("function").GetProperty("parameters").GetProperty("properties")
            .TryGetProperty("city", out _).ShouldBeTrue();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_FirstServerDown_FallbackServerAnswersWithoutTheFirstKey(bool streaming)
    {
        await using var second = await FakeModel.StartAsync(new() { Answer = "둘째" });
        _server.Enqueue([.. Enumerable.Repeat(FakeReply.Status(503), 3)]);
        using var client = Client(new()
        {
            ApiKey = "sk-first",
            RetryDelay = TimeSpan.FromMilliseconds(1),
            Fallback = new() { Model = "second", BaseUrl = second.OpenAiUrl },
        });

        (await client.AskAsync(streaming, "안녕", Options)).Text.ShouldBe("둘째");

        var request = second.Requests.ShouldHaveSingleItem();
        request.Model.ShouldBe("second");
        request.Authorization.ShouldBeNull();
    }

    /// <summary>Short limits only where a hang is to be met: a busy machine must not turn another fault into a time-out.</summary>
    private static LlmOptions ImpatientWith(Fault fault, bool streaming) => new()
    {
        Retries = 0,
        FirstTokenTimeout = TimeSpan.FromSeconds(fault is Fault.Hang or Fault.HangBeforeFirst ? 0.4 : 10),
        IdleTimeout = TimeSpan.FromSeconds(fault is Fault.HangMidway ? 0.4 : 10),
        TotalTimeout = TimeSpan.FromSeconds(!streaming && fault is (Fault.Hang or Fault.HangBeforeFirst or Fault.HangMidway) ? 1 : 20),
        ApiKey = "sk-our-key",
    };

    private IChatClient Client(LlmOptions? options = null) => LlmServices.CreatePipeline(
        (options ?? new()) with { Provider = LlmProvider.OpenAi, BaseUrl = _server.OpenAiUrl }, TimeProvider.System, NullLoggerFactory.Instance);

    private async Task<ModelFailedException> FailureOfAsync(bool streaming, params FakeReply[] replies)
    {
        _server.Enqueue(replies);
        using var client = Client(ImpatientWith(replies is [{ Fault: var fault }] ? fault : Fault.None, streaming));
        return await client.AskAsync(streaming, "안녕", Options).ShouldThrowAsync<ModelFailedException>();
    }
}
