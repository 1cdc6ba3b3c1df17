namespace ChatPlatform.Domain.Robeings;

/// <summary>Something a robeing has achieved: once, and for good.</summary>
public sealed class RobeingAchievement
{
    public const int CodeMaxLength = 40;

    internal RobeingAchievement(RobeingId robeingId, string code, DateTimeOffset grantedAt) =>
        (RobeingId, Code, GrantedAt) = (robeingId, code, grantedAt);

    public RobeingId RobeingId { get; }

    /// <summary>One of <see cref="Achievements.All"/>.</summary>
    public string Code { get; }

    public DateTimeOffset GrantedAt { get; }
}

/// <summary>What achievements are measured by.</summary>
/// <param name="Stats">The robeing's.</param>
/// <param name="Streak">Most days in a row with conversations.</param>
public readonly record struct AchievementFacts(RobeingStats Stats, int Streak);

/// <summary>Something that can be achieved.</summary>
/// <param name="Code">Stable and machine-readable.</param>
/// <param name="Badge">An emoji.</param>
/// <param name="Target">It is granted when the measure reaches this.</param>
/// <param name="Measure">How far a robeing is.</param>
/// <param name="Korean">Title and description.</param>
/// <param name="English">Title and description.</param>
public sealed record Achievement(
    string Code,
    string Badge,
    int Target,
    Func<AchievementFacts, long> Measure,
    (string Title, string Description) Korean,
    (string Title, string Description) English)
{
    public bool IsReached(AchievementFacts facts) => Measure(facts) >= Target;
}
