using System.Data.Common;
using System.Diagnostics;
using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using Microsoft.Extensions.Logging;

namespace ChatPlatform.Application.Conversations;

/// <summary>Saves the end of a turn, however long that takes.</summary>
internal sealed partial class TurnSaver(ITurnStore store, StoredAnswers stored, TimeProvider clock, ILogger<TurnSaver> log)
{
    /// <summary>How long a reader waits for the end of a turn to be saved before it is told that this takes longer.</summary>
    private static readonly TimeSpan SavePatience = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private static readonly Error NotStorable = new(
        ErrorKind.BadGateway, "answer.not_storable", "The model's answer holds something the database cannot keep.");

    /// <summary>An answer that exists is saved, however long the database is away; only the reader's patience ends.</summary>
    /// <returns>How the answer ended, which may be somebody else's doing; null when it has not ended, or is gone.</returns>
    public async Task<TurnOutcome?> SaveAsync(TurnFeed stream, TurnEnd end)
    {
        var started = Stopwatch.GetTimestamp();
        var pause = TimeSpan.FromMilliseconds(100);
        while (true)
        {
            try
            {
                var saved = await store.EndAsync(end, CancellationToken.None);
                Telemetry.LogSavedAfter(Stopwatch.GetElapsedTime(started));
                var last = saved ? new TurnEvent.Ended(end.Outcome) : await WhatBecameOfAsync(end.Turn);
                stream.End(last);
                return (last as TurnEvent.Ended)?.Outcome;
            }
            catch (DbException e) when (RefusesTheValue(e) && end.Outcome.Error != NotStorable)
            {
                LogNotStorable(log, e, stream.Turn.AnswerId.Value);
                end = end.Prompt is null ? end with { Outcome = TurnOutcome.Failed("", NotStorable, clock.Now()) } : end with { Prompt = null };
            }
            catch (Exception e)
            {
                LogSaveDelayed(log, e, stream.Turn.AnswerId.Value);
                if (Stopwatch.GetElapsedTime(started) > SavePatience)
                {
                    stream.End(new TurnEvent.Lost(ConversationErrors.SaveDelayed));
                }

                await Task.Delay(pause, clock);
                pause = TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, LongestPause.Ticks));
            }
        }
    }

    /// <summary>Somebody else ended the turn, its session was deleted, or an earlier try was committed although we never heard so.</summary>
    private async Task<TurnEvent> WhatBecameOfAsync(TurnFacts turn)
    {
        var found = await stored.FindAsync(turn.AnswerId, turn.ClientId, CancellationToken.None);
        return found is null ? new TurnEvent.Lost(ConversationErrors.NotFound)
            : found.Last.IsCompleted ? await found.Last
            : new TurnEvent.Lost(ConversationErrors.SaveDelayed);
    }

    /// <summary>
    /// SQLSTATE 22 (data exception) and 54 (program limit exceeded): trying again would fail again. Anything else, a server that shuts
    /// down or a disk that is full, passes.
    /// </summary>
    private static bool RefusesTheValue(DbException e) => e.SqlState is ['2', '2', ..] or ['5', '4', ..];

    [LoggerMessage(LogLevel.Error, "The database refused a value of answer {AnswerId}; it is saved without")]
    private static partial void LogNotStorable(ILogger logger, Exception exception, Guid answerId);

    [LoggerMessage(LogLevel.Warning, "Answer {AnswerId} could not be saved yet; trying again")]
    private static partial void LogSaveDelayed(ILogger logger, Exception exception, Guid answerId);
}
