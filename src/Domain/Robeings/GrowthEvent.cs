namespace ChatPlatform.Domain.Robeings;

/// <summary>Ordered as UUIDs are, so that lists can page by it.</summary>
public readonly record struct GrowthEventId(Guid Value) : IComparable<GrowthEventId>
{
    public static GrowthEventId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    public static bool operator <(GrowthEventId left, GrowthEventId right) => left.Value < right.Value;

    public static bool operator >(GrowthEventId left, GrowthEventId right) => left.Value > right.Value;

    public static bool operator <=(GrowthEventId left, GrowthEventId right) => left.Value <= right.Value;

    public static bool operator >=(GrowthEventId left, GrowthEventId right) => left.Value >= right.Value;

    public int CompareTo(GrowthEventId other) => Value.CompareTo(other.Value);
}

/// <summary>What a robeing grew by.</summary>
public enum GrowthKind
{
    /// <summary>A task that was reported.</summary>
    Task,

    /// <summary>Conversations of one local day, as many as were counted at once.</summary>
    Conversations,

    /// <summary>Stat points that were distributed.</summary>
    Points,
}

/// <summary>One line of the ledger of growth. Never changes and never goes; the stats are the sum of these lines.</summary>
public sealed class GrowthEvent
{
    private GrowthEvent(GrowthEventId id, RobeingId robeingId, GrowthKind kind, int ruleVersion, DateTimeOffset createdAt) =>
        (Id, RobeingId, Kind, RuleVersion, CreatedAt) = (id, robeingId, kind, ruleVersion, createdAt);

    public GrowthEventId Id { get; }

    public RobeingId RobeingId { get; }

    public GrowthKind Kind { get; }

    /// <summary>The type of the task; null for other kinds.</summary>
    public string? Reason { get; private init; }

    /// <summary>Of the task, 1–10; null for other kinds.</summary>
    public int? Difficulty { get; private init; }

    /// <summary>The robeing's local date of the conversations; null for other kinds.</summary>
    public DateOnly? Day { get; private init; }

    public long Xp { get; private init; }

    public long Conversations { get; private init; }

    public long Successes { get; private init; }

    public long Failures { get; private init; }

    public int Memory { get; private init; }

    public int Compute { get; private init; }

    public int Empathy { get; private init; }

    public int Leadership { get; private init; }

    public int Ethics { get; private init; }

    /// <summary>Of the table by which the XP was earned.</summary>
    public int RuleVersion { get; }

    public DateTimeOffset CreatedAt { get; }

    /// <summary>What it adds to the stats. The query that sums the ledger up says the same of each column.</summary>
    public Growth Growth => new(
        Xp,
        Conversations,
        Successes,
        Failures,
        Kind == GrowthKind.Task ? Successes : 0,
        new StatPoints(Memory, Compute, Empathy, Leadership, Ethics),
        Conversations > 0 ? Day : null);

    public static GrowthEvent OfTask(RobeingId robeing, RobeingTaskType type, int difficulty, bool succeeded, DateTimeOffset now) =>
        New(robeing, GrowthKind.Task, now, reason: type.Code, difficulty: difficulty, growth: new Growth
        {
            Experience = succeeded ? type.ExperienceFor(difficulty) : 0,
            Successes = succeeded ? 1 : 0,
            Failures = succeeded ? 0 : 1,
        });

    /// <summary>Differences to what was counted before: any may be negative.</summary>
    public static GrowthEvent OfConversations(
        RobeingId robeing, DateOnly day, long conversations, long succeeded, long failed, DateTimeOffset now) =>
        New(robeing, GrowthKind.Conversations, now, day: day, growth: new Growth
        {
            Experience = RobeingTaskTypes.Conversation.BaseExperience * succeeded,
            Conversations = conversations,
            Successes = succeeded,
            Failures = failed,
        });

    public static GrowthEvent OfPoints(RobeingId robeing, StatPoints points, DateTimeOffset now) =>
        New(robeing, GrowthKind.Points, now, growth: new Growth { Points = points });

    private static GrowthEvent New(
        RobeingId robeing, GrowthKind kind, DateTimeOffset now, Growth growth, string? reason = null, int? difficulty = null, DateOnly? day = null) =>
        new(GrowthEventId.New(now), robeing, kind, RobeingTaskTypes.RuleVersion, now)
        {
            Reason = reason,
            Difficulty = difficulty,
            Day = day,
            Xp = growth.Experience,
            Conversations = growth.Conversations,
            Successes = growth.Successes,
            Failures = growth.Failures,
            Memory = growth.Points.Memory,
            Compute = growth.Points.Compute,
            Empathy = growth.Points.Empathy,
            Leadership = growth.Points.Leadership,
            Ethics = growth.Points.Ethics,
        };
}
