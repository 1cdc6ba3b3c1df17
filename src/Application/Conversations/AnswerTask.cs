using ChatPlatform.Application.Common;
using ChatPlatform.Application.Conversations.Contracts;
using ChatPlatform.Application.Tasks.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;

namespace ChatPlatform.Application.Conversations;

/// <summary>
/// Answers a question that a channel has put into a conversation. The attempt's token is what the turn's writes are fenced with, so an
/// attempt that was taken for dead can neither checkpoint nor end what another one is writing.
/// </summary>
internal sealed class AnswerTask(ITurnStore store, TurnRunner runner, TurnSaver saver, RunningTurns turns, TimeProvider clock) : ITaskHandler
{
    private static readonly TimeSpan BusyPause = TimeSpan.FromSeconds(1);

    public string Kind => IQuestions.AnswerTask;

    public async Task<TaskResult> RunAsync(TaskAttempt attempt, CancellationToken stopping)
    {
        var owner = new NodeId(attempt.Token);
        var resumed = await store.ResumeAsync(new MessageId(attempt.Subject), owner, stopping);
        return resumed.IsSuccess ? await AnswerAsync(new TurnFeed(resumed.Value, owner), attempt, stopping) : resumed.Error.Code switch
        {
            "message.ended" => new TaskResult.Completed(), // by an attempt that died before it could say so
            "conversation.busy" => new TaskResult.Postponed(BusyPause),
            _ => new TaskResult.Failed(resumed.Error, InVain: true),
        };
    }

    public async Task GiveUpAsync(TaskAttempt attempt, Error error, CancellationToken stopping)
    {
        var owner = new NodeId(attempt.Token);
        var resumed = await store.ResumeAsync(new MessageId(attempt.Subject), owner, stopping);
        if (resumed.IsSuccess)
        {
            var feed = new TurnFeed(resumed.Value, owner);
            await saver.SaveAsync(feed, new TurnEnd(resumed.Value, owner, TurnOutcome.Failed("", error, clock.Now()), Prompt: null));
        }
    }

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
                await store.ReleaseAsync(feed.Turn.AnswerId, feed.Owner, CancellationToken.None);
                return new TaskResult.Postponed(TimeSpan.Zero);
            }

            if (error?.Code == ModelFailedException.CircuitOpen)
            {
                // nobody asked the model: that is no attempt
                await store.ReleaseAsync(feed.Turn.AnswerId, feed.Owner, CancellationToken.None);
                return new TaskResult.Postponed(error.Data?.GetValueOrDefault("retry_after") is int seconds ? TimeSpan.FromSeconds(seconds) : BusyPause);
            }

            // a prompt that lacks a variable lacks it the next time too
            var inVain = error is { Kind: ErrorKind.Unprocessable or ErrorKind.NotFound };
            if (status == MessageStatus.Failed && !attempt.IsLast && !inVain)
            {
                await store.ReleaseAsync(feed.Turn.AnswerId, feed.Owner, CancellationToken.None);
                return new TaskResult.Failed(error!);
            }

            await saver.SaveAsync(feed, end);
            TurnRunner.Record(end.Outcome);
            return status == MessageStatus.Failed
                ? new TaskResult.Failed(error!, inVain)
                : new TaskResult.Completed(end.Outcome.InputTokens + end.Outcome.OutputTokens);
        }
        finally
        {
            turns.Remove(feed);
            feed.End(new TurnEvent.Lost(ConversationErrors.Interrupted)); // only when nothing else has ended it
        }
    }
}
