using ChatPlatform.Domain.Robeings;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Robeings;

/// <summary>The days with conversations, as the ledger has them.</summary>
internal sealed class ActiveDays(IRobeingsDb db)
{
    /// <summary>One query. Only days within so many of <paramref name="from"/> and <paramref name="to"/> can be of one run with them.</summary>
    /// <param name="robeings">Whose.</param>
    /// <param name="from">The earliest day that matters.</param>
    /// <param name="to">The latest day that matters.</param>
    /// <param name="added">Lines that are not saved yet.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<ILookup<RobeingId, DateOnly>> AroundAsync(
        IReadOnlyCollection<RobeingId> robeings, DateOnly from, DateOnly to, IEnumerable<GrowthEvent> added, CancellationToken cancellationToken)
    {
        var (first, last) = (from.AddDays(1 - Achievements.LongestStreak), to.AddDays(Achievements.LongestStreak - 1));
        var stored = await db.RobeingGrowth.AsNoTracking()
            .Where(g => robeings.Contains(g.RobeingId) && g.Day >= first && g.Day <= last)
            .GroupBy(g => new { g.RobeingId, g.Day })
            .Select(day => new { day.Key.RobeingId, day.Key.Day, Conversations = day.Sum(g => g.Conversations) })
            .ToListAsync(cancellationToken);
        return stored.Select(s => (s.RobeingId, s.Day, s.Conversations))
            .Concat(added.Select(g => (g.RobeingId, g.Day, g.Conversations)))
            .GroupBy(d => (d.RobeingId, d.Day))
            .Where(day => day.Key.Day is not null && day.Sum(d => d.Conversations) > 0)
            .OrderBy(day => day.Key.Day)
            .ToLookup(day => day.Key.RobeingId, day => day.Key.Day!.Value);
    }
}
