using ChatPlatform.Application.Robeings.Contracts;
using ChatPlatform.Domain.Robeings;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Robeings;

internal sealed class RobeingCards(IRobeingsDb db) : IRobeingCards
{
    public async Task<RobeingCard?> FindAsync(string robeingId, CancellationToken cancellationToken)
    {
        if (!RobeingId.IsValid(robeingId))
        {
            return null;
        }

        var id = new RobeingId(robeingId);
        var found = await db.Robeings.AsNoTracking()
            .Where(r => r.Id == id)
            .Select(r => new { r.DisplayName, r.Stats, Achievements = r.Achievements.Count })
            .SingleOrDefaultAsync(cancellationToken);
        return found?.Stats is not { } stats ? null : new RobeingCard(
            found.DisplayName,
            stats.Level,
            stats.Experience,
            RobeingLevels.ExperienceToPass(stats.Level),
            stats.Memory,
            stats.Compute,
            stats.Empathy,
            stats.Leadership,
            stats.Ethics,
            stats.PointsAvailable,
            stats.TotalConversations,
            stats.SuccessfulTasks,
            stats.FailedTasks,
            found.Achievements);
    }
}
