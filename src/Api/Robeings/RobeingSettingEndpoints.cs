using System.Text.Json;
using ChatPlatform.Api.Common;
using ChatPlatform.Application.Robeings;
using ChatPlatform.Domain.Robeings;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ChatPlatform.Api.Robeings;

internal static class RobeingSettingEndpoints
{
    private const string RobeingId = RobeingEndpoints.RobeingId;

    private static readonly RobeingSettingView Example = new(
        RobeingSettingCategory.User, "response_length", JsonSerializer.SerializeToElement("brief"), IsDefault: false,
        new DateTimeOffset(2026, 3, 2, 0, 30, 0, TimeSpan.Zero));

    public static void MapRobeingSettings(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/robeings/{robeing_id}/settings").WithTags("Robeings").RequireAuthorization(Policies.Chat)
            .ProducesProblem(StatusCodes.Status404NotFound);
        group.MapGet("", GetAll).WithName(nameof(GetRobeingSettings)).WithSummary("Reads all settings of a robeing, defaults filled in")
            .WithExample(response: Defaults());
        var one = group.MapGroup("/{category}/{key}");
        one.MapGet("", Get).WithName(nameof(GetRobeingSetting)).WithSummary("Reads a setting of a robeing").WithExample(response: Example);
        one.MapPut("", Set).WithName(nameof(SetRobeingSetting)).WithSummary("Gives a setting of a robeing a value")
            .WithDescription(
                "Category user, system or skill. For its owner and admin keys. A skill may have settings of its own: keys such as weather.city, any JSON of at most "
                + "4,000 characters, at most 200. Some values are unlocked by levels (409 capability.locked).")
            .WithExample(new SetSettingBody(Example.Value), Example)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        one.MapDelete("", Reset).WithName(nameof(ResetRobeingSetting)).WithSummary("Puts a setting of a robeing back to its default")
            .WithDescription("A free setting of a skill is gone.")
            .ProducesProblem(StatusCodes.Status403Forbidden);
    }

    private static async Task<Results<Ok<RobeingSettingsView>, ProblemHttpResult>> GetAll(
        [FromRoute(Name = RobeingId)] string robeing, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new GetRobeingSettings(robeing), ct))
            .Match<Results<Ok<RobeingSettingsView>, ProblemHttpResult>>(all => TypedResults.Ok(all), error => error.ToProblem());

    private static async Task<Results<Ok<RobeingSettingView>, ProblemHttpResult>> Get(
        [FromRoute(Name = RobeingId)] string robeing, string category, string key, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new GetRobeingSetting(robeing, category, key), ct))
            .Match<Results<Ok<RobeingSettingView>, ProblemHttpResult>>(setting => TypedResults.Ok(setting), error => error.ToProblem());

    private static async Task<Results<Ok<RobeingSettingView>, ProblemHttpResult>> Set(
        [FromRoute(Name = RobeingId)] string robeing, string category, string key, SetSettingBody body, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new SetRobeingSetting(robeing, category, key, body.Value), ct))
            .Match<Results<Ok<RobeingSettingView>, ProblemHttpResult>>(setting => TypedResults.Ok(setting), error => error.ToProblem());

    private static async Task<Results<NoContent, ProblemHttpResult>> Reset(
        [FromRoute(Name = RobeingId)] string robeing, string category, string key, IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new ResetRobeingSetting(robeing, category, key), ct))
            .Match<Results<NoContent, ProblemHttpResult>>(_ => TypedResults.NoContent(), error => error.ToProblem());

    private static RobeingSettingsView Defaults()
    {
        return new(Of(RobeingSettingCategory.User), Of(RobeingSettingCategory.System), Of(RobeingSettingCategory.Skill));

        static Dictionary<string, JsonElement> Of(RobeingSettingCategory category) =>
            RobeingSettingTable.All.Where(d => d.Category == category).ToDictionary(d => d.Key, d => d.Default, StringComparer.Ordinal);
    }

    /// <param name="Value">What the setting takes: a text, a number, true or false, a list; any JSON for a free one.</param>
    internal sealed record SetSettingBody(JsonElement Value);
}
