namespace ChatPlatform.Domain.Robeings;

/// <summary>An amount for each of the five stats.</summary>
public readonly record struct StatPoints(int Memory, int Compute, int Empathy, int Leadership, int Ethics)
{
    public int Total => Memory + Compute + Empathy + Leadership + Ethics;

    /// <summary>By the names that the API uses.</summary>
    public IEnumerable<(string Name, int Value)> Named =>
    [
        ("memory", Memory), ("compute", Compute), ("empathy", Empathy), ("leadership", Leadership), ("ethics", Ethics),
    ];

    public static StatPoints operator +(StatPoints left, StatPoints right) => new(
        left.Memory + right.Memory,
        left.Compute + right.Compute,
        left.Empathy + right.Empathy,
        left.Leadership + right.Leadership,
        left.Ethics + right.Ethics);
}
