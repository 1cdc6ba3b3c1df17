using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.FakeModelServer;
using ChatPlatform.Infrastructure.Llm;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatPlatform.IntegrationTests.Llm;

/// <summary>The whole pipeline against servers of the midm style.</summary>
public sealed class MidmModelTests
{
    private static readonly ChatOptions Options = new() { ModelId = "gpt-4o", Temperature = 0.2f, MaxOutputTokens = 1000 };

    public static TheoryData<bool, MidmShape> Shapes
    {
        get
        {
            var data = new TheoryData<bool, MidmShape>();
            foreach (var shape in Enum.GetValues<MidmShape>())
            {
                data.Add(false, shape);
                data.Add(true, shape);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Ask_EachShapeSeen_IsUnderstood(bool streaming, MidmShape shape)
    {
        await using var server = await FakeModel.StartAsync(new() { Midm = shape });
        using var client = Client(server);

        var answer = await client.AskAsync(streaming, "안녕", Options);

        answer.Text.ShouldBe(FakeModelOptions.DefaultAnswer);
        answer.ModelId.ShouldBe("midm");
    }

    [Theory]
    [InlineData(false, "/chat")]
    [InlineData(true, "/chat/stream")]
    public async Task Ask_WithHistory_SendsRolesAndContents(bool streaming, string path)
    {
        await using var server = await FakeModel.StartAsync(new() { ApiKey = "k" });
        using var client = Client(server, new() { MidmApiKey = "k", ApiKey = "sk-of-another-server" });

        await client.AskAsync(streaming, [new(ChatRole.System, "너는 상담사다."), new(ChatRole.User, "안녕")], Options);

        var request = server.Requests.ShouldHaveSingleItem();
        request.Path.ShouldBe(path);
        request.Authorization.ShouldBe("Bearer k");
        request.Messages.ShouldBe([("system", "너는 상담사다."), ("user", "안녕")]);
        request.Body.GetProperty("temperature").GetSingle().ShouldBe(0.2f);
    }

    public static TheoryData<bool, Fault, ErrorKind, string> Faults
    {
        get
        {
            var data = new TheoryData<bool, Fault, ErrorKind, string>();
            foreach (var streaming in new[] { false, true })
            {
                data.Add(streaming, Fault.Hang, ErrorKind.Timeout, "model.timeout");
                data.Add(streaming, Fault.HangMidway, ErrorKind.Timeout, "model.timeout");
                data.Add(streaming, Fault.Reset, ErrorKind.Unavailable, "model.unavailable");
                data.Add(streaming, Fault.Cut, ErrorKind.BadGateway, "model.stream_cut");
                data.Add(streaming, Fault.Malformed, ErrorKind.BadGateway, "model.bad_answer");
                data.Add(streaming, Fault.WrongType, ErrorKind.BadGateway, "model.bad_answer");
                data.Add(streaming, Fault.Empty, ErrorKind.BadGateway, "model.bad_answer");
            }

            data.Add(true, Fault.ErrorMidway, ErrorKind.BadGateway, "model.bad_answer");
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Ask_FaultyServer_FailsWithItsCode(bool streaming, Fault fault, ErrorKind kind, string code)
    {
        var failure = await FailureOfAsync(streaming, new FakeReply(fault));

        failure.Error.Kind.ShouldBe(kind);
        failure.Error.Code.ShouldBe(code);
        failure.Message.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_Overloaded_TellsRetryAfter(bool streaming)
    {
        var failure = await FailureOfAsync(streaming, FakeReply.Status(429, "90"));

        failure.Error.Kind.ShouldBe(ErrorKind.Unavailable);
        failure.RetryAfter.ShouldBe(TimeSpan.FromSeconds(90));
    }

    [Theory]
    [InlineData(Fault.SplitUtf8, MidmShape.Raw)]
    [InlineData(Fault.SplitUtf8, MidmShape.Content)]
    [InlineData(Fault.NoDone, MidmShape.Message)]
    public async Task Stream_ServerWithHarmlessHabits_IsAWholeAnswer(Fault fault, MidmShape shape)
    {
        await using var server = await FakeModel.StartAsync(new() { Midm = shape });
        server.Enqueue(new FakeReply(fault));
        using var client = Client(server);

        (await client.AskAsync(streaming: true, "안녕", Options)).Text.ShouldBe(FakeModelOptions.DefaultAnswer);
    }

    private static async Task<ModelFailedException> FailureOfAsync(bool streaming, FakeReply reply)
    {
        await using var server = await FakeModel.StartAsync();
        server.Enqueue(reply);
        using var client = Client(server, new()
        {
            Retries = 0,
            // short only where a hang is to be met: a busy machine must not turn another fault into a time-out
            FirstTokenTimeout = TimeSpan.FromSeconds(reply.Fault is Fault.Hang ? 0.4 : 10),
            IdleTimeout = TimeSpan.FromSeconds(reply.Fault is Fault.HangMidway ? 0.4 : 10),
            TotalTimeout = TimeSpan.FromSeconds(!streaming && reply.Fault is (Fault.Hang or Fault.HangMidway) ? 1 : 20),
        });
        return await client.AskAsync(streaming, "안녕", Options).ShouldThrowAsync<ModelFailedException>();
    }

    private static IChatClient Client(FakeModel server, LlmOptions? options = null) => LlmServices.CreatePipeline(
        (options ?? new()) with { Provider = LlmProvider.Midm, MidmBaseUrl = server.Url }, TimeProvider.System, NullLoggerFactory.Instance);
}
