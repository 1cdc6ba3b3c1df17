using ChatPlatform.Api.Common;
using ChatPlatform.Application.Prompts;
using ChatPlatform.Application.Prompts.Contracts;
using ChatPlatform.Domain.Prompts;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ChatPlatform.Api.Prompts;

internal static class PromptEndpoints
{
    public static void MapPrompts(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/admin/prompts").WithTags("Prompts").RequireAuthorization(Policies.Admin);
        group.MapGet("/", List).WithName("ListPrompts").WithSummary("Versions of all prompts, newest first");
        group.MapPost("/", Create).WithIdempotency().WithName("CreatePrompt").WithSummary("Make the next version of a prompt");
        group.MapGet("/{name}", Get).WithName("GetPrompt").WithSummary("The active version of a prompt, and all versions");
        group.MapPost("/{prompt_id:guid}/activate", Activate).WithName("ActivatePrompt").WithSummary("Put a version into use");
        group.MapPost("/{prompt_id:guid}/render", Render).WithName("RenderPrompt").WithSummary("Fill in a version's variables");
    }

    private static async Task<Results<Ok<PromptPage>, ProblemHttpResult>> List(
        IMediator mediator, CancellationToken ct, int limit = 50, string? cursor = null, bool? active = null) =>
        (await mediator.Send(new ListPrompts(limit, cursor, active), ct))
            .Match<Results<Ok<PromptPage>, ProblemHttpResult>>(page => TypedResults.Ok(page), error => error.ToProblem());

    private static async Task<Results<Created<PromptView>, ProblemHttpResult>> Create(
        CreatePrompt body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(body, ct)).Match<Results<Created<PromptView>, ProblemHttpResult>>(
            prompt => TypedResults.Created($"/admin/prompts/{Uri.EscapeDataString(prompt.Name)}", prompt), error => error.ToProblem());

    private static async Task<Results<Ok<PromptVersions>, ProblemHttpResult>> Get(string name, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new GetPrompt(name), ct))
            .Match<Results<Ok<PromptVersions>, ProblemHttpResult>>(prompt => TypedResults.Ok(prompt), error => error.ToProblem());

    private static async Task<Results<Ok<PromptView>, ProblemHttpResult>> Activate(
        [FromRoute(Name = "prompt_id")] Guid id, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new ActivatePrompt(new PromptId(id)), ct))
            .Match<Results<Ok<PromptView>, ProblemHttpResult>>(prompt => TypedResults.Ok(prompt), error => error.ToProblem());

    private static async Task<Results<Ok<RenderedPrompt>, ProblemHttpResult>> Render(
        [FromRoute(Name = "prompt_id")] Guid id, RenderBody? body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new RenderPrompt(new PromptId(id), body?.Variables ?? new Dictionary<string, string>()), ct))
            .Match<Results<Ok<RenderedPrompt>, ProblemHttpResult>>(prompt => TypedResults.Ok(prompt), error => error.ToProblem());

    /// <summary>Values by the names used in the prompt, without braces.</summary>
    internal sealed record RenderBody(Dictionary<string, string>? Variables);
}
