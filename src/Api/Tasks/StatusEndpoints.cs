using ChatPlatform.Api.Common;
using ChatPlatform.Application.Tasks;
using ChatPlatform.Domain.Tasks;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ChatPlatform.Api.Tasks;

/// <summary>What the one who asked may see of a task.</summary>
internal static class StatusEndpoints
{
    /// <summary>Under a group that says who may call it.</summary>
    public static void MapAiStatus(this IEndpointRouteBuilder group) =>
        group.MapGet("/user/ai-status/{task_id:guid}", Status).WithName("GetAiStatus").WithSummary("How far a task is, and its answer when there is one")
            .WithExample(response: TaskExamples.Status).ProducesProblem(404);

    private static async Task<Results<Ok<AiStatus>, ProblemHttpResult>> Status(
        [FromRoute(Name = "task_id")] Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new GetAiStatus(new AiTaskId(id)), ct))
            .Match<Results<Ok<AiStatus>, ProblemHttpResult>>(status => TypedResults.Ok(status), error => error.ToProblem());
}
