namespace ChatPlatform.Domain.Tasks;

/// <summary>Deliveries of one lane leave one after the other, and not too fast.</summary>
/// <param name="pending">The channel's, what is taken now included.</param>
/// <param name="left">The channel's that ever left.</param>
/// <param name="pause">The least time between two of a lane.</param>
/// <param name="longestTry">No try takes longer; null where a channel has no lanes.</param>
public sealed class DeliveryLane(IReadOnlyList<Delivery> pending, IReadOnlyList<Delivery> left, TimeSpan pause, TimeSpan? longestTry)
{
    /// <summary>Whether another one of its lane goes first, is on its way, or has just left.</summary>
    public bool Holds(Delivery delivery, DateTimeOffset now) => delivery.Lane is { } lane
        && (pending.Any(o => o.Lane == lane && o.Content != DeliveryContent.Awaited && o.State == DeliveryState.Pending && o != delivery
                && (o.Id.CompareTo(delivery.Id) < 0 || (o.SendToken is not null && o.NotBefore > now)))
            || left.Any(o => o.Lane == lane && (o.MayBeLookedFor || o.EndedAt > now - pause || IsLeaving(o, now))));

    /// <summary>An apology has no doubtful state while it leaves: it still has its target.</summary>
    private bool IsLeaving(Delivery other, DateTimeOffset now) =>
        other is { State: DeliveryState.Failed, Target: not null } && other.EndedAt > now - longestTry;
}
