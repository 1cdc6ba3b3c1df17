using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Infrastructure.Llm;
using ChatPlatform.UnitTests.Common;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatPlatform.UnitTests.Llm;

public sealed class BreakerChatClientTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly LlmOptions _options = new() { BreakerCalls = 4 };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_ModelKeepsFailing_IsRefusedAtOnceWithoutAsking(bool streaming)
    {
        var fake = FakeChatClient.Throws(ModelErrors.Unavailable());
        var client = Client(fake);
        await FailAsync(client, streaming, times: 4);

        var failure = await client.AskAsync(streaming).ShouldThrowAsync<ModelFailedException>();

        failure.Error.Kind.ShouldBe(ErrorKind.Unavailable);
        failure.Error.Code.ShouldBe("model.circuit_open");
        failure.Error.Data.ShouldNotBeNull()["retry_after"].ShouldBe(10);
        fake.Calls.ShouldBe(4);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_AfterThePause_TriesAgainAndCloses(bool streaming)
    {
        var down = FakeChatClient.Failure(ModelErrors.TimedOut("slept", TimeSpan.FromSeconds(30)));
        var client = Client(new FakeChatClient(down, down, down, down, FakeChatClient.Words("네")));
        await FailAsync(client, streaming, times: 4);

        _clock.Advance(TimeSpan.FromSeconds(11));

        (await client.AskAsync(streaming)).ShouldBe(["네"]);
        (await client.AskAsync(streaming)).ShouldBe(["네"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_AnotherModelOfTheServer_HasItsOwnCircuit(bool streaming)
    {
        var down = FakeChatClient.Failure(ModelErrors.Unavailable());
        var client = Client(new FakeChatClient(down, down, down, down, FakeChatClient.Words("네")));
        await FailAsync(client, streaming, times: 4);

        (await client.AskAsync(streaming, new ChatOptions { ModelId = "other" })).ShouldBe(["네"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_RefusalsAndOverload_DoNotOpen(bool streaming)
    {
        var refused = FakeChatClient.Failure(ModelErrors.FromStatus(401, null, null));
        var busy = FakeChatClient.Failure(ModelErrors.Overloaded(null));
        var fake = new FakeChatClient(refused, busy, refused, busy, refused, busy, FakeChatClient.Words("네"));
        var client = Client(fake);
        await FailAsync(client, streaming, times: 6);

        (await client.AskAsync(streaming)).ShouldBe(["네"]);
    }

    [Fact]
    public async Task Stream_ThatKeepsBreakingMidway_OpensToo()
    {
        var fake = new FakeChatClient(FakeChatClient.Failure(ModelErrors.StreamCut(), "안녕"));
        var client = Client(fake);
        await FailAsync(client, streaming: true, times: 2);

        // each broken stream counts twice: it opened well and broke later
        (await client.AskAsync(streaming: true).ShouldThrowAsync<ModelFailedException>()).Error.Code.ShouldBe("model.circuit_open");
    }

    private static async Task FailAsync(BreakerChatClient client, bool streaming, int times)
    {
        for (var i = 0; i < times; i++)
        {
            (await client.AskAsync(streaming).ShouldThrowAsync<ModelFailedException>()).Error.Code.ShouldNotBe("model.circuit_open");
        }
    }

    private BreakerChatClient Client(FakeChatClient fake) => new(fake, _options, _clock, NullLogger<BreakerChatClient>.Instance);
}
