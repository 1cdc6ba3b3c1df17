using ChatPlatform.Domain.Common;

namespace ChatPlatform.Domain.Insights;

/// <summary>That a person said something within a quarter of an hour: from these, different people are counted for any days.</summary>
public sealed class UsageUserQuarter
{
    private UsageUserQuarter(DateTimeOffset quarter, ClientId clientId, UserId userId, string robeingId) =>
        (Quarter, ClientId, UserId, RobeingId) = (quarter, clientId, userId, robeingId);

    /// <summary>Its start, UTC.</summary>
    public DateTimeOffset Quarter { get; }

    public ClientId ClientId { get; }

    public UserId UserId { get; }

    /// <summary>Empty for nobody in particular.</summary>
    public string RobeingId { get; }

    public int Turns { get; private set; }

    public static UsageUserQuarter Of(DateTimeOffset quarter, ClientId client, UserId user, string robeing) => new(quarter, client, user, robeing);

    public void Add(int turns) => Turns += turns;
}
