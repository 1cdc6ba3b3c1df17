using System.ComponentModel;
using System.Globalization;
using ChatPlatform.Api.Common;
using ChatPlatform.Application.Insights;
using ChatPlatform.Domain.Common;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatPlatform.Api.Insights;

internal static class StatisticsEndpoints
{
    public static void MapStatistics(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/conversation/stats/daily", Daily).WithTags("Statistics").RequireAuthorization(Policies.Chat).WithName(nameof(GetDailyStats))
            .WithSummary("What was said on each day, zeros included").WithExample(response: StatisticsExamples.Daily)
            .WithDescription(
                "A chat key sees its own client's figures, an admin key everybody's. They are rolled up every few minutes; as_of says up to when they "
                + "are complete. With user_id they come from the log itself, up to now.")
            .ProducesProblem(400);
        app.MapPost("/admin/statistics/roll-up", RollUp).WithTags("Statistics").RequireAuthorization(Policies.Admin).WithName(nameof(RollUpStatistics))
            .WithSummary("Rolls the statistics up now").WithExample(response: StatisticsExamples.RollUp)
            .WithDescription("Otherwise it happens every ROLLUP_SECONDS. 409 when another node is at it.")
            .ProducesProblem(409);
    }

    private static async Task<Results<Ok<DailyStatsReport>, ProblemHttpResult>> Daily(
        IMediator mediator, [AsParameters] DailyFilter filter, CancellationToken ct)
    {
        var query = filter.ToQuery();
        return query.IsSuccess
            ? (await mediator.Send(query.Value, ct)).Match<Results<Ok<DailyStatsReport>, ProblemHttpResult>>(
                report => TypedResults.Ok(report), error => error.ToProblem())
            : query.Error.ToProblem();
    }

    private static async Task<Results<Ok<RollUpReport>, ProblemHttpResult>> RollUp(IMediator mediator, CancellationToken ct) =>
        (await mediator.Send(new RollUpStatistics(), ct)).Match<Results<Ok<RollUpReport>, ProblemHttpResult>>(
            report => TypedResults.Ok(report), error => error.ToProblem());

    /// <summary>Names as they stand in the query string.</summary>
    internal sealed record DailyFilter(
        [property: Description("First day, such as 2026-11-01; 30 days up to the last one when absent")] string? from,
        [property: Description("Last day, included; today when absent. At most 366 days at once")] string? to,
        [property: Description("Whose calendar days, such as Asia/Seoul; UTC when absent")] string? tz,
        [property: Description("Only this person's")] string? user_id,
        [property: Description("Only with this robeing")] string? robeing_id)
    {
        public Result<GetDailyStats> ToQuery()
        {
            var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
            var zone = QueryTimes.Zone(tz, errors);
            var (first, last) = (Day(nameof(from), from, errors), Day(nameof(to), to, errors));
            return errors.Count > 0
                ? new Error(ErrorKind.Validation, "request.invalid", "The request is not valid; see errors for each field.", errors)
                : new GetDailyStats(first, last, zone, user_id, robeing_id);
        }

        private static DateOnly? Day(string name, string? text, Dictionary<string, string[]> errors)
        {
            if (text is null)
            {
                return null;
            }

            // the first and the last day that there are begin or end outside of time in some zone
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                && day > DateOnly.MinValue && day < DateOnly.MaxValue)
            {
                return day;
            }

            errors[name] = ["A date such as 2026-11-01, from 0001-01-02 to 9999-12-30."];
            return null;
        }
    }
}
