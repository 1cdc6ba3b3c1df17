using ChatPlatform.Api.Common;
using ChatPlatform.Application.Insights;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatPlatform.Api.Insights;

internal static class EventEndpoints
{
    public static void MapEvents(this IEndpointRouteBuilder app)
    {
        var admin = app.MapGroup("/admin").WithTags("Insights").RequireAuthorization(Policies.Admin)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden);
        admin.MapGet("/events", Events).WithName(nameof(ListEvents))
            .WithSummary("List events")
            .WithExample(response: EventExamples.Events)
            .WithDescription("What happened: sessions begun and deleted, prompts put into use …; newest first. New ones appear within a second.");
        admin.MapGet("/log-messages", LogMessages).WithName(nameof(ListLogMessages))
            .WithSummary("List warnings and errors of the platform")
            .WithExample(response: EventExamples.LogMessages)
            .WithDescription("What the platform logged about itself, on all nodes; newest first. trace_id finds what belongs to a problem.");
    }

    private static async Task<Results<Ok<EventPage>, ProblemHttpResult>> Events(
        IMediator mediator, [AsParameters] EventFilter filter, CancellationToken cancellationToken)
    {
        var query = filter.ToQuery();
        return query.IsSuccess
            ? (await mediator.Send(query.Value, cancellationToken))
                .Match<Results<Ok<EventPage>, ProblemHttpResult>>(page => TypedResults.Ok(page), error => error.ToProblem())
            : query.Error.ToProblem();
    }

    private static async Task<Results<Ok<LogMessagePage>, ProblemHttpResult>> LogMessages(
        IMediator mediator, [AsParameters] LogMessageFilter filter, CancellationToken cancellationToken)
    {
        var query = filter.ToQuery();
        return query.IsSuccess
            ? (await mediator.Send(query.Value, cancellationToken))
                .Match<Results<Ok<LogMessagePage>, ProblemHttpResult>>(page => TypedResults.Ok(page), error => error.ToProblem())
            : query.Error.ToProblem();
    }
}
