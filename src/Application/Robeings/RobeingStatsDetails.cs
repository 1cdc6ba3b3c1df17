using ChatPlatform.Domain.Robeings;

namespace ChatPlatform.Application.Robeings;

/// <summary>How far a robeing has come.</summary>
/// <param name="RobeingId">Its id.</param>
/// <param name="Level">From 1.</param>
/// <param name="Experience">Total XP.</param>
/// <param name="ExperienceForNextLevel">The total XP at which the next level begins.</param>
/// <param name="Memory">10–100.</param>
/// <param name="Compute">10–100.</param>
/// <param name="Empathy">10–100.</param>
/// <param name="Leadership">10–100.</param>
/// <param name="Ethics">10–100.</param>
/// <param name="StatPointsAvailable">Points that can be distributed now.</param>
/// <param name="TotalConversations">Turns that ended in an answer or a failure.</param>
/// <param name="SuccessfulTasks">Conversations too.</param>
/// <param name="FailedTasks">Conversations too.</param>
/// <param name="CreatedAt">When the robeing was made.</param>
public record RobeingStatsDetails(
    string RobeingId,
    int Level,
    long Experience,
    long ExperienceForNextLevel,
    int Memory,
    int Compute,
    int Empathy,
    int Leadership,
    int Ethics,
    int StatPointsAvailable,
    long TotalConversations,
    long SuccessfulTasks,
    long FailedTasks,
    DateTimeOffset CreatedAt)
{
    internal static RobeingStatsDetails Of(Robeing robeing) => new(
        robeing.Id.Value,
        robeing.Stats.Level,
        robeing.Stats.Experience,
        RobeingLevels.ExperienceToPass(robeing.Stats.Level),
        robeing.Stats.Memory,
        robeing.Stats.Compute,
        robeing.Stats.Empathy,
        robeing.Stats.Leadership,
        robeing.Stats.Ethics,
        robeing.Stats.PointsAvailable,
        robeing.Stats.TotalConversations,
        robeing.Stats.SuccessfulTasks,
        robeing.Stats.FailedTasks,
        robeing.CreatedAt);
}

/// <summary>The stats after a change, with what it brought.</summary>
public sealed record GrownStats : RobeingStatsDetails
{
    /// <summary>With these stats, and what the other properties say.</summary>
    public GrownStats(RobeingStatsDetails stats)
        : base(stats)
    {
    }

    public long XpGained { get; init; }

    public bool LeveledUp => LevelsGained > 0;

    public int LevelsGained { get; init; }

    /// <summary>Granted by this change.</summary>
    public IReadOnlyList<GrantedAchievement> Achievements { get; init; } = [];

    internal static GrownStats Of(Robeing robeing, int levelBefore, long xp, IEnumerable<Achievement> granted) =>
        new(RobeingStatsDetails.Of(robeing))
        {
            XpGained = xp,
            LevelsGained = robeing.Stats.Level - levelBefore,
            Achievements = [.. granted.Select(a => new GrantedAchievement(a.Code, a.Korean.Title, a.English.Title, a.Badge))],
        };
}

/// <summary>An achievement at the moment in which it is granted.</summary>
/// <param name="Code">Stable and machine-readable.</param>
/// <param name="Title">Korean.</param>
/// <param name="TitleEn">English.</param>
/// <param name="Badge">An emoji.</param>
public sealed record GrantedAchievement(string Code, string Title, string TitleEn, string Badge);
