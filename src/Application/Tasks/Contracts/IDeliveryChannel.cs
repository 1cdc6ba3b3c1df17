namespace ChatPlatform.Application.Tasks.Contracts;

public enum ParcelKind
{
    /// <summary>One or more answers, oldest first.</summary>
    Answers,

    /// <summary>The task failed: an apology.</summary>
    Apology,

    /// <summary>No answer yet, and the channel's time is running out: word that it takes longer.</summary>
    Delay,
}

/// <summary>One answer to be shown.</summary>
/// <param name="Subject">The task's subject: what the text is read from.</param>
/// <param name="From">How much of it the person has seen already, as the channel counts: UTF-16 units, or pages.</param>
public sealed record ParcelItem(Guid Subject, int From);

/// <summary>What was shown of an item.</summary>
/// <param name="Subject">As in <see cref="ParcelItem"/>.</param>
/// <param name="Upto">How much was shown so far, as the channel counts.</param>
/// <param name="HasRest">True when there is more.</param>
public sealed record ShownItem(Guid Subject, int Upto, bool HasRest);

/// <summary>What is sent at once to one target.</summary>
/// <param name="Id">Of the delivery; the same in every try.</param>
/// <param name="Target">As in <see cref="NewDelivery"/>.</param>
/// <param name="Kind">What to send.</param>
/// <param name="Items">The answers; empty unless Kind is Answers.</param>
/// <param name="MayHaveArrived">An earlier try may have succeeded: look before you send. Only where <see cref="ChannelRules.LooksAfter"/> is set.</param>
public sealed record Parcel(Guid Id, string Target, ParcelKind Kind, IReadOnlyList<ParcelItem> Items, bool MayHaveArrived = false);

/// <summary>What became of a parcel; every one with what the channel said, ≤ 1,000 characters, without secrets.</summary>
public abstract record SendResult(string Receipt)
{
    /// <summary>The channel has it.</summary>
    /// <param name="Receipt">Its words.</param>
    /// <param name="Shown">What was shown of each item; one that found no room is missing.</param>
    public sealed record Delivered(string Receipt, IReadOnlyList<ShownItem> Shown) : SendResult(Receipt);

    /// <summary>The channel will not take it, for certain.</summary>
    public sealed record Refused(string Receipt) : SendResult(Receipt);

    /// <summary>A part of it is there, for certain, and the rest follows.</summary>
    /// <param name="Receipt">The channel's words.</param>
    /// <param name="Shown">What is there of the one item.</param>
    /// <param name="After">The least pause before the rest.</param>
    public sealed record Partly(string Receipt, ShownItem Shown, TimeSpan After) : SendResult(Receipt);

    /// <summary>It did not leave us, for certain, nor in an earlier try; it can be tried again.</summary>
    /// <param name="Receipt">Why.</param>
    /// <param name="After">The least pause before the next try, as the channel asked; null for the usual one.</param>
    public sealed record NotSent(string Receipt, TimeSpan? After = null) : SendResult(Receipt);

    /// <summary>It may have arrived.</summary>
    /// <param name="Receipt">Why nobody knows.</param>
    /// <param name="IsFinal">True when looking is in vain: it stays uncertain.</param>
    public sealed record Ambiguous(string Receipt, bool IsFinal = false) : SendResult(Receipt)
    {
        /// <summary>The least pause before the next look; null for <see cref="ChannelRules.LooksAfter"/>.</summary>
        public TimeSpan? After { get; init; }
    }
}

/// <summary>How a channel wants to be used.</summary>
/// <param name="Via">How what it sends reaches people: <c>callback</c>, <c>post</c>; ≤ 40 characters.</param>
/// <param name="Grace">How long after the deadline a target can still be used.</param>
public sealed record ChannelRules(string Via, TimeSpan Grace)
{
    /// <summary>Whether what is held for a person goes along with what is sent to them.</summary>
    public bool CarriesHeld { get; init; } = true;

    /// <summary>Whether people hear at the deadline that it takes longer; what comes then is held for them.</summary>
    public bool SaysWhenLate { get; init; } = true;

    /// <summary>Whether it uses <see cref="NewDelivery.Lane"/>: its nodes then take one after the other.</summary>
    public bool HasLanes { get; init; }

    /// <summary>The least time between two sends of one <see cref="NewDelivery.Lane"/>, on all nodes together.</summary>
    public TimeSpan LanePause { get; init; }

    /// <summary>
    /// Set where the channel can look whether something arrived: a try whose outcome nobody knows is made again after this, which is
    /// longer than any try takes. Null where it cannot: what may have arrived stays <c>uncertain</c>.
    /// </summary>
    public TimeSpan? LooksAfter { get; init; }
}

/// <summary>Sends results to people. A singleton; several sends may run at once. Has its own time-outs.</summary>
public interface IDeliveryChannel
{
    /// <summary>The <see cref="NewDelivery.Channel"/> it serves.</summary>
    string Channel { get; }

    ChannelRules Rules { get; }

    Task<SendResult> SendAsync(Parcel parcel, CancellationToken cancellationToken);
}
