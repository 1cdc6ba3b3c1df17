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
    private static readonly PromptView Example = new(
        Guid.Parse("01970000-0000-7000-8000-000000000001"), "영어-튜터", 2, "당신은 {언어} 튜터예요. 상황: {상황}", "{상황}에서 대화를 시작해요.", "초급용",
        "gpt-4o", 0.2f, 1000, true, DateTimeOffset.UnixEpoch.AddYears(56), DateTimeOffset.UnixEpoch.AddYears(56));

    public static void MapPrompts(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/admin/prompts").WithTags("Prompts").RequireAuthorization(Policies.Admin);
        group.MapGet("/", List).WithName("ListPrompts").WithSummary("Versions of all prompts, newest first")
            .WithExample(response: new PromptPage([Example], null));
        group.MapPost("/", Create).WithIdempotency().WithName("CreatePrompt").WithSummary("Make the next version of a prompt")
            .WithExample(new CreatePrompt(Example.Name, Example.SystemPrompt, Example.FirstUserMessage, Example.Description, Temperature: 0.2f), Example);
        group.MapGet("/{name}", Get).WithName("GetPrompt").WithSummary("The active version of a prompt, and all versions")
            .WithExample(response: new PromptVersions(Example.Name, Example, [Example]));
        group.MapPost("/{prompt_id:guid}/activate", Activate).WithName("ActivatePrompt").WithSummary("Put a version into use").WithExample(response: Example)
            .ProducesProblem(StatusCodes.Status409Conflict);
        group.MapPost("/{prompt_id:guid}/render", Render).WithName("RenderPrompt").WithSummary("Fill in a version's variables")
            .WithExample(
                new RenderBody(new() { ["언어"] = "영어", ["상황"] = "카페" }),
                new RenderedPrompt(Example.PromptId, Example.Name, 2, "당신은 영어 튜터예요. 상황: 카페", "카페에서 대화를 시작해요.", "gpt-4o", 0.2f, 1000))
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
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
    internal sealed record RenderBody(Dictionary<string, string>? Variables = null);
}
