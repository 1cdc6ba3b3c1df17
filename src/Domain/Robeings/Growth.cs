namespace ChatPlatform.Domain.Robeings;

/// <summary>What is added to a robeing's stats; negative where something counted before is corrected.</summary>
/// <param name="Experience">XP.</param>
/// <param name="Conversations">Turns that ended in an answer or a failure.</param>
/// <param name="Successes">Tasks, conversations too, that succeeded.</param>
/// <param name="Failures">Tasks, conversations too, that failed.</param>
/// <param name="TasksDone">Of the successes, tasks that were reported: no conversations.</param>
/// <param name="Points">Points given to the stats.</param>
/// <param name="Day">The latest local day with conversations; null for none.</param>
public readonly record struct Growth(
    long Experience, long Conversations, long Successes, long Failures, long TasksDone, StatPoints Points, DateOnly? Day)
{
    /// <summary>Two in a row, in either order.</summary>
    public static Growth operator +(Growth left, Growth right) => new(
        left.Experience + right.Experience,
        left.Conversations + right.Conversations,
        left.Successes + right.Successes,
        left.Failures + right.Failures,
        left.TasksDone + right.TasksDone,
        left.Points + right.Points,
        Later(left.Day, right.Day));

    public static DateOnly? Later(DateOnly? one, DateOnly? other) => one is null || other > one ? other ?? one : one;
}
