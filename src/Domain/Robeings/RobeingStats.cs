namespace ChatPlatform.Domain.Robeings;

/// <summary>How far a robeing has come. A projection of its growth: it can be made again from the ledger.</summary>
public sealed class RobeingStats
{
    public const int InitialStat = 10;
    public const int MaxStat = 100;

    /// <summary>The ledger's sum. Below zero for a while when a correction was counted before what it corrects.</summary>
    private long _experience;

    private RobeingStats(RobeingId robeingId) => RobeingId = robeingId;

    public RobeingId RobeingId { get; }

    public int Level { get; private set; } = 1;

    /// <summary>Total XP, never below 0.</summary>
    public long Experience => Math.Max(0, _experience);

    public int Memory { get; private set; } = InitialStat;

    public int Compute { get; private set; } = InitialStat;

    public int Empathy { get; private set; } = InitialStat;

    public int Leadership { get; private set; } = InitialStat;

    public int Ethics { get; private set; } = InitialStat;

    /// <summary>Turns that ended in an answer or a failure.</summary>
    public long TotalConversations { get; private set; }

    /// <summary>Conversations too.</summary>
    public long SuccessfulTasks { get; private set; }

    /// <summary>Conversations too.</summary>
    public long FailedTasks { get; private set; }

    /// <summary>Successful tasks that were reported: no conversations.</summary>
    public long TasksDone { get; private set; }

    /// <summary>The latest local day with conversations.</summary>
    public DateOnly? LastDay { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; }

    public StatPoints Values => new(Memory, Compute, Empathy, Leadership, Ethics);

    /// <summary>Earned and not distributed yet. A correction that takes a level back takes no distributed point back.</summary>
    public int PointsAvailable => Math.Max(0, RobeingLevels.PointsAt(Level) - (Values.Total - (5 * InitialStat)));

    public static RobeingStats Initial(RobeingId robeing) => new(robeing);

    /// <summary>The one way in which stats change: one line of the ledger as it is written, or the sum of all lines.</summary>
    public void Apply(Growth growth)
    {
        _experience += growth.Experience;
        Level = RobeingLevels.Of(Experience);
        Set(Values + growth.Points);
        TotalConversations += growth.Conversations;
        SuccessfulTasks += growth.Successes;
        FailedTasks += growth.Failures;
        TasksDone += growth.TasksDone;
        LastDay = Growth.Later(LastDay, growth.Day);
        Version++;
    }

    /// <summary>Makes these stats again from the sum of the whole ledger. Returns what differed, by the names that the API uses.</summary>
    public IReadOnlyList<StatDifference> Rebuild(Growth ledger)
    {
        var before = Snapshot();
        Set(new StatPoints(InitialStat, InitialStat, InitialStat, InitialStat, InitialStat));
        (_experience, TotalConversations, SuccessfulTasks, FailedTasks, TasksDone, LastDay) = (0, 0, 0, 0, 0, null);
        Apply(ledger);
        return [.. before.Zip(Snapshot(), (old, made) => new StatDifference(old.Name, old.Value, made.Value)).Where(d => d.Stored != d.Ledger)];
    }

    private void Set(StatPoints values) =>
        (Memory, Compute, Empathy, Leadership, Ethics) = (values.Memory, values.Compute, values.Empathy, values.Leadership, values.Ethics);

    private List<(string Name, long Value)> Snapshot() =>
    [
        ("level", Level),
        ("experience", _experience),
        .. Values.Named.Select(v => (v.Name, (long)v.Value)),
        ("total_conversations", TotalConversations),
        ("successful_tasks", SuccessfulTasks),
        ("failed_tasks", FailedTasks),
        ("tasks_done", TasksDone),
        ("last_day", LastDay?.DayNumber ?? 0),
    ];
}

/// <summary>Where stored stats are not what the ledger says.</summary>
/// <param name="Field">By the name that the API uses.</param>
/// <param name="Stored">What was stored; a day as its number since 0001-01-01.</param>
/// <param name="Ledger">What the ledger sums up to, and what is stored now.</param>
public sealed record StatDifference(string Field, long Stored, long Ledger);
