namespace ChatPlatform.Domain.Robeings;

/// <summary>A kind of task that robeings do.</summary>
/// <param name="Code">Stable and machine-readable.</param>
/// <param name="BaseExperience">What a success gives at difficulty 1.</param>
public sealed record RobeingTaskType(string Code, int BaseExperience)
{
    public int ExperienceFor(int difficulty) => BaseExperience * difficulty;
}

/// <summary>
/// What tasks are worth: base × difficulty for a success, nothing for a failure. docs/robeings.md has the same table for people.
/// A change here is a new <see cref="RuleVersion"/>; what was earned before stays.
/// </summary>
public static class RobeingTaskTypes
{
    /// <summary>Kept with everything that was earned by this table.</summary>
    public const int RuleVersion = 1;

    public const int MinDifficulty = 1;
    public const int MaxDifficulty = 10;

    public static readonly RobeingTaskType Conversation = new("conversation", 5);

    public static readonly IReadOnlyList<RobeingTaskType> All =
    [
        Conversation, new("search", 10), new("summary", 15), new("translation", 15), new("scheduling", 20), new("email", 20),
        new("news", 15), new("analysis", 25), new("coding", 30), new("planning", 30), new("other", 5),
    ];

    /// <summary>Those that are reported; conversations are counted.</summary>
    public static IEnumerable<RobeingTaskType> Reported => All.Where(t => t != Conversation);

    public static RobeingTaskType? Find(string code) => All.FirstOrDefault(t => t.Code == code);
}
