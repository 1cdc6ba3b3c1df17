using ChatPlatform.Api.Common;
using ChatPlatform.Application.Robeings;
using ChatPlatform.Domain.Robeings;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ChatPlatform.Api.Robeings;

/// <summary>How far a robeing has come, what made it grow, and what that opened.</summary>
internal static class RobeingGrowthEndpoints
{
    private const string RobeingId = RobeingEndpoints.RobeingId;

    private static readonly DateTimeOffset At = RobeingEndpoints.At;
    private static readonly RobeingStatsDetails Stats = new("rb8001", 2, 120, 283, 10, 10, 10, 10, 10, 3, 12, 13, 0, At);
    private static readonly GrownStats Grown = new(Stats)
    {
        XpGained = 60,
        LevelsGained = 1,
        Achievements = [new GrantedAchievement("first_task", "첫 임무", "First task", "✅")],
    };

    private static readonly GrowthEntry Entry = new(
        Guid.Parse("01970000-0000-7000-8000-000000000001"), GrowthKind.Task, "summary", 4, null, 60, 0, 1, 0, 0, 0, 0, 0, 0, 1, At);

    public static void MapRobeingGrowth(this RouteGroupBuilder one)
    {
        one.MapGet("/stats", GetStats).WithName(nameof(GetRobeingStats)).WithSummary("Reads level, experience, stats and counts")
            .WithExample(response: Stats);
        one.MapPost("/stats/rebuild", Rebuild).RequireAuthorization(Policies.Admin).WithName(nameof(RebuildStats))
            .WithSummary("Makes the stats again from the ledger").WithDescription("Says what was stored differently: nothing, when all is well.")
            .WithExample(response: new RebuiltStats(Stats, [new StatDifference("experience", 110, 120)]));
        one.MapGet("/growth", GetGrowth).WithName(nameof(ListGrowth)).WithSummary("The ledger of growth, newest first")
            .WithExample(response: new GrowthPage([Entry], null)).ProducesProblem(400);
        one.MapPost("/tasks", Report).WithIdempotency().WithName(nameof(ReportTask)).WithSummary("Reports a task that succeeded or failed")
            .WithDescription("A success gives XP: the base of its type × difficulty. A failure is counted and gives nothing. Conversations count by themselves.")
            .WithExample(new TaskBody("summary", 4, true), Grown).ProducesProblem(400).ProducesProblem(403);
        one.MapPost("/stat-points", Distribute).WithIdempotency().WithName(nameof(DistributePoints)).WithSummary("Gives earned points to stats")
            .WithDescription("Each level gives 3 points; no stat goes beyond 100. What is omitted is 0.")
            .WithExample(new PointsBody(Memory: 2, Empathy: 1), new GrownStats(Stats with { Memory = 12, Empathy = 11, StatPointsAvailable = 0 }))
            .ProducesProblem(400).ProducesProblem(403);
        one.MapGet("/achievements", Achieved).WithName(nameof(GetAchievements)).WithSummary("All achievements, with when they were granted or how far it is")
            .WithExample(response: new AchievementList(
                [new("first_task", "첫 임무", "First task", "처음으로 임무를 해냈어요.", "Succeeded at its first task.", "✅", At, new AchievementProgress(1, 1))]));
        one.MapGet("/capabilities", Capable).WithName(nameof(GetCapabilities)).WithSummary("What the levels unlock")
            .WithExample(response: new CapabilityList(2, [new CapabilityDetails("news", "뉴스", "News", true, 2, true)]));
    }

    private static async Task<Results<Ok<RobeingStatsDetails>, ProblemHttpResult>> GetStats(
        [FromRoute(Name = RobeingId)] string robeing, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new GetRobeingStats(robeing), ct))
            .Match<Results<Ok<RobeingStatsDetails>, ProblemHttpResult>>(stats => TypedResults.Ok(stats), error => error.ToProblem());

    private static async Task<Results<Ok<RebuiltStats>, ProblemHttpResult>> Rebuild(
        [FromRoute(Name = RobeingId)] string robeing, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new RebuildStats(robeing), ct))
            .Match<Results<Ok<RebuiltStats>, ProblemHttpResult>>(rebuilt => TypedResults.Ok(rebuilt), error => error.ToProblem());

    private static async Task<Results<Ok<GrowthPage>, ProblemHttpResult>> GetGrowth(
        [FromRoute(Name = RobeingId)] string robeing, IMediator mediator, CancellationToken ct, int limit = 50, string? cursor = null) =>
        (await mediator.Send(new ListGrowth(robeing, limit, cursor), ct))
            .Match<Results<Ok<GrowthPage>, ProblemHttpResult>>(page => TypedResults.Ok(page), error => error.ToProblem());

    private static async Task<Results<Ok<GrownStats>, ProblemHttpResult>> Report(
        [FromRoute(Name = RobeingId)] string robeing, TaskBody body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new ReportTask(robeing, body.TaskType, body.Difficulty, body.Succeeded), ct))
            .Match<Results<Ok<GrownStats>, ProblemHttpResult>>(stats => TypedResults.Ok(stats), error => error.ToProblem());

    private static async Task<Results<Ok<GrownStats>, ProblemHttpResult>> Distribute(
        [FromRoute(Name = RobeingId)] string robeing, PointsBody body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new DistributePoints(robeing, new(body.Memory, body.Compute, body.Empathy, body.Leadership, body.Ethics)), ct))
            .Match<Results<Ok<GrownStats>, ProblemHttpResult>>(stats => TypedResults.Ok(stats), error => error.ToProblem());

    private static async Task<Results<Ok<AchievementList>, ProblemHttpResult>> Achieved(
        [FromRoute(Name = RobeingId)] string robeing, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new GetAchievements(robeing), ct))
            .Match<Results<Ok<AchievementList>, ProblemHttpResult>>(list => TypedResults.Ok(list), error => error.ToProblem());

    private static async Task<Results<Ok<CapabilityList>, ProblemHttpResult>> Capable(
        [FromRoute(Name = RobeingId)] string robeing, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new GetCapabilities(robeing), ct))
            .Match<Results<Ok<CapabilityList>, ProblemHttpResult>>(list => TypedResults.Ok(list), error => error.ToProblem());

    /// <param name="TaskType">search, summary, translation, scheduling, email, news, analysis, coding, planning or other.</param>
    /// <param name="Difficulty">1–10.</param>
    /// <param name="Succeeded">False when it failed.</param>
    internal sealed record TaskBody(string TaskType, int Difficulty, bool? Succeeded);

    /// <summary>Points for each stat, 0 or more.</summary>
    internal sealed record PointsBody(int Memory = 0, int Compute = 0, int Empathy = 0, int Leadership = 0, int Ethics = 0);
}
