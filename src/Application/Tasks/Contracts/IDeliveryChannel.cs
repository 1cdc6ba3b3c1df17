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
/// <param name="From">UTF-16 units of it that the person has seen already.</param>
public sealed record ParcelItem(Guid Subject, int From);

/// <summary>What was shown of an item.</summary>
/// <param name="Subject">As in <see cref="ParcelItem"/>.</param>
/// <param name="Upto">UTF-16 units of the text shown so far.</param>
/// <param name="HasRest">True when there is more.</param>
public sealed record ShownItem(Guid Subject, int Upto, bool HasRest);

/// <summary>What is sent at once to one target.</summary>
/// <param name="Target">As in <see cref="NewDelivery"/>.</param>
/// <param name="Kind">What to send.</param>
/// <param name="Items">The answers; empty unless Kind is Answers.</param>
public sealed record Parcel(string Target, ParcelKind Kind, IReadOnlyList<ParcelItem> Items);

/// <summary>What became of a parcel; every one with what the channel said, ≤ 1,000 characters, without secrets.</summary>
public abstract record SendResult(string Receipt)
{
    /// <summary>The channel has it.</summary>
    /// <param name="Receipt">Its words.</param>
    /// <param name="Shown">What was shown of each item; one that found no room is missing.</param>
    public sealed record Delivered(string Receipt, IReadOnlyList<ShownItem> Shown) : SendResult(Receipt);

    /// <summary>The channel will not take it, for certain.</summary>
    public sealed record Refused(string Receipt) : SendResult(Receipt);

    /// <summary>It did not leave us, for certain; it can be tried again.</summary>
    public sealed record NotSent(string Receipt) : SendResult(Receipt);

    /// <summary>It may have arrived.</summary>
    public sealed record Ambiguous(string Receipt) : SendResult(Receipt);
}

/// <summary>Sends results to people. A singleton; several sends may run at once. Has its own time-outs.</summary>
public interface IDeliveryChannel
{
    /// <summary>The <see cref="NewDelivery.Channel"/> it serves.</summary>
    string Channel { get; }

    /// <summary>How long after the deadline a target can still be used.</summary>
    TimeSpan Grace { get; }

    Task<SendResult> SendAsync(Parcel parcel, CancellationToken cancellationToken);
}
