namespace ChatPlatform.Application.Robeings.Contracts;

/// <summary>A robeing as people see it.</summary>
/// <param name="DisplayName">What it is called.</param>
/// <param name="Level">From 1.</param>
/// <param name="Experience">Total XP.</param>
/// <param name="ExperienceForNextLevel">The total XP at which the next level begins.</param>
/// <param name="StatPointsAvailable">Points that can be distributed now.</param>
/// <param name="TotalConversations">Turns that ended in an answer or a failure, as of the last roll-up.</param>
/// <param name="Achievements">How many it was granted.</param>
public sealed record RobeingCard(
    string DisplayName,
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
    int Achievements);

/// <summary>How channels show robeings.</summary>
public interface IRobeingCards
{
    /// <summary>Null when there is no such robeing. One query.</summary>
    Task<RobeingCard?> FindAsync(string robeingId, CancellationToken cancellationToken);
}
