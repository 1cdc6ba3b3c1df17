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

/// <summary>
/// Who sees and who changes a robeing. Its owner's keys and admin keys do both; everybody sees those that are shared; to anybody else it
/// does not exist.
/// </summary>
internal static class RobeingReach
{
    public static IQueryable<Robeing> VisibleTo(this IQueryable<Robeing> robeings, RobeingCaller caller)
    {
        var id = caller.Client;
        return caller.IsAdmin ? robeings : robeings.Where(r => r.IsShared || r.OwnerId == id);
    }

    /// <summary>The one of this id, as far as this client sees it.</summary>
    public static IQueryable<Robeing> VisibleTo(this IQueryable<Robeing> robeings, RobeingCaller caller, string id)
    {
        var robeing = new RobeingId(RobeingId.IsValid(id) ? id : "");
        return robeings.Where(r => r.Id == robeing).VisibleTo(caller);
    }

    /// <summary>Null when this client may change it; otherwise 404 or 403.</summary>
    public static Error? CheckChange(this Robeing robeing, RobeingCaller caller) => caller switch
    {
        { IsAdmin: true } => null,
        _ when robeing.OwnerId == caller.Client => null,
        _ => robeing.IsOpenTo(caller.Client) ? RobeingErrors.ReadOnly : RobeingErrors.NotFound(robeing.Id.Value),
    };

    /// <summary>Takes one robeing and changes it, where this client may.</summary>
    public static async Task<Result<T>> ChangeAsync<T>(
        this IRobeingRows rows, string id, ICurrentClient client, Func<Robeing, Task<Result<T>>> change, CancellationToken cancellationToken)
    {
        if (!RobeingId.IsValid(id))
        {
            return RobeingErrors.NotFound(id);
        }

        return await rows.ChangeAsync(
            [new RobeingId(id)],
            async robeings => robeings is not [var robeing] ? RobeingErrors.NotFound(id)
                : robeing.CheckChange(RobeingCaller.Of(client)) is { } error ? error
                : await change(robeing),
            cancellationToken);
    }

    /// <summary>Finds one for this caller, to look at or to change.</summary>
    public static async Task<Result<RobeingInReach>> ReachAsync(
        this IRobeingsDb db, string robeingId, RobeingCaller caller, bool toChange, CancellationToken cancellationToken)
    {
        var robeing = await db.Robeings.AsNoTracking().VisibleTo(caller, robeingId).Include(r => r.Stats).FirstOrDefaultAsync(cancellationToken);
        return robeing is null ? RobeingErrors.NotFound(robeingId)
            : toChange && robeing.CheckChange(caller) is { } error ? error
            : new RobeingInReach(robeing.Id, robeing.Stats.Level);
    }
}
