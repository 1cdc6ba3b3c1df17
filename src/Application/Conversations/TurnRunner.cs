using System.Text.Json;
using ChatPlatform.Application.Common;
using ChatPlatform.Application.Prompts.Contracts;
using ChatPlatform.Application.Robeings.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatPlatform.Application.Conversations;

/// <summary>
/// Carries a turn from its committed question to its committed end, whoever is or is not still listening. Nothing here is bound to a
/// request: readers follow the <see cref="TurnFeed"/>.
/// </summary>
internal sealed partial class TurnRunner(
    ITurnStore store,
    TurnSaver saver,
    IChatClient model,
    IIntentClassifier intents,
    IServiceScopeFactory scopes,
    RunningTurns turns,
    ModelDefaults defaults,
    TimeProvider clock,
    ILogger<TurnRunner> log)
{
    private static readonly Error Unexpected = new(
        ErrorKind.Unavailable, "turn.failed", "Something went wrong while the answer was being prepared; the question is saved. Try again.");

    /// <param name="streamed">True to ask the model for a stream; false for the whole answer at once.</param>
    public TurnFeed Start(TurnFacts turn, bool streamed)
    {
        var stream = new TurnFeed(turn, turns.Node);
        turns.Add(stream);
        _ = RunAsync(stream, streamed);
        return stream;
    }

    private async Task RunAsync(TurnFeed stream, bool streamed)
    {
        try
        {
            var end = await AnswerAsync(stream, streamed);
            await saver.SaveAsync(stream, end);
            Record(end.Outcome);
        }
        catch (Exception e)
        {
            LogLost(log, e, stream.Turn.AnswerId.Value);
            stream.End(new TurnEvent.Lost(Unexpected));
        }
        finally
        {
            turns.Remove(stream);
        }
    }

    /// <summary>Asks the model. Never throws; nothing is saved yet.</summary>
    public async Task<TurnEnd> AnswerAsync(TurnFeed stream, bool streamed)
    {
        ModelCall? call = null;
        var answer = new ModelAnswer(clock);
        var intent = ClassifyAsync(stream); // while the model answers
        TurnOutcome outcome;
        try
        {
            var prepared = await PrepareAsync(stream.Turn, stream.Stopping);
            if (prepared.IsSuccess)
            {
                call = prepared.Value;
                await AskAsync(stream, call, answer, streamed);
                outcome = TurnOutcome.Completed(stream.Text, answer.FinishReason, clock.Now());
            }
            else
            {
                outcome = TurnOutcome.Failed("", prepared.Error, clock.Now());
            }
        }
        catch (OperationCanceledException) when (stream.Stopping.IsCancellationRequested)
        {
            outcome = stream.CancelledByPerson
                ? TurnOutcome.Cancelled(stream.Text, clock.Now())
                : TurnOutcome.Interrupted(stream.Text, clock.Now());
        }
        catch (ModelFailedException e)
        {
            LogModelFailed(log, e.Error.Code, stream.Turn.AnswerId.Value);
            outcome = TurnOutcome.Failed(stream.Text, e.Error, clock.Now());
        }
        catch (Exception e)
        {
            LogFailed(log, e, stream.Turn.AnswerId.Value);
            outcome = TurnOutcome.Failed(stream.Text, Unexpected, clock.Now());
        }

        return new TurnEnd(stream.Turn, stream.Owner, call is null ? outcome : answer.Describe(outcome, call), call?.Log)
        {
            Intent = await IntentOrNullAsync(intent),
            Metadata = call?.Metadata ?? "{}",
        };
    }

    /// <summary>Also what a classifier throws at once is in the task: the answer does not depend on it.</summary>
    private async Task<Intent> ClassifyAsync(TurnFeed stream) => await intents.ClassifyAsync(stream.Turn.Question, stream.Stopping);

    /// <summary>Null for what the rules say: an answer is never lost for what it was meant as.</summary>
    private static async Task<Intent?> IntentOrNullAsync(Task<Intent> intent)
    {
        await ((Task)intent).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return intent.IsCompletedSuccessfully ? await intent : null;
    }

    private async Task<Result<ModelCall>> PrepareAsync(TurnFacts turn, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var behaviour = turn.RobeingId is null
            ? null
            : await scope.ServiceProvider.GetRequiredService<IRobeings>().FindAsync(turn.RobeingId, cancellationToken);
        var variables = ModelCall.Variables(turn, behaviour?.Memories);
        var prompts = scope.ServiceProvider.GetRequiredService<IActivePrompts>();
        var prompt = await prompts.RenderAsync(turn.PromptName ?? behaviour?.PromptName, variables, cancellationToken);
        if (!prompt.IsSuccess)
        {
            return prompt.Error;
        }

        // the first turn has nothing before it: no query
        var past = turn.AnswerPosition > 2
            ? await store.ReadContextAsync(
                turn, behaviour?.ContextMessages ?? defaults.ContextMessages, turn.AskedAt - behaviour?.MemoryLasts, cancellationToken)
            : [];
        return ModelCall.For(turn, ModelCall.Introduce(prompt.Value, variables), behaviour, past, defaults, clock.Now());
    }

    private async Task AskAsync(TurnFeed stream, ModelCall call, ModelAnswer answer, bool streamed)
    {
        answer.Asked();
        if (!streamed)
        {
            var response = await model.GetResponseAsync(call.Messages, call.Options, stream.Stopping);
            answer.Add(response);
            stream.Append(Storable(response.Text));
            return;
        }

        await foreach (var update in model.GetStreamingResponseAsync(call.Messages, call.Options, stream.Stopping))
        {
            answer.Add(update);
            if (update.Text is { Length: > 0 } text)
            {
                if (answer.IsFirstToken())
                {
                    Telemetry.FirstTokenAfter(clock.Now() - stream.Turn.AskedAt);
                }

                stream.Append(Storable(text));
            }
        }
    }

    public static void Record(TurnOutcome outcome)
    {
        Telemetry.TurnEnded(JsonNamingPolicy.SnakeCaseLower.ConvertName(outcome.Status.ToString()));
        if (outcome.Model is not null)
        {
            Telemetry.TokensUsed(outcome.Model, outcome.InputTokens ?? 0, outcome.OutputTokens ?? 0);
        }
    }

    /// <summary>PostgreSQL's text cannot hold NUL, and no answer needs it.</summary>
    private static string Storable(string text) => text.Contains('\0', StringComparison.Ordinal)
        ? text.Replace("\0", "", StringComparison.Ordinal)
        : text;

    [LoggerMessage(LogLevel.Warning, "The model failed with {Code} for answer {AnswerId}")]
    private static partial void LogModelFailed(ILogger logger, string code, Guid answerId);

    [LoggerMessage(LogLevel.Error, "Answer {AnswerId} failed unexpectedly")]
    private static partial void LogFailed(ILogger logger, Exception exception, Guid answerId);

    [LoggerMessage(LogLevel.Error, "Turn {AnswerId} was lost")]
    private static partial void LogLost(ILogger logger, Exception exception, Guid answerId);
}
