using ChatPlatform.Domain.Common;

namespace ChatPlatform.Domain.Robeings;

/// <summary>A robeing was made.</summary>
public sealed record RobeingCreated(RobeingId Id, bool IsShared) : IDomainEvent;

/// <summary>What is given of it is another; not what it grew by.</summary>
/// <param name="Id">Which.</param>
/// <param name="Fields">By the names that the API uses; one or more.</param>
public sealed record RobeingChanged(RobeingId Id, IReadOnlyList<string> Fields) : IDomainEvent;

/// <summary>It rose by one or more levels.</summary>
public sealed record RobeingLeveledUp(RobeingId Id, int From, int To) : IDomainEvent;

/// <summary>It achieved something for the first time.</summary>
public sealed record RobeingAchieved(RobeingId Id, Achievement Achievement) : IDomainEvent;
