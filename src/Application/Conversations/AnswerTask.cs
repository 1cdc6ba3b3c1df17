using ChatPlatform.Application.Common;
using ChatPlatform.Application.Conversations.Contracts;
using ChatPlatform.Application.Tasks.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using Microsoft.Extensions.Logging;

namespace ChatPlatform.Application.Conversations;

/// <summary>
/// Answers a question that a channel has put into a conversation. The attempt's token is what the turn's writes are fenced with, so an
/// attempt that was taken for dead can neither checkpoint nor end what another one is writing.
/// </summary>
internal sealed partial class AnswerTask(
    ITurnStore store, TurnRunner runner, TurnSaver saver, RunningTurns turns, TimeProvider clock, ILogger<AnswerTask> log) : ITaskHandler
{
    private static readonly TimeSpan BusyPause = TimeSpan.FromSeconds(1);

    public string Kind => IQuestions.AnswerTask;

    public async Task<TaskResult> RunAsync(TaskAttempt attempt, CancellationToken stopping)
    {
        var owner = new NodeId(attempt.Token);
        var resumed = await store.ResumeAsync(new MessageId(attempt.Subject), owner, stopping);
        return resumed.IsSuccess ? await AnswerAsync(new TurnFeed(resumed.Value, owner), attempt, stopping) : Refused(resumed.Error);
    }

    public async Task<TaskResult> GiveUpAsync(TaskAttempt attempt, Error error, CancellationToken stopping)
    {
        var owner = new NodeId(attempt.Token);
        var resumed = await store.ResumeAsync(new MessageId(attempt.Subject), owner, stopping);
        return resumed.IsSuccess
            ? await SaveAsync(new TurnFeed(resumed.Value, owner), new TurnEnd(resumed.Value, owner, TurnOutcome.Failed("", error, clock.Now()), Prompt: null))
            : Refused(resumed.Error);
    }

    private static TaskResult Refused(Error error) => error.Code switch
    {
        "message.ended" => new TaskResult.Completed(), // by an attempt that died before it could say so
        "conversation.busy" => new TaskResult.Postponed(BusyPause),
        _ => new TaskResult.Failed(error, InVain: true),
    };

    private async Task<TaskResult> AnswerAsync(TurnFeed feed, TaskAttempt attempt, CancellationToken stopping)
    {
        turns.Add(feed);
        try
        {
            await using var stop = stopping.Register(() => feed.Cancel(byPerson: false));
            var end = await runner.AnswerAsync(feed, streamed: true);
            var (status, error) = (end.Outcome.Status, end.Outcome.Error);
            if (status == MessageStatus.Interrupted)
            {
                await ReleaseAsync(feed);
                return new TaskResult.Postponed(TimeSpan.Zero);
            }

            if (error?.Code == ModelFailedException.CircuitOpen)
            {
                // nobody asked the model: that is no attempt
                await ReleaseAsync(feed);
                return new TaskResult.Postponed(error.Data?.GetValueOrDefault("retry_after") is int seconds ? TimeSpan.FromSeconds(seconds) : BusyPause);
            }

            // a prompt that lacks a variable lacks it the next time too
            var inVain = error is { Kind: ErrorKind.Unprocessable or ErrorKind.NotFound };
            if (status == MessageStatus.Failed && !attempt.IsLast && !inVain)
            {
                await ReleaseAsync(feed);
                return new TaskResult.Failed(error!);
            }

            return await SaveAsync(feed, end);
        }
        finally
        {
            turns.Remove(feed);
            feed.End(new TurnEvent.Lost(ConversationErrors.Interrupted)); // only when nothing else has ended it
        }
    }

    /// <summary>The task ends as its answer is stored, which may be otherwise than this attempt would have it.</summary>
    private async Task<TaskResult> SaveAsync(TurnFeed feed, TurnEnd end)
    {
        var stored = await saver.SaveAsync(feed, end);
        if (stored is null)
        {
            return new TaskResult.Postponed(BusyPause); // another attempt has it, or it was deleted
        }

        TurnRunner.Record(stored);
        return stored.Status == MessageStatus.Failed
            ? new TaskResult.Failed(stored.Error!, InVain: true)
            : new TaskResult.Completed(stored.InputTokens + stored.OutputTokens);
    }

    /// <summary>What cannot be let go of now the next attempt takes: how this one ended does not depend on it.</summary>
    private async Task ReleaseAsync(TurnFeed feed)
    {
        try
        {
            await store.ReleaseAsync(feed.Turn.AnswerId, feed.Owner, CancellationToken.None);
        }
        catch (Exception e)
        {
            LogNotReleased(log, e, feed.Turn.AnswerId.Value);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Answer {AnswerId} could not be let go of; the next attempt takes it over")]
    private static partial void LogNotReleased(ILogger logger, Exception exception, Guid answerId);
}
