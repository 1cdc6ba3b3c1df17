using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Robeings;

namespace ChatPlatform.Application.Robeings;

/// <summary>
/// Who sees and who changes a robeing. Its owner's keys and admin keys do both; everybody sees those that are shared; to anybody else it
/// does not exist.
/// </summary>
internal static class RobeingReach
{
    public static IQueryable<Robeing> VisibleTo(this IQueryable<Robeing> robeings, ICurrentClient client)
    {
        var id = client.Id;
        return client.IsAdmin ? robeings : robeings.Where(r => r.IsShared || r.OwnerId == id);
    }

    /// <summary>The one of this id, as far as this client sees it.</summary>
    public static IQueryable<Robeing> VisibleTo(this IQueryable<Robeing> robeings, ICurrentClient client, string id)
    {
        var robeing = new RobeingId(RobeingId.IsValid(id) ? id : "");
        return robeings.Where(r => r.Id == robeing).VisibleTo(client);
    }

    /// <summary>Null when this client may change it; otherwise 404 or 403.</summary>
    public static Error? CheckChange(this Robeing robeing, ICurrentClient client) => client switch
    {
        { IsAdmin: true } => null,
        _ when robeing.OwnerId == client.Id => null,
        _ => robeing.IsOpenTo(client.Id) ? RobeingErrors.ReadOnly : RobeingErrors.NotFound(robeing.Id.Value),
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
                : robeing.CheckChange(client) is { } error ? error
                : await change(robeing),
            cancellationToken);
    }
}
