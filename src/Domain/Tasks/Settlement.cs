namespace ChatPlatform.Domain.Tasks;

/// <summary>What became of a delivery that left us.</summary>
/// <param name="Id">The delivery.</param>
/// <param name="Token">Of the try.</param>
/// <param name="State">Delivered, Held or Uncertain; where no answer left, the state stays.</param>
/// <param name="Receipt">What the channel said; null keeps what is there. What is too long for its column, or not taken there, is left out.</param>
/// <param name="RetryAfter">Not null: nothing, or only a part, left us after all, and it is tried again.</param>
/// <param name="Shown">How much was shown so far; null leaves it.</param>
/// <param name="HasRest">True when there is more text than that.</param>
public sealed record Settlement(
    DeliveryId Id, Guid Token, DeliveryState State, string? Receipt = null, TimeSpan? RetryAfter = null, int? Shown = null, bool HasRest = false)
{
    public string? Receipt { get; init; } = Receipt is null ? null : ErrorText.Fit(Receipt, Delivery.ReceiptMaxLength);

    /// <summary>Nobody knows yet whether it arrived, and the channel will look: its target is kept for that.</summary>
    public bool WillLook { get; init; }

    /// <summary>The least pause before that; null for the channel's.</summary>
    public TimeSpan? LookAfter { get; init; }
}
