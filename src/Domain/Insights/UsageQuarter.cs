using ChatPlatform.Domain.Common;

namespace ChatPlatform.Domain.Insights;

/// <summary>What was said within a quarter of an hour through one client, in one channel, with one robeing.</summary>
public sealed class UsageQuarter
{
    private UsageQuarter(DateTimeOffset quarter, ClientId clientId, string channel, string robeingId) =>
        (Quarter, ClientId, Channel, RobeingId) = (quarter, clientId, channel, robeingId);

    /// <summary>Its start, UTC; a turn belongs where its question was asked.</summary>
    public DateTimeOffset Quarter { get; }

    public ClientId ClientId { get; }

    public string Channel { get; }

    /// <summary>Empty for nobody in particular.</summary>
    public string RobeingId { get; }

    public int Turns { get; private set; }

    public int Completed { get; private set; }

    public int Failed { get; private set; }

    public int Cancelled { get; private set; }

    public int Interrupted { get; private set; }

    public long InputTokens { get; private set; }

    public long OutputTokens { get; private set; }

    public static UsageQuarter Of(DateTimeOffset quarter, ClientId client, string channel, string robeing) => new(quarter, client, channel, robeing);

    public void Add(TurnCounts counts)
    {
        Turns += counts.Turns;
        Completed += counts.Completed;
        Failed += counts.Failed;
        Cancelled += counts.Cancelled;
        Interrupted += counts.Interrupted;
        InputTokens += counts.InputTokens;
        OutputTokens += counts.OutputTokens;
    }
}
