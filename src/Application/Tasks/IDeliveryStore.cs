using ChatPlatform.Application.Tasks.Contracts;
using ChatPlatform.Domain.Tasks;

namespace ChatPlatform.Application.Tasks;

/// <summary>A delivery that a sender has taken.</summary>
/// <param name="Id">The delivery.</param>
/// <param name="Recipient">The person: what is held for them goes along.</param>
/// <param name="Item">The answer; null unless there is one.</param>
/// <param name="Target">Where to.</param>
/// <param name="Kind">What to send.</param>
/// <param name="CanRetry">False when the channel's time is over by the next try.</param>
/// <param name="MayHaveArrived">An earlier try may have succeeded.</param>
public sealed record DueDelivery(
    DeliveryId Id, Guid Recipient, ParcelItem? Item, string Target, ParcelKind Kind, bool CanRetry, bool MayHaveArrived = false)
{
    public static ParcelKind KindOf(DeliveryContent content) => content switch
    {
        DeliveryContent.Answer => ParcelKind.Answers,
        DeliveryContent.Apology => ParcelKind.Apology,
        _ => ParcelKind.Delay,
    };
}

/// <summary>What a sender took.</summary>
/// <param name="Due">To be sent now.</param>
/// <param name="NextDue">How long until something more is due; null when nothing is known to be.</param>
public sealed record TakenDeliveries(IReadOnlyList<DueDelivery> Due, TimeSpan? NextDue);

/// <summary>A delivery taken under a token.</summary>
public sealed record HeldDelivery(DeliveryId Id, ParcelItem Item, bool Failed);

/// <summary>The deliveries' database work, which each provider does in its own way, on the database's clock. Every call commits by itself.</summary>
public interface IDeliveryStore
{
    /// <summary>Takes what a channel should send now under one token, and gives up on what is past its time.</summary>
    Task<TakenDeliveries> TakeDueAsync(string channel, ChannelRules rules, Guid token, int most, CancellationToken cancellationToken);

    /// <summary>Takes what a response to the person can carry, oldest first, at most <paramref name="most"/>.</summary>
    Task<IReadOnlyList<HeldDelivery>> TakeHeldAsync(
        Guid recipient, AiTaskId? awaited, Guid token, string via, int most, CancellationToken cancellationToken);

    /// <summary><see cref="Delivery.Announce"/> of a task's delivery; true also when there is none.</summary>
    Task<bool> AnnounceAsync(AiTaskId task, CancellationToken cancellationToken);

    /// <summary><see cref="Delivery.Release"/> of a task's delivery, for a time from now. True when there is something to send then.</summary>
    Task<bool> ReleaseAsync(AiTaskId task, TimeSpan after, CancellationToken cancellationToken);

    /// <summary>The deliveries that were taken under a token, oldest first.</summary>
    Task<IReadOnlyList<HeldDelivery>> FindAsync(Guid token, CancellationToken cancellationToken);

    Task SettleAsync(IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken);

    /// <summary>Gives up on answers that nobody came for within <paramref name="age"/>; how many, at most 1,000.</summary>
    Task<int> ExpireAsync(TimeSpan age, CancellationToken cancellationToken);
}
