using ChatPlatform.Application.Insights;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Infrastructure.Persistence.InMemory;

internal sealed class InMemoryUsageFigures(AppDbContext db, TimeProvider clock) : IUsageFigures
{
    public async Task<DailyUsage> ReadAsync(UsageFilter filter, CancellationToken cancellationToken)
    {
        // before the figures: what is counted between the two is in them, and not yet in this
        var asOf = filter.User is null ? await db.UsageProgress.Select(p => (DateTimeOffset?)p.AsOf).SingleOrDefaultAsync(cancellationToken) : clock.Now();
        return new(filter.User is { } user ? await OnePersonAsync(filter, user, cancellationToken) : await EverybodyAsync(filter, cancellationToken), asOf);
    }

    private async Task<IReadOnlyList<DayUsage>> EverybodyAsync(UsageFilter filter, CancellationToken cancellationToken)
    {
        var (client, robeing, from, end) = (filter.Client, filter.RobeingId, filter.Days.Starts[0], filter.Days.End);
        var told = await db.UsageQuarters.AsNoTracking()
            .Where(u => u.Quarter >= from && u.Quarter < end && u.Turns > 0)
            .Where(u => (client == null || u.ClientId == client) && (robeing == null || u.RobeingId == robeing))
            .ToListAsync(cancellationToken);
        var people = await db.UsageUserQuarters.AsNoTracking()
            .Where(u => u.Quarter >= from && u.Quarter < end && u.Turns > 0)
            .Where(u => (client == null || u.ClientId == client) && (robeing == null || u.RobeingId == robeing))
            .ToListAsync(cancellationToken);
        var users = people.GroupBy(u => filter.Days.IndexOf(u.Quarter))
            .ToDictionary(g => g.Key, g => g.Select(u => (u.ClientId, u.UserId)).Distinct().Count());
        return
        [
            .. told.GroupBy(u => filter.Days.IndexOf(u.Quarter)).Select(day => new DayUsage(
                day.Key,
                day.Sum(u => u.Turns),
                users.GetValueOrDefault(day.Key),
                day.Sum(u => u.InputTokens),
                day.Sum(u => u.OutputTokens),
                day.Sum(u => u.Failed))),
        ];
    }

    private async Task<IReadOnlyList<DayUsage>> OnePersonAsync(UsageFilter filter, UserId user, CancellationToken cancellationToken)
    {
        var (client, robeing, from, end) = (filter.Client, filter.RobeingId, filter.Days.Starts[0], filter.Days.End);
        var logs = await db.Logs.AsNoTracking()
            .Where(l => l.UserId == user && l.CreatedAt >= from && l.CreatedAt < end)
            .Where(l => (client == null || l.ClientId == client) && (robeing == null || l.RobeingId == robeing))
            .ToListAsync(cancellationToken);
        return
        [
            .. logs.GroupBy(l => filter.Days.IndexOf(l.CreatedAt)).Select(day => new DayUsage(
                day.Key,
                day.Count(),
                day.Select(l => l.ClientId).Distinct().Count(),
                day.Sum(l => (long)(l.InputTokens ?? 0)),
                day.Sum(l => (long)(l.OutputTokens ?? 0)),
                day.Count(l => l.Status == MessageStatus.Failed))),
        ];
    }
}
