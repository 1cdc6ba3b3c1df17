using ChatPlatform.Application.Common;
using ChatPlatform.Infrastructure.Llm;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatPlatform.UnitTests.Llm;

public sealed class FallbackChatClientTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_FirstModelFails_SecondAnswersUnderItsOwnName(bool streaming)
    {
        var second = FakeChatClient.Says("둘째");
        var asked = new ChatOptions { ModelId = "first", Temperature = 0.5f, MaxOutputTokens = 9 };
        using var client = Client(FakeChatClient.Throws(ModelErrors.Unavailable()), second);

        (await client.AskAsync(streaming, asked)).ShouldBe(["둘째"]);

        second.LastOptions.ShouldNotBeNull().ModelId.ShouldBe("second");
        second.LastOptions.Temperature.ShouldBe(0.5f);
        second.LastOptions.MaxOutputTokens.ShouldBe(9);
        asked.ModelId.ShouldBe("first");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_FirstModelAnswers_SecondIsNotAsked(bool streaming)
    {
        var second = FakeChatClient.Says("둘째");
        using var client = Client(FakeChatClient.Says("첫째"), second);

        (await client.AskAsync(streaming)).ShouldBe(["첫째"]);

        second.Calls.ShouldBe(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_BothFail_FirstFailureIsReported(bool streaming)
    {
        using var client = Client(FakeChatClient.Throws(ModelErrors.Overloaded(null)), FakeChatClient.Throws(ModelErrors.Unavailable()));

        (await client.AskAsync(streaming).ShouldThrowAsync<ModelFailedException>()).Error.Code.ShouldBe("model.overloaded");
    }

    [Fact]
    public async Task Stream_FirstModelFailsMidway_SecondIsNotAsked()
    {
        var second = FakeChatClient.Says("둘째");
        using var client = Client(new FakeChatClient(FakeChatClient.Failure(ModelErrors.StreamCut(), "안녕")), second);

        await client.AskAsync(streaming: true).ShouldThrowAsync<ModelFailedException>();

        second.Calls.ShouldBe(0);
    }

    [Fact]
    public void Dispose_Always_ReachesBoth()
    {
        var (first, second) = (FakeChatClient.Says("a"), FakeChatClient.Says("b"));

        Client(first, second).Dispose();

        first.IsDisposed.ShouldBeTrue();
        second.IsDisposed.ShouldBeTrue();
    }

    private static FallbackChatClient Client(FakeChatClient first, FakeChatClient second) =>
        new(first, second, "second", NullLogger<FallbackChatClient>.Instance);
}
