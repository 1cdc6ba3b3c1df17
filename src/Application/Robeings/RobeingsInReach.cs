using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Robeings;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Robeings;

/// <summary>On whose behalf something is asked of a robeing.</summary>
internal readonly record struct RobeingCaller(ClientId Client, bool IsAdmin)
{
    public static RobeingCaller Of(ICurrentClient client) => new(client.Id, client.IsAdmin);
}

/// <summary>A robeing that the caller may see, or change.</summary>
internal sealed record RobeingInReach(RobeingId Id, int Level);

/// <summary>Who sees a robeing: everybody a shared one, else its owner and admin keys. These two alone change it.</summary>
internal static class RobeingsInReach
{
    public static async Task<Result<RobeingInReach>> ReachAsync(
        this IRobeingsDb db, string robeingId, RobeingCaller caller, bool toChange, CancellationToken cancellationToken)
    {
        if (!RobeingId.IsValid(robeingId))
        {
            return RobeingErrors.NotFound(robeingId);
        }

        var id = new RobeingId(robeingId);
        var found = await db.Robeings.AsNoTracking()
            .Where(r => r.Id == id)
            .Select(r => new { r.OwnerId, r.IsShared, r.Stats.Level })
            .SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return RobeingErrors.NotFound(robeingId);
        }

        var isOwn = caller.IsAdmin || found.OwnerId == caller.Client;
        return isOwn || (found.IsShared && !toChange) ? new RobeingInReach(id, found.Level) : found.IsShared ? RobeingErrors.ReadOnly : RobeingErrors.NotFound(robeingId);
    }
}
