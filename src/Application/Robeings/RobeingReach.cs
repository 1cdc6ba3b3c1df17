using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Robeings;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Robeings;

/// <summary>On whose behalf something is asked of a robeing.</summary>
/// <param name="Client">Who asks.</param>
/// <param name="IsAdmin">Whether everything is open to them.</param>
/// <param name="Actor">Who that is, for operators.</param>
internal readonly record struct RobeingCaller(ClientId Client, bool IsAdmin, string Actor)
{
    public static RobeingCaller Of(ICurrentClient client) => new(client.Id, client.IsAdmin, client.Actor);
}

/// <summary>A robeing that the caller may change.</summary>
internal sealed record RobeingInReach(RobeingId Id, int Level);

/// <summary>
/// Who sees and who changes a robeing. Its owner's keys and admin keys do both; everybody sees those that are shared; to anybody else it
/// does not exist.
/// </summary>
internal static class RobeingReach
{
    /// <summary>Says the same as <see cref="Robeing.IsOpen"/>, in the words of a query.</summary>
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

    /// <summary>
    /// Takes one robeing and changes it, where this client may. Who may not hears so before anything is taken: they neither wait for others
    /// nor make them wait.
    /// </summary>
    public static async Task<Result<T>> ChangeAsync<T>(
        this IRobeingRows rows, IRobeingsDb db, string id, ICurrentClient client, Func<Robeing, Task<Result<T>>> change, CancellationToken cancellationToken)
    {
        var caller = RobeingCaller.Of(client);
        var reach = await db.ReachAsync(id, caller, cancellationToken);
        if (!reach.IsSuccess)
        {
            return reach.Error;
        }

        return await rows.ChangeAsync(
            [reach.Value.Id],
            async robeings => robeings is not [var robeing] ? RobeingErrors.NotFound(id)
                : robeing.CheckChange(caller) is { } error ? error
                : await change(robeing),
            cancellationToken);
    }

    /// <summary>Finds one that this caller may change.</summary>
    public static async Task<Result<RobeingInReach>> ReachAsync(
        this IRobeingsDb db, string robeingId, RobeingCaller caller, CancellationToken cancellationToken)
    {
        var robeing = await db.Robeings.AsNoTracking().VisibleTo(caller, robeingId).Include(r => r.Stats).FirstOrDefaultAsync(cancellationToken);
        return robeing is null ? RobeingErrors.NotFound(robeingId)
            : robeing.CheckChange(caller) is { } error ? error
            : new RobeingInReach(robeing.Id, robeing.Stats.Level);
    }

    /// <summary>Finds one that this caller may see, in memory.</summary>
    public static async Task<Result<RobeingSnapshot>> ReadAsync(
        this IRobeingCache cache, string robeingId, RobeingCaller caller, CancellationToken cancellationToken) =>
        RobeingId.IsValid(robeingId) && await cache.FindAsync(new RobeingId(robeingId), cancellationToken) is { } known
        && (caller.IsAdmin || known.IsOpenTo(caller.Client))
            ? known
            : RobeingErrors.NotFound(robeingId);
}
