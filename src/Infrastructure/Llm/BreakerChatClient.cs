using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;

namespace ChatPlatform.Infrastructure.Llm;

/// <summary>
/// One circuit for each model of this server: while it is open, calls fail at once instead of waiting for a time-out each. Refusals of a
/// request and overload (which has its own Retry-After) do not open it.
/// </summary>
internal sealed partial class BreakerChatClient(
    IChatClient innerClient, LlmOptions options, TimeProvider clock, ILogger<BreakerChatClient> logger) : DelegatingChatClient(innerClient)
{
    // model ids may come from callers: beyond this many they share a circuit, so that nobody can fill the memory
    private const int MaxCircuits = 256;

    private readonly ConcurrentDictionary<string, ResiliencePipeline> _circuits = new(StringComparer.Ordinal);

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return await CircuitOf(options).ExecuteAsync(
                static async (call, token) => await call.Inner.GetResponseAsync(call.messages, call.options, token),
                (Inner: InnerClient, messages, options),
                cancellationToken);
        }
        catch (BrokenCircuitException e)
        {
            throw ModelErrors.CircuitOpen(e.RetryAfter);
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var circuit = CircuitOf(options);
        OpenedStream opened;
        try
        {
            opened = await circuit.ExecuteAsync(
                static (call, token) => OpenedStream.OpenAsync(call.Inner.GetStreamingResponseAsync(call.messages, call.options, token), token),
                (Inner: InnerClient, messages, options),
                cancellationToken);
        }
        catch (BrokenCircuitException e)
        {
            throw ModelErrors.CircuitOpen(e.RetryAfter);
        }

        await using var updates = opened.Updates;
        for (var more = opened.HasFirst; more;)
        {
            yield return updates.Current;
            try
            {
                more = await updates.MoveNextAsync();
            }
            catch (ModelFailedException e)
            {
                await CountAsync(circuit, e);
                throw;
            }
        }
    }

    /// <summary>Polly counts what it ran; a stream that breaks later is told to it by an execution that just fails.</summary>
    private static async Task CountAsync(ResiliencePipeline circuit, ModelFailedException failure)
    {
        var context = ResilienceContextPool.Shared.Get();
        await circuit.ExecuteOutcomeAsync(
            static (_, failure) => ValueTask.FromResult(Outcome.FromException<Done>(failure)), context, failure);
        ResilienceContextPool.Shared.Return(context);
    }

    private static bool IsTrouble(Exception? exception) =>
        exception is ModelFailedException { Error.Code: not (ModelErrors.RejectedCode or ModelErrors.OverloadedCode) };

    private ResiliencePipeline CircuitOf(ChatOptions? call)
    {
        var model = call?.ModelId ?? "";
        return _circuits.TryGetValue(model, out var circuit)
            ? circuit
            : _circuits.GetOrAdd(_circuits.Count < MaxCircuits ? model : "", Create);
    }

    private ResiliencePipeline Create(string model) => new ResiliencePipelineBuilder { TimeProvider = clock }
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            FailureRatio = options.BreakerRatio,
            MinimumThroughput = options.BreakerCalls,
            SamplingDuration = options.BreakerWindow,
            BreakDuration = options.BreakerPause,
            ShouldHandle = static args => ValueTask.FromResult(IsTrouble(args.Outcome.Exception)),
            OnOpened = args =>
            {
                LogOpened(logger, model, args.BreakDuration.TotalSeconds);
                return default;
            },
            OnClosed = _ =>
            {
                LogClosed(logger, model);
                return default;
            },
        })
        .Build();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Model {Model} fails too often; calls are refused for {Seconds} s")]
    private static partial void LogOpened(ILogger logger, string model, double seconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "Model {Model} answers again")]
    private static partial void LogClosed(ILogger logger, string model);
}
