using System.ComponentModel;
using System.Text.Json;
using ChatPlatform.Api.Common;
using ChatPlatform.Application.Tasks;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Tasks;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ChatPlatform.Api.Tasks;

/// <summary>Background tasks, as operators see them.</summary>
internal static class TaskEndpoints
{
    public static void MapTasks(this IEndpointRouteBuilder app)
    {
        app.MapGet("/user/ai-status/{task_id:guid}", Status).WithTags("KakaoTalk").RequireAuthorization(Policies.KeyOrSkillSecret).WithName("GetAiStatus")
            .WithSummary("How far a task is, and its answer when there is one").WithExample(response: TaskExamples.Status).ProducesProblem(404);

        var group = app.MapGroup("/admin").WithTags("Tasks").RequireAuthorization(Policies.Admin);
        group.MapGet("/health", Health).WithName("AdminHealth").WithSummary("How the workers are: nodes, queue, success rate, last error, answers never received")
            .WithExample(response: TaskExamples.Health);
        group.MapGet("/ai-tasks", List).WithName("ListAiTasks").WithSummary("Background tasks, newest first")
            .WithExample(response: new AiTaskPage([TaskExamples.Task], null)).ProducesProblem(400);
        group.MapGet("/ai-tasks/{task_id:guid}", Get).WithName("GetAiTask").WithSummary("One task, with its errors and its delivery")
            .WithExample(response: TaskExamples.Task).ProducesProblem(404);
        group.MapPost("/ai-tasks/{task_id:guid}/retry", Retry).WithName("RetryAiTask")
            .WithSummary("Gives a failed task three more attempts; its answer is held until the person writes again")
            .WithExample(response: TaskExamples.Task).ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<Results<Ok<AiStatus>, ProblemHttpResult>> Status(
        [FromRoute(Name = "task_id")] Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new GetAiStatus(new AiTaskId(id)), ct))
            .Match<Results<Ok<AiStatus>, ProblemHttpResult>>(status => TypedResults.Ok(status), error => error.ToProblem());

    private static async Task<Results<Ok<WorkerHealth>, ProblemHttpResult>> Health(IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new GetWorkerHealth(), ct))
            .Match<Results<Ok<WorkerHealth>, ProblemHttpResult>>(health => TypedResults.Ok(health), error => error.ToProblem());

    private static async Task<Results<Ok<AiTaskPage>, ProblemHttpResult>> List(
        IMediator mediator,
        CancellationToken ct,
        [Description("pending, processing, completed or failed")] string? status = null,
        [Description("Only answers in this state of delivery: pending, delivered, held, uncertain, failed or expired")] string? delivery = null,
        int limit = 50,
        string? cursor = null)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var query = new ListAiTasks(Parse<AiTaskStatus>(nameof(status), status, errors), Parse<DeliveryState>(nameof(delivery), delivery, errors), limit, cursor);
        if (errors.Count > 0)
        {
            return new Error(ErrorKind.Validation, "request.invalid", "The request is not valid; see errors for each field.", errors).ToProblem();
        }

        return (await mediator.Send(query, ct)).Match<Results<Ok<AiTaskPage>, ProblemHttpResult>>(page => TypedResults.Ok(page), error => error.ToProblem());
    }

    private static async Task<Results<Ok<AiTaskView>, ProblemHttpResult>> Get(
        [FromRoute(Name = "task_id")] Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new GetAiTask(new AiTaskId(id)), ct))
            .Match<Results<Ok<AiTaskView>, ProblemHttpResult>>(task => TypedResults.Ok(task), error => error.ToProblem());

    private static async Task<Results<Ok<AiTaskView>, ProblemHttpResult>> Retry(
        [FromRoute(Name = "task_id")] Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new RetryTask(new AiTaskId(id)), ct))
            .Match<Results<Ok<AiTaskView>, ProblemHttpResult>>(task => TypedResults.Ok(task), error => error.ToProblem());

    private static T? Parse<T>(string name, string? text, Dictionary<string, string[]> errors)
        where T : struct, Enum
    {
        var names = Enum.GetValues<T>().ToDictionary(v => JsonNamingPolicy.SnakeCaseLower.ConvertName(v.ToString()), StringComparer.Ordinal);
        if (text is null || names.ContainsKey(text))
        {
            return text is null ? null : names[text];
        }

        errors[name] = [$"One of {string.Join(", ", names.Keys)}."];
        return null;
    }
}
