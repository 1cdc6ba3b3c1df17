using ChatPlatform.Domain.Robeings;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Infrastructure.Persistence;

internal static class RobeingReading
{
    /// <summary>As they are in the database now: what this scope has read before, and others may have changed since, is forgotten.</summary>
    public static Task<List<Robeing>> ReadAnewAsync(
        this AppDbContext db, IReadOnlyCollection<RobeingId> ids, CancellationToken cancellationToken)
    {
        var old = db.ChangeTracker.Entries()
            .Where(e => e is { State: EntityState.Unchanged, Entity: Robeing or RobeingStats or RobeingAchievement })
            .ToList();
        old.ForEach(entry => entry.State = EntityState.Detached);
        return db.Robeings
            .Include(r => r.Stats).Include(r => r.Achievements)
            .Where(r => ids.Contains(r.Id))
            .OrderBy(r => r.Id)
            .ToListAsync(cancellationToken);
    }
}
