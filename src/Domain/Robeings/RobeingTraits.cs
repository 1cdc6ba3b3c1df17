namespace ChatPlatform.Domain.Robeings;

/// <summary>What of a robeing's stats decides how it answers.</summary>
public sealed record RobeingTraits(int Level, int Memory, int Compute, int Empathy, int Leadership, int Ethics);
