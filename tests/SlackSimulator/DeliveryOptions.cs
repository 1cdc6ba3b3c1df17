namespace ChatPlatform.SlackSimulator;

/// <summary>How events are brought to the product.</summary>
/// <param name="Targets">Its nodes; each attempt goes to one of them, a retry perhaps to another.</param>
public sealed record DeliveryOptions(IReadOnlyList<Uri> Targets)
{
    /// <summary>Of the waits before the second and third retry, a minute and five.</summary>
    public double TimeScale { get; init; } = 1;

    /// <summary>Of acknowledged events, those that come again because the acknowledgement was lost.</summary>
    public int LostAckPercent { get; init; } = 5;

    public int Seed { get; init; } = 1;
}
