using ChatPlatform.Domain.Common;

namespace ChatPlatform.Domain.Robeings;

/// <summary>A robeing was made.</summary>
public sealed record RobeingCreated(RobeingId Id, bool IsShared) : IDomainEvent;

/// <summary>It rose by one or more levels.</summary>
public sealed record RobeingLeveledUp(RobeingId Id, int From, int To) : IDomainEvent;

/// <summary>It achieved something for the first time.</summary>
public sealed record RobeingAchieved(RobeingId Id, Achievement Achievement) : IDomainEvent;
