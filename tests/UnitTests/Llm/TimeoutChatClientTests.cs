using System.Threading.Channels;
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
    private TimeSpan? _gaveUpAfter;

    [Theory]
    [InlineData(false, 120)]
    [InlineData(true, 30)]
    public async Task Ask_ModelThatNeverAnswers_TimesOutAtItsLimit(bool streaming, int limit)
    {
        var asked = Client(SilenceAfter()).AskAsync(streaming);

        await _clock.AdvanceUntilAsync(asked, Second);

        var failure = await asked.ShouldThrowAsync<ModelFailedException>();
        failure.Error.ShouldSatisfyAllConditions(
            e => e.Kind.ShouldBe(ErrorKind.Timeout),
            e => e.Code.ShouldBe("model.timeout"),
            e => e.Message.ShouldContain($"{limit} s"));
        _gaveUpAfter.ShouldBe(TimeSpan.FromSeconds(limit));
    }

    [Fact]
    public async Task Stream_ThatFallsSilent_TimesOutAfterTheIdleLimit()
    {
        List<string> heard = [];
        var asked = HearAsync();

        await _clock.AdvanceUntilAsync(asked, Second);

        (await asked.ShouldThrowAsync<ModelFailedException>()).Error.Code.ShouldBe("model.timeout");
        heard.ShouldBe(["안녕", "하세요"]);
        _gaveUpAfter.ShouldBe(TimeSpan.FromSeconds(20));

        async Task HearAsync()
        {
            await foreach (var update in Client(SilenceAfter("안녕", "하세요")).GetStreamingResponseAsync(Asking.Hello))
            {
                heard.Add(update.Text);
            }
        }
    }

    [Fact]
    public async Task Stream_ThatGoesOnForever_TimesOutAtTheTotalLimit()
    {
        var words = Channel.CreateUnbounded<string>();
        await using var updates = Client(token => words.Reader.ReadAllAsync(token)).GetStreamingResponseAsync(Asking.Hello).GetAsyncEnumerator();
        for (var i = 0; i < 7; i++)
        {
            var next = updates.MoveNextAsync();
            _clock.Advance(15 * Second);
            words.Writer.TryWrite("또");
            (await next).ShouldBeTrue();
        }

        var last = updates.MoveNextAsync().AsTask();
        _clock.Advance(15 * Second);

        (await last.ShouldThrowAsync<ModelFailedException>()).Error.Message.ShouldContain("120 s");
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

    /// <summary>Notes when the call is given up, inside the timer itself: a busy machine cannot blur it.</summary>
    private Func<CancellationToken, IAsyncEnumerable<string>> SilenceAfter(params string[] words)
    {
        var started = _clock.GetUtcNow();
        return token =>
        {
            token.Register(() => _gaveUpAfter = _clock.GetUtcNow() - started);
            return FakeChatClient.Silence(words)(token);
        };
    }

    private TimeoutChatClient Client(Func<CancellationToken, IAsyncEnumerable<string>> scene) =>
        new(new FakeChatClient(scene), _limits, _clock);
}
