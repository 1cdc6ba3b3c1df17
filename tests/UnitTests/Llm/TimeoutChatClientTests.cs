using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Infrastructure.Llm;
using ChatPlatform.UnitTests.Common;

namespace ChatPlatform.UnitTests.Llm;

public sealed class TimeoutChatClientTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ManualTimeProvider _clock = new();
    private readonly LlmOptions _limits = new();

    [Theory]
    [InlineData(false, 120)]
    [InlineData(true, 30)]
    public async Task Ask_ModelThatNeverAnswers_TimesOutAtItsLimit(bool streaming, int limit)
    {
        var started = _clock.GetUtcNow();
        var asked = Client(FakeChatClient.Silence()).AskAsync(streaming);

        await _clock.AdvanceUntilAsync(asked, Second);

        var failure = await asked.ShouldThrowAsync<ModelFailedException>();
        failure.Error.ShouldSatisfyAllConditions(
            e => e.Kind.ShouldBe(ErrorKind.Timeout),
            e => e.Code.ShouldBe("model.timeout"),
            e => e.Message.ShouldContain($"{limit} s"));
        (_clock.GetUtcNow() - started).TotalSeconds.ShouldBe(limit, tolerance: 1);
    }

    [Fact]
    public async Task Stream_ThatFallsSilent_TimesOutAfterTheIdleLimit()
    {
        var started = _clock.GetUtcNow();
        List<string> heard = [];
        var asked = Task.Run(async () =>
        {
            await foreach (var update in Client(FakeChatClient.Silence("안녕", "하세요")).GetStreamingResponseAsync(Asking.Hello))
            {
                heard.Add(update.Text);
            }
        });

        await _clock.AdvanceUntilAsync(asked, Second);

        (await asked.ShouldThrowAsync<ModelFailedException>()).Error.Code.ShouldBe("model.timeout");
        heard.ShouldBe(["안녕", "하세요"]);
        (_clock.GetUtcNow() - started).TotalSeconds.ShouldBe(20, tolerance: 1);
    }

    [Fact]
    public async Task Stream_ThatGoesOnForever_TimesOutAtTheTotalLimit()
    {
        async IAsyncEnumerable<string> Endless([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token)
        {
            while (true)
            {
                await Task.Delay(TimeSpan.FromSeconds(10), _clock, token);
                yield return "또";
            }
        }

        var started = _clock.GetUtcNow();
        var asked = Client(Endless).AskAsync(streaming: true);

        await _clock.AdvanceUntilAsync(asked, Second);

        (await asked.ShouldThrowAsync<ModelFailedException>()).Error.Message.ShouldContain("120 s");
        (_clock.GetUtcNow() - started).TotalSeconds.ShouldBe(120, tolerance: 1);
    }

    [Fact]
    public async Task Stream_WhoseReaderIsSlow_IsNotTheModelsSilence()
    {
        await using var updates = Client(FakeChatClient.Words("a", "b")).GetStreamingResponseAsync(Asking.Hello).GetAsyncEnumerator();
        await updates.MoveNextAsync();

        _clock.Advance(TimeSpan.FromSeconds(60));

        (await updates.MoveNextAsync()).ShouldBeTrue();
        updates.Current.Text.ShouldBe("b");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_CallerGivesUp_StaysTheCallersCancellation(bool streaming)
    {
        using var caller = new CancellationTokenSource();
        var asked = Client(FakeChatClient.Silence()).AskAsync(streaming, cancellationToken: caller.Token);

        await caller.CancelAsync();

        (await asked.ShouldThrowAsync<OperationCanceledException>()).CancellationToken.ShouldBe(caller.Token);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_ModelAnswersInTime_PassesItOn(bool streaming) =>
        string.Concat(await Client(FakeChatClient.Words("네, ", "그래요")).AskAsync(streaming)).ShouldBe("네, 그래요");

    private TimeoutChatClient Client(Func<CancellationToken, IAsyncEnumerable<string>> scene) =>
        new(new FakeChatClient(scene), _limits, _clock);
}
