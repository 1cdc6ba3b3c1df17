using System.Text.Json.Serialization;
using ChatPlatform.Api.Common;
using ChatPlatform.Application.Robeings;
using ChatPlatform.Domain.Robeings;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ChatPlatform.Api.Robeings;

internal static class RobeingEndpoints
{
    internal const string RobeingId = "robeing_id";

    internal static readonly DateTimeOffset At = new(2026, 3, 2, 0, 30, 0, TimeSpan.Zero);

    private static readonly RobeingDetails Example = new("rb8001", "로빙", null, null, true, 1, At);

    public static void MapRobeings(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/robeings").WithTags("Robeings").RequireAuthorization(Policies.Chat);
        group.MapGet("", List).WithName(nameof(ListRobeings)).WithSummary("Robeings that you may talk to, by id")
            .WithDescription("Your own client's and the shared ones; an admin key sees all.")
            .WithExample(response: new RobeingPage([Example], null)).ProducesProblem(400);
        group.MapPost("", Create).WithIdempotency().WithName(nameof(CreateRobeing)).WithSummary("Makes a robeing")
            .WithDescription("One made with an admin key is shared: every client may talk to it. The same content again gets the same robeing (200).")
            .WithExample(new CreateRobeing(Example.RobeingId, Example.DisplayName), Example)
            .ProducesProblem(400).ProducesProblem(409).ProducesProblem(422);

        var one = group.MapGroup("/{robeing_id}").ProducesProblem(404);
        one.MapGet("", Get).WithName(nameof(GetRobeing)).WithSummary("Reads a robeing").WithExample(response: Example);
        one.MapPatch("", Change).WithName(nameof(ChangeRobeing)).WithSummary("Changes what is given of a robeing")
            .WithDescription("A field that is absent stays; null clears prompt_name and model. Its owner's keys and admin keys may do this; is_shared is for admin keys alone.")
            .WithExample(new ChangeBody { DisplayName = "새 로빙", PromptName = "영어-튜터" }, Example with { DisplayName = "새 로빙", PromptName = "영어-튜터" })
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(422);
        one.MapRobeingGrowth();
    }

    private static async Task<Results<Ok<RobeingPage>, ProblemHttpResult>> List(
        IMediator mediator, CancellationToken ct, int limit = 50, string? cursor = null) =>
        (await mediator.Send(new ListRobeings(limit, cursor), ct))
            .Match<Results<Ok<RobeingPage>, ProblemHttpResult>>(page => TypedResults.Ok(page), error => error.ToProblem());

    private static async Task<Results<Created<RobeingDetails>, Ok<RobeingDetails>, ProblemHttpResult>> Create(
        CreateRobeing body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(body, ct)).Match<Results<Created<RobeingDetails>, Ok<RobeingDetails>, ProblemHttpResult>>(
            made => made.IsNew ? TypedResults.Created($"/api/robeings/{made.Robeing.RobeingId}", made.Robeing) : TypedResults.Ok(made.Robeing),
            error => error.ToProblem());

    private static async Task<Results<Ok<RobeingDetails>, ProblemHttpResult>> Get(
        [FromRoute(Name = RobeingId)] string robeing, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new GetRobeing(robeing), ct))
            .Match<Results<Ok<RobeingDetails>, ProblemHttpResult>>(found => TypedResults.Ok(found), error => error.ToProblem());

    private static async Task<Results<Ok<RobeingDetails>, ProblemHttpResult>> Change(
        [FromRoute(Name = RobeingId)] string robeing, ChangeBody body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new ChangeRobeing(robeing, body.GivenDisplayName, body.GivenPromptName, body.GivenModel, body.IsShared), ct))
            .Match<Results<Ok<RobeingDetails>, ProblemHttpResult>>(changed => TypedResults.Ok(changed), error => error.ToProblem());

    /// <summary>What of a robeing is to be changed; it tells an absent field from one that is null.</summary>
    internal sealed record ChangeBody
    {
        [JsonIgnore]
        public Given? GivenDisplayName { get; private set; }

        [JsonIgnore]
        public Given? GivenPromptName { get; private set; }

        [JsonIgnore]
        public Given? GivenModel { get; private set; }

        /// <summary>1–100 characters.</summary>
        public string? DisplayName
        {
            get => GivenDisplayName?.Value;
            init => GivenDisplayName = new(value);
        }

        /// <summary>A prompt that exists; null for the default one.</summary>
        public string? PromptName
        {
            get => GivenPromptName?.Value;
            init => GivenPromptName = new(value);
        }

        /// <summary>At most 200 characters; null for the prompt's, or the default one.</summary>
        public string? Model
        {
            get => GivenModel?.Value;
            init => GivenModel = new(value);
        }

        /// <summary>Whether every client may talk to it; for admin keys.</summary>
        public bool? IsShared { get; init; }
    }
}
