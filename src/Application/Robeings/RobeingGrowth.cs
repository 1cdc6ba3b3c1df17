using ChatPlatform.Application.Robeings.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Robeings;

namespace ChatPlatform.Application.Robeings;

internal sealed class RobeingGrowth(IRobeingsDb db, IRobeingRows rows, RobeingZones zones, ActiveDays days, TimeProvider clock) : IRobeingGrowth
{
    public async Task CountAsync(IReadOnlyList<RobeingActivity> activity, CancellationToken cancellationToken)
    {
        var byRobeing = activity
            .Where(a => RobeingId.IsValid(a.RobeingId) && (a.Conversations, a.Succeeded, a.Failed) != (0, 0, 0))
            .ToLookup(a => new RobeingId(a.RobeingId));
        var ids = byRobeing.Select(a => a.Key).ToList();
        if (ids.Count == 0)
        {
            return;
        }

        var counted = await rows.ChangeAsync(
            ids,
            async robeings =>
            {
                await CountAsync(robeings, byRobeing, cancellationToken);
                return Result<Done>.Success(new Done());
            },
            cancellationToken);
        if (!counted.IsSuccess)
        {
            throw new TimeoutException(counted.Error.Message);
        }
    }

    private async Task CountAsync(
        IReadOnlyList<Robeing> robeings, ILookup<RobeingId, RobeingActivity> activity, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var zoneOf = await zones.FindAsync([.. robeings.Select(r => r.Id)], cancellationToken);
        var lastDays = robeings.ToDictionary(r => r.Id, r => r.Stats.LastDay);
        var lines = robeings.SelectMany(r => LinesOf(r.Id, activity[r.Id], zoneOf[r.Id], now)).ToLookup(g => g.RobeingId);
        foreach (var robeing in robeings)
        {
            foreach (var line in lines[robeing.Id])
            {
                db.RobeingGrowth.Add(line);
                robeing.Grow(line);
            }
        }

        // conversations on the day that was the last one anyway make no run longer
        var longer = robeings.Where(r => r.LacksStreak && lines[r.Id].Any(g => g.Conversations > 0 && g.Day != lastDays[r.Id])).Select(r => r.Id).ToList();
        var streaks = longer.Count == 0 ? null : await StreaksAsync(longer, [.. longer.SelectMany(id => lines[id])], cancellationToken);
        foreach (var robeing in robeings)
        {
            robeing.GrantReached(streaks?.GetValueOrDefault(robeing.Id) ?? 0, now);
        }
    }

    private async Task<Dictionary<RobeingId, int>> StreaksAsync(
        List<RobeingId> robeings, IReadOnlyList<GrowthEvent> added, CancellationToken cancellationToken)
    {
        var active = await days.AroundAsync(robeings, added.Min(g => g.Day!.Value), added.Max(g => g.Day!.Value), added, cancellationToken);
        return robeings.ToDictionary(id => id, id => Achievements.StreakOf(active[id]));
    }

    /// <summary>One for each local day on which anything differs.</summary>
    private static IEnumerable<GrowthEvent> LinesOf(
        RobeingId robeing, IEnumerable<RobeingActivity> activity, TimeZoneInfo zone, DateTimeOffset now) =>
        from done in activity
        group done by done.Quarter.DayIn(zone) into day
        orderby day.Key
        let sum = (Conversations: day.Sum(d => (long)d.Conversations), Succeeded: day.Sum(d => (long)d.Succeeded), Failed: day.Sum(d => (long)d.Failed))
        where sum != (0, 0, 0)
        select GrowthEvent.OfConversations(robeing, day.Key, sum.Conversations, sum.Succeeded, sum.Failed, now);
}
