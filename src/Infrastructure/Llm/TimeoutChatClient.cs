using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace ChatPlatform.Infrastructure.Llm;

/// <summary>
/// Limits on one attempt: first token, silence between tokens, and the whole. The time a caller takes over an update is not the model's
/// silence. Connecting has its limit in <see cref="LlmHttp"/>.
/// </summary>
internal sealed class TimeoutChatClient(IChatClient innerClient, LlmOptions limits, TimeProvider clock) : DelegatingChatClient(innerClient)
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var timer = new CancellationTokenSource(limits.TotalTimeout, clock);
        await using var caller = CancelWith(timer, cancellationToken);
        try
        {
            return await base.GetResponseAsync(messages, options, timer.Token);
        }
        catch (OperationCanceledException e) when (timer.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw ModelErrors.TimedOut("did not finish its answer", limits.TotalTimeout, e);
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var started = clock.GetTimestamp();
        var (what, limit) = ("did not begin to answer", limits.FirstTokenTimeout);
        using var timer = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        await using var caller = CancelWith(timer, cancellationToken);
        await using var updates = base.GetStreamingResponseAsync(messages, options, timer.Token).GetAsyncEnumerator(timer.Token);
        while (true)
        {
            var left = Left(started);
            timer.CancelAfter(left < limit ? left : limit);
            try
            {
                if (!await updates.MoveNextAsync())
                {
                    yield break;
                }
            }
            catch (OperationCanceledException e) when (timer.IsCancellationRequested)
            {
                cancellationToken.ThrowIfCancellationRequested();
                throw left < limit
                    ? ModelErrors.TimedOut("did not finish its answer", limits.TotalTimeout, e)
                    : ModelErrors.TimedOut(what, limit, e);
            }

            timer.CancelAfter(Left(started));
            yield return updates.Current;
            (what, limit) = ("fell silent in the middle of its answer and did not go on", limits.IdleTimeout);
        }
    }

    private static CancellationTokenRegistration CancelWith(CancellationTokenSource timer, CancellationToken caller) =>
        caller.UnsafeRegister(static timer => ((CancellationTokenSource)timer!).Cancel(), timer);

    private TimeSpan Left(long started)
    {
        var left = limits.TotalTimeout - clock.GetElapsedTime(started);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
