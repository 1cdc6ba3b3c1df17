using System.ComponentModel;
using System.Text.Json;
using ChatPlatform.Api.Common;
using ChatPlatform.Application.Conversations;
using ChatPlatform.Domain.Conversations;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatPlatform.Api.Conversations;

internal static class SessionEndpoints
{
    public static void MapSessions(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/sessions").WithTags("Sessions").RequireAuthorization(Policies.Chat);
        group.MapPost("", Create).WithIdempotency().WithName(nameof(CreateSession)).WithSummary("Creates a session")
            .WithExample(ConversationExamples.NewSession, ConversationExamples.Session)
            .ProducesProblem(400).ProducesProblem(422);
        group.MapGet("", List).WithName(nameof(ListSessions)).WithSummary("Lists your sessions, newest first")
            .WithExample(response: ConversationExamples.Sessions).ProducesProblem(400);
        group.MapGet("/{id:guid}", Get).WithName(nameof(GetSession)).WithSummary("Reads a session")
            .WithExample(response: ConversationExamples.Session).ProducesProblem(404);
        group.MapDelete("/{id:guid}", Delete).WithName(nameof(DeleteSession))
            .WithSummary("Deletes a session with its messages; a running answer is stopped").ProducesProblem(404);
        group.MapPost("/{id:guid}/clear", Clear).WithName(nameof(ClearSession))
            .WithSummary("Deletes a session's messages and keeps the session").ProducesProblem(404).ProducesProblem(409);
        group.MapGet("/{id:guid}/messages", Messages).WithName(nameof(GetHistory))
            .WithSummary("Reads a session's messages, oldest first").WithExample(response: ConversationExamples.History)
            .ProducesProblem(400).ProducesProblem(404);
    }

    internal static async Task<Results<Created<SessionDetails>, ProblemHttpResult>> Create(
        IMediator mediator, CancellationToken ct, CreateSessionBody? body = null)
    {
        body ??= new CreateSessionBody();
        var created = await mediator.Send(
            new CreateSession(body.UserId, body.RobeingId, body.PromptName, body.Variables, body.Metadata, body.Channel), ct);
        return created.Match<Results<Created<SessionDetails>, ProblemHttpResult>>(
            session => TypedResults.Created($"/api/sessions/{session.SessionId}", session), error => error.ToProblem());
    }

    internal static async Task<Results<Ok<SessionPage>, ProblemHttpResult>> List(
        IMediator mediator,
        CancellationToken ct,
        [Description("Only this person's")] string? user_id = null,
        [Description("Only this channel's: api or web")] string? channel = null,
        [Description("1–200")] int limit = 50,
        [Description("next_cursor of the page before")] string? cursor = null) =>
        (await mediator.Send(new ListSessions(user_id, channel, limit, cursor), ct)).Match<Results<Ok<SessionPage>, ProblemHttpResult>>(
            page => TypedResults.Ok(page), error => error.ToProblem());

    internal static async Task<Results<Ok<SessionDetails>, ProblemHttpResult>> Get(Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new GetSession(new ConversationId(id)), ct)).Match<Results<Ok<SessionDetails>, ProblemHttpResult>>(
            session => TypedResults.Ok(session), error => error.ToProblem());

    internal static async Task<Results<NoContent, ProblemHttpResult>> Delete(Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new DeleteSession(new ConversationId(id)), ct)).Match<Results<NoContent, ProblemHttpResult>>(
            _ => TypedResults.NoContent(), error => error.ToProblem());

    internal static async Task<Results<NoContent, ProblemHttpResult>> Clear(Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new ClearSession(new ConversationId(id)), ct)).Match<Results<NoContent, ProblemHttpResult>>(
            _ => TypedResults.NoContent(), error => error.ToProblem());

    internal static async Task<Results<Ok<HistoryPage>, ProblemHttpResult>> Messages(
        Guid id,
        IMediator mediator,
        CancellationToken ct,
        [Description("1–200")] int limit = 50,
        [Description("next_cursor of the page before")] string? cursor = null,
        [Description("oldest (default) or newest: which end to page from")] string order = "oldest") =>
        (await mediator.Send(new GetHistory(new ConversationId(id), limit, cursor, order), ct))
            .Match<Results<Ok<HistoryPage>, ProblemHttpResult>>(page => TypedResults.Ok(page), error => error.ToProblem());

    /// <summary>All optional.</summary>
    /// <param name="UserId">The person, at most 50 characters; guest when absent</param>
    /// <param name="RobeingId">Who answers, at most 100 characters</param>
    /// <param name="PromptName">The prompt whose active version answers; default when absent</param>
    /// <param name="Variables">Fill the prompt's {variables}</param>
    /// <param name="Metadata">A JSON object of your own, given back as it is</param>
    /// <param name="Channel">api (default) or web</param>
    internal sealed record CreateSessionBody(
        string? UserId = null,
        string? RobeingId = null,
        string? PromptName = null,
        Dictionary<string, string>? Variables = null,
        JsonElement? Metadata = null,
        string? Channel = null);
}
