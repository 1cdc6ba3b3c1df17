using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ChatPlatform.Api.Common;
using ChatPlatform.Application.Conversations;
using ChatPlatform.Domain.Conversations;

namespace ChatPlatform.Api.Conversations;

/// <summary>
/// A turn as server-sent events. The <c>id</c> of an event is the length of the answer up to it, so a reader can come back to any node,
/// also after a restart, and goes on where it was.
/// </summary>
internal sealed class TurnEventStream(TurnFeed feed, int? offset) : IResult
{
    private const string EndMark = "end";

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>Goes on after <paramref name="lastEventId"/>: null from the beginning; a reader that has seen the end gets 204, which ends its reconnecting.</summary>
    public static IResult After(string? lastEventId, TurnFeed feed)
    {
        if (lastEventId == EndMark)
        {
            return TypedResults.NoContent();
        }

        var known = int.TryParse(lastEventId, NumberStyles.None, CultureInfo.InvariantCulture, out var offset);
        return new TurnEventStream(feed, known ? offset : null);
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        var reader = httpContext.RequestAborted;
        try
        {
            await using var events = feed.ReadAsync(offset, reader).GetAsyncEnumerator(reader);
            var next = events.MoveNextAsync().AsTask();
            while (true)
            {
                if (!next.IsCompleted && await Task.WhenAny(next, Task.Delay(Heartbeat, reader)) != next)
                {
                    await response.WriteAsync(": heartbeat\n\n", reader);
                    await response.Body.FlushAsync(reader);
                    continue;
                }

                if (!await next)
                {
                    return;
                }

                await WriteAsync(response, events.Current, reader);
                next = events.MoveNextAsync().AsTask();
            }
        }
        catch (OperationCanceledException) when (reader.IsCancellationRequested)
        {
            // the reader left; the answer goes on without it
        }
    }

    private Task WriteAsync(HttpResponse response, TurnEvent item, CancellationToken reader) => item switch
    {
        TurnEvent.Started started => WriteAsync(
            response,
            "message_start",
            "0",
            new MessageStart(started.AnswerId.Value, started.QuestionId.Value, started.ConversationId.Value),
            reader),
        TurnEvent.Delta delta => WriteAsync(
            response, "delta", delta.Offset.ToString(CultureInfo.InvariantCulture), new Delta(delta.Text), reader),
        TurnEvent.Ended { Outcome: { Error: null } outcome } => WriteAsync(response, "message_end", EndMark, MessageEnd.Of(feed.Turn, outcome), reader),
        TurnEvent.Ended { Outcome.Error: { } error } => WriteAsync(
            response, "error", EndMark, error.Of(feed.Turn).ToProblem().ProblemDetails, reader),

        // not the end: a reader that comes back with this id hears how the answer ended
        TurnEvent.Lost lost => WriteAsync(
            response,
            "error",
            feed.Text.Length.ToString(CultureInfo.InvariantCulture),
            lost.Error.Of(feed.Turn).ToProblem().ProblemDetails,
            reader),
        _ => throw new UnreachableException(),
    };

    private static async Task WriteAsync<T>(HttpResponse response, string name, string id, T data, CancellationToken reader)
    {
        // JSON holds no line break, so one data line is always enough
        var json = JsonSerializer.Serialize(data, JsonStyle.Options);
        await response.WriteAsync($"event: {name}\nid: {id}\ndata: {json}\n\n", reader);
        await response.Body.FlushAsync(reader);
    }

    private sealed record MessageStart(Guid MessageId, Guid UserMessageId, Guid SessionId);

    private sealed record Delta(string Content);

    private sealed record MessageEnd(
        Guid MessageId, string Content, TokenUsage? TokenUsage, string FinishReason, MessageStatus Status, string? Model, DateTimeOffset CreatedAt)
    {
        public static MessageEnd Of(TurnFacts turn, TurnOutcome outcome) => new(
            turn.AnswerId.Value,
            outcome.Content,
            Application.Conversations.TokenUsage.Of(outcome.InputTokens, outcome.OutputTokens),
            outcome.FinishReason,
            outcome.Status,
            outcome.Model,
            turn.AskedAt);
    }
}
