using ChatPlatform.Application.Common;
using ChatPlatform.Infrastructure.Llm;
using ChatPlatform.UnitTests.Common;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatPlatform.UnitTests.Llm;

public sealed class RetryChatClientTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    private readonly ManualTimeProvider _clock = new();

    public static TheoryData<bool, string> WorthAnotherAttempt => new()
    {
        { false, "overloaded" }, { true, "overloaded" }, { false, "unavailable" }, { true, "unavailable" }, { false, "cut" }, { true, "cut" },
    };

    [Theory]
    [MemberData(nameof(WorthAnotherAttempt))]
    public async Task Ask_FailsOnceBeforeTheFirstToken_IsAskedAgain(bool streaming, string failure)
    {
        var fake = new FakeChatClient(FakeChatClient.Failure(Failure(failure)), FakeChatClient.Words("네"));
        var asked = Client(fake).AskAsync(streaming);

        await _clock.AdvanceUntilAsync(asked, Step);

        (await asked).ShouldBe(["네"]);
        fake.Calls.ShouldBe(2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_KeepsFailing_GivesUpAfterTheConfiguredAttempts(bool streaming)
    {
        var fake = FakeChatClient.Throws(ModelErrors.Unavailable());
        var asked = Client(fake).AskAsync(streaming);

        await _clock.AdvanceUntilAsync(asked, Step);

        (await asked.ShouldThrowAsync<ModelFailedException>()).Error.Code.ShouldBe("model.unavailable");
        fake.Calls.ShouldBe(3);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_RetryAfterFitsTheWindow_WaitsAsLongAsAsked(bool streaming)
    {
        var fake = new FakeChatClient(FakeChatClient.Failure(ModelErrors.Overloaded(TimeSpan.FromSeconds(7))), FakeChatClient.Words("네"));
        var started = _clock.GetUtcNow();
        var asked = Client(fake).AskAsync(streaming);

        await _clock.AdvanceUntilAsync(asked, Step);

        (await asked).ShouldBe(["네"]);
        (_clock.GetUtcNow() - started).TotalSeconds.ShouldBeGreaterThanOrEqualTo(7);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_RetryAfterBeyondTheWindow_FailsAtOnceAndTellsIt(bool streaming)
    {
        var fake = FakeChatClient.Throws(ModelErrors.Overloaded(TimeSpan.FromSeconds(60)));

        var failure = await Client(fake).AskAsync(streaming).ShouldThrowAsync<ModelFailedException>();

        failure.Error.Data.ShouldNotBeNull()["retry_after"].ShouldBe(60);
        failure.RetryAfter.ShouldBe(TimeSpan.FromSeconds(60));
        fake.Calls.ShouldBe(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_RefusalOrTimeout_IsNotRepeated(bool streaming)
    {
        foreach (var failure in new[] { ModelErrors.FromStatus(400, null, null), ModelErrors.TimedOut("slept", TimeSpan.FromSeconds(1)) })
        {
            var fake = FakeChatClient.Throws(failure);

            await Client(fake).AskAsync(streaming).ShouldThrowAsync<ModelFailedException>();

            fake.Calls.ShouldBe(1);
        }
    }

    [Fact]
    public async Task Stream_FailsAfterTheFirstToken_IsNeverRepeated()
    {
        var fake = new FakeChatClient(FakeChatClient.Failure(ModelErrors.Unavailable(), "안녕"), FakeChatClient.Words("네"));

        await Client(fake).AskAsync(streaming: true).ShouldThrowAsync<ModelFailedException>();

        fake.Calls.ShouldBe(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_CallerGivesUpWhileWaiting_StopsAtOnce(bool streaming)
    {
        using var caller = new CancellationTokenSource();
        var fake = FakeChatClient.Throws(ModelErrors.Unavailable());
        var asked = Client(fake).AskAsync(streaming, cancellationToken: caller.Token);

        await caller.CancelAsync();

        await asked.ShouldThrowAsync<OperationCanceledException>();
        fake.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task Ask_NoRetriesConfigured_AsksOnce()
    {
        var fake = FakeChatClient.Throws(ModelErrors.Unavailable());
        using var client = new RetryChatClient(fake, new() { Retries = 0 }, _clock, NullLogger<RetryChatClient>.Instance);

        await client.AskAsync(streaming: false).ShouldThrowAsync<ModelFailedException>();

        fake.Calls.ShouldBe(1);
    }

    private static ModelFailedException Failure(string name) => name switch
    {
        "overloaded" => ModelErrors.Overloaded(retryAfter: null),
        "unavailable" => ModelErrors.Unavailable(),
        _ => ModelErrors.StreamCut(),
    };

    private RetryChatClient Client(FakeChatClient fake) => new(fake, new(), _clock, NullLogger<RetryChatClient>.Instance);
}
