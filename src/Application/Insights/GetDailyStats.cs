using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Insights;
using FluentValidation;
using MediatR;

namespace ChatPlatform.Application.Insights;

/// <summary>What was said on one calendar day of the time zone that was asked for.</summary>
/// <param name="Date">The day.</param>
/// <param name="Conversations">Questions that were asked on it and have ended, in whatever way.</param>
/// <param name="Messages">Two for each: the question and its answer.</param>
/// <param name="Users">Different people among those who asked.</param>
/// <param name="InputTokens">Sent to models.</param>
/// <param name="OutputTokens">Received from models.</param>
/// <param name="Failed">Of the conversations, those that ended in an error.</param>
public sealed record DailyStats(
    DateOnly Date, long Conversations, long Messages, int Users, long InputTokens, long OutputTokens, long Failed);

/// <param name="Days">Each day, oldest first; zeros where nothing was said.</param>
/// <param name="AsOf">Everything that ended before is counted; null when nothing has been rolled up yet.</param>
public sealed record DailyStatsReport(IReadOnlyList<DailyStats> Days, DateTimeOffset? AsOf);

/// <summary>Reads the figures of each day: a chat key its own client's, an admin key everybody's.</summary>
/// <param name="From">The first day; when absent, 30 days up to the last one.</param>
/// <param name="To">The last day, included; today when absent.</param>
/// <param name="Zone">Whose days.</param>
public sealed record GetDailyStats(DateOnly? From, DateOnly? To, TimeZoneInfo Zone, string? UserId, string? RobeingId) : IQuery<DailyStatsReport>;

internal sealed class GetDailyStatsValidator : AbstractValidator<GetDailyStats>
{
    public GetDailyStatsValidator(TimeProvider clock)
    {
        RuleFor(q => q.From).Must((q, _) => Span(q, clock) > 0).WithMessage("'from' must not be later than 'to' (today when absent).");
        RuleFor(q => q.To).Must((q, _) => Span(q, clock) <= LocalDays.Max).WithMessage($"At most {LocalDays.Max} days at once.");
    }

    private static int Span(GetDailyStats query, TimeProvider clock)
    {
        var (first, last) = GetDailyStatsHandler.Range(query, clock);
        return last.DayNumber - first.DayNumber + 1;
    }
}

internal sealed class GetDailyStatsHandler(IUsageFigures figures, ICurrentClient client, TimeProvider clock)
    : IRequestHandler<GetDailyStats, Result<DailyStatsReport>>
{
    private const int DefaultDays = 30;

    public async Task<Result<DailyStatsReport>> Handle(GetDailyStats query, CancellationToken cancellationToken)
    {
        var (first, last) = Range(query, clock);
        var days = LocalDays.Between(first, last, query.Zone);
        var user = query.UserId is null ? (UserId?)null : new UserId(query.UserId);
        var usage = await figures.ReadAsync(new(client.IsAdmin ? null : client.Id, user, query.RobeingId, days), cancellationToken);

        var all = days.Starts.Select((_, i) => new DailyStats(first.AddDays(i), 0, 0, 0, 0, 0, 0)).ToArray();
        foreach (var day in usage.Days)
        {
            all[day.Day] = new(
                first.AddDays(day.Day), day.Turns, 2 * day.Turns, day.Users, day.InputTokens, day.OutputTokens, day.Failed);
        }

        return new DailyStatsReport(all, usage.AsOf);
    }

    /// <summary>First and last day; the very first day that there is begins outside of time in some zones.</summary>
    internal static (DateOnly First, DateOnly Last) Range(GetDailyStats query, TimeProvider clock)
    {
        var last = query.To ?? clock.Now().DayIn(query.Zone);
        return (query.From ?? last.AddDays(-Math.Min(DefaultDays, last.DayNumber) + 1), last);
    }
}
