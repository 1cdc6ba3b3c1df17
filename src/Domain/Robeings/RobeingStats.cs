namespace ChatPlatform.Domain.Robeings;

/// <summary>How far a robeing has come. A projection of its growth: it can be made again from the ledger.</summary>
public sealed class RobeingStats
{
    public const int InitialStat = 10;

    private RobeingStats(RobeingId robeingId) => RobeingId = robeingId;

    public RobeingId RobeingId { get; }

    public int Level { get; private set; } = 1;

    public long Experience { get; private set; }

    public int Memory { get; private set; } = InitialStat;

    public int Compute { get; private set; } = InitialStat;

    public int Empathy { get; private set; } = InitialStat;

    public int Leadership { get; private set; } = InitialStat;

    public int Ethics { get; private set; } = InitialStat;

    /// <summary>Turns that ended in an answer or a failure.</summary>
    public long TotalConversations { get; private set; }

    public long SuccessfulTasks { get; private set; }

    public long FailedTasks { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; }

    public static RobeingStats Initial(RobeingId robeing) => new(robeing);
}
