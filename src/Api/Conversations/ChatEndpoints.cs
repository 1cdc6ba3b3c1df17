using System.Diagnostics;
using ChatPlatform.Api.Common;
using ChatPlatform.Application.Conversations;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ChatPlatform.Api.Conversations;

internal static class ChatEndpoints
{
    public static void MapChat(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/chat").WithTags("Chat").RequireAuthorization(Policies.Chat);
        group.MapPost("", Send).WithName(nameof(SendMessage)).WithSummary("Sends a message and waits for the answer")
            .WithExample(ConversationExamples.Message, ConversationExamples.Reply)
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422)
            .ProducesProblem(502).ProducesProblem(503).ProducesProblem(504);
        group.MapPost("/stream", Stream).WithName("StreamMessage").WithSummary("Sends a message and streams the answer as server-sent events")
            .WithExample(ConversationExamples.Message, ConversationExamples.Stream)
            .Produces<string>(200, "text/event-stream")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).ProducesProblem(503);
        group.MapGet("/stream/{message_id:guid}", Resume).WithName(nameof(FollowAnswer))
            .WithSummary("Replays what was missed of an answer after Last-Event-ID, then follows it live")
            .WithExample(response: ConversationExamples.Stream)
            .Produces<string>(200, "text/event-stream").ProducesProblem(404);
        group.MapPost("/{message_id:guid}/cancel", Cancel).WithName(nameof(CancelAnswer))
            .WithSummary("Stops an answer; what was written is kept").WithExample(response: ConversationExamples.Cancelled)
            .ProducesProblem(404).ProducesProblem(409);
        app.MapGet("/user/conversation/{conv_id:guid}/latest-ai-response", Latest).WithTags("KakaoTalk").RequireAuthorization(Policies.KeyOrSkillSecret)
            .WithName(nameof(GetLatestAnswer)).WithSummary("The newest answer of a conversation, whatever its state")
            .WithExample(response: ConversationExamples.Latest).ProducesProblem(404);
    }

    private static async Task<Results<Ok<LatestAnswer>, ProblemHttpResult>> Latest(
        [FromRoute(Name = "conv_id")] Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new GetLatestAnswer(new ConversationId(id)), ct))
            .Match<Results<Ok<LatestAnswer>, ProblemHttpResult>>(answer => TypedResults.Ok(answer), error => error.ToProblem());

    internal static async Task<Results<Ok<ChatAnswer>, ProblemHttpResult>> Send(
        ChatBody body, HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var begun = await BeginAsync(body, http, mediator, stream: false, ct);
        if (!begun.IsSuccess)
        {
            return begun.Error.ToProblem();
        }

        // a client that hangs up ends this wait and not the answer
        var turn = begun.Value.Turn;
        return await begun.Value.Last.WaitAsync(ct) switch
        {
            TurnEvent.Ended { Outcome: { Error: null } outcome } => TypedResults.Ok(ChatAnswer.Of(turn, outcome)),
            TurnEvent.Ended { Outcome.Error: { } error } => error.Of(turn).ToProblem(),
            TurnEvent.Lost lost => lost.Error.Of(turn).ToProblem(),
            _ => throw new UnreachableException(),
        };
    }

    internal static async Task<IResult> Stream(ChatBody body, HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var begun = await BeginAsync(body, http, mediator, stream: true, ct);
        return begun.Match<IResult>(feed => new TurnEventStream(feed, null), error => error.ToProblem());
    }

    internal static async Task<IResult> Resume(
        [FromRoute(Name = "message_id")] Guid messageId, HttpRequest request, IMediator mediator, CancellationToken ct, string? last_event_id = null)
    {
        var found = await mediator.Send(new FollowAnswer(new MessageId(messageId)), ct);
        var lastEventId = request.Headers["Last-Event-ID"].FirstOrDefault() ?? last_event_id;
        return found.Match<IResult>(feed => TurnEventStream.After(lastEventId, feed), error => error.ToProblem());
    }

    internal static async Task<Results<Ok<CancelledAnswer>, ProblemHttpResult>> Cancel(
        [FromRoute(Name = "message_id")] Guid messageId, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new CancelAnswer(new MessageId(messageId)), ct)).Match<Results<Ok<CancelledAnswer>, ProblemHttpResult>>(
            cancelled => TypedResults.Ok(cancelled), error => error.ToProblem());

    /// <summary>Tells a caller whose answer failed where its question is kept.</summary>
    internal static Error Of(this Error error, TurnFacts turn) => error
        .With("message_id", turn.AnswerId.Value)
        .With("user_message_id", turn.QuestionId.Value)
        .With("session_id", turn.ConversationId.Value);

    private static async Task<Result<TurnFeed>> BeginAsync(
        ChatBody body, HttpContext http, IMediator mediator, bool stream, CancellationToken ct)
    {
        var (request, malformed) = await IdempotencyRequest.ReadAsync(http);
        if (malformed is not null)
        {
            return malformed;
        }

        // composed, so that a text typed on a Mac is found by a search from a phone
        var text = (body.Message ?? "").Normalize();
        var idempotency = request is null ? null : new TurnIdempotency(request.Key, request.RequestHash);
        return await mediator.Send(new SendMessage(new ConversationId(body.SessionId), text, stream, idempotency), ct);
    }

    /// <param name="SessionId">A session of yours.</param>
    /// <param name="Message">1–32,000 characters.</param>
    internal sealed record ChatBody(Guid SessionId, string? Message);

    /// <param name="MessageId">The answer's message.</param>
    /// <param name="UserMessageId">The question's message.</param>
    /// <param name="Role">Always assistant.</param>
    /// <param name="Status">completed, or cancelled with the text so far.</param>
    internal sealed record ChatAnswer(
        Guid MessageId,
        Guid SessionId,
        Guid UserMessageId,
        MessageRole Role,
        string Content,
        MessageStatus Status,
        string FinishReason,
        DateTimeOffset CreatedAt,
        TokenUsage? TokenUsage,
        string? Model)
    {
        public static ChatAnswer Of(TurnFacts turn, TurnOutcome outcome) => new(
            turn.AnswerId.Value,
            turn.ConversationId.Value,
            turn.QuestionId.Value,
            MessageRole.Assistant,
            outcome.Content,
            outcome.Status,
            outcome.FinishReason,
            turn.AskedAt,
            Application.Conversations.TokenUsage.Of(outcome.InputTokens, outcome.OutputTokens),
            outcome.Model);
    }
}
