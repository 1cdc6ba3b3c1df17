using System.Runtime.CompilerServices;
using ChatPlatform.Application.Common;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace ChatPlatform.Infrastructure.Llm;

/// <summary>
/// Tries again on overload, server errors and broken connections, with jitter, and never after the first update went out. The server's
/// Retry-After is honoured while it fits into the window; a longer one fails the call at once and is told to the caller.
/// </summary>
internal sealed partial class RetryChatClient : DelegatingChatClient
{
    private static readonly ResiliencePropertyKey<long> Started = new("llm.started");

    private readonly LlmOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly ResiliencePipeline _pipeline;

    public RetryChatClient(IChatClient innerClient, LlmOptions options, TimeProvider clock, ILogger<RetryChatClient> logger)
        : base(innerClient)
    {
        (_options, _clock, _logger) = (options, clock, logger);
        _pipeline = options.Retries == 0 ? ResiliencePipeline.Empty : new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.Retries,
                Delay = options.RetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = args => ValueTask.FromResult(MayTryAgain(args)),
                DelayGenerator = static args => ValueTask.FromResult(AskedFor(args.Outcome.Exception)),
                OnRetry = args =>
                {
                    LogRetry(_logger, ((ModelFailedException)args.Outcome.Exception!).Error.Code, args.RetryDelay.TotalMilliseconds);
                    LlmTelemetry.Retries.Add(1);
                    return default;
                },
            })
            .Build();
    }

    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        ExecuteAsync(
            static async (context, call) => await call.Inner.GetResponseAsync(call.messages, call.options, context.CancellationToken),
            (Inner: InnerClient, messages, options),
            cancellationToken);

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var opened = await ExecuteAsync(
            static (context, call) => OpenedStream.OpenAsync(
                call.Inner.GetStreamingResponseAsync(call.messages, call.options, context.CancellationToken), context.CancellationToken),
            (Inner: InnerClient, messages, options),
            cancellationToken);
        await foreach (var update in opened.ReadAsync())
        {
            yield return update;
        }
    }

    private static TimeSpan? AskedFor(Exception? exception)
    {
        // a tenth on top at most: everybody was told the same time
        var spread = 1 + (Random.Shared.NextDouble() / 10);
        return exception is ModelFailedException { RetryAfter: { } wait } ? wait * spread : null;
    }

    private async Task<T> ExecuteAsync<T, TCall>(
        Func<ResilienceContext, TCall, ValueTask<T>> attempt, TCall call, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(Started, _clock.GetTimestamp());
        try
        {
            return await _pipeline.ExecuteAsync(attempt, context, call);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private bool MayTryAgain(RetryPredicateArguments<object> args) =>
        args.Outcome.Exception is ModelFailedException failure
        // a stream that is cut here had not said anything yet
        && failure.Error.Code is ModelErrors.OverloadedCode or ModelErrors.UnavailableCode or ModelErrors.StreamCutCode
        && _clock.GetElapsedTime(args.Context.Properties.GetValue(Started, 0)) + (failure.RetryAfter ?? TimeSpan.Zero) <= _options.RetryWindow;

    [LoggerMessage(Level = LogLevel.Information, Message = "Model call failed ({Code}); next attempt in {Milliseconds:0} ms")]
    private static partial void LogRetry(ILogger logger, string code, double milliseconds);
}
