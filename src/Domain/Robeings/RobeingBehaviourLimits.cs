namespace ChatPlatform.Domain.Robeings;

/// <summary>What the operator allows, and what grows from it.</summary>
/// <param name="MaxTokens">Of an answer at the stat that robeings begin with; OPENAI_MAX_TOKENS.</param>
/// <param name="MostTokens">Of an answer, however far compute has come; ROBEING_MAX_TOKENS.</param>
/// <param name="ContextMessages">Most earlier messages that go to the model; Llm:ContextMessages.</param>
public readonly record struct OperatorLimits(int MaxTokens, int MostTokens, int ContextMessages);

/// <summary>How much a robeing remembers and says. docs/robeings-settings.md has the same table for people.</summary>
/// <param name="ContextMessages">
/// Most earlier messages that go to the model: 2 × memory, 4 × memory with extended memory, within max_memory_size and what the operator allows.
/// </param>
/// <param name="Memories">Most lines of what is remembered of the person: memory ÷ 5.</param>
/// <param name="MemoryLasts">memory_ttl_days.</param>
/// <param name="MaxTokens">Most tokens of an answer: the operator's × compute ÷ 10, at least 1, at most what the operator allows.</param>
/// <param name="AdvancedModel">Whether the operator's larger model answers: from compute 25, with the capability of that name.</param>
public sealed record RobeingBehaviourLimits(int ContextMessages, int Memories, TimeSpan MemoryLasts, int MaxTokens, bool AdvancedModel)
{
    /// <summary>Within the reach of the level that unlocks the larger model.</summary>
    public const int AdvancedCompute = 25;

    private const int MessagesPerMemory = 2;
    private const int MessagesPerExtendedMemory = 4;
    private const int MemoryPerLine = 5;

    public static RobeingBehaviourLimits For(RobeingTraits traits, RobeingSystemSettings settings, OperatorLimits allowed) => new(
        Math.Min(Math.Min(settings.MaxMemorySize, allowed.ContextMessages), MessagesPer(traits) * traits.Memory),
        traits.Memory / MemoryPerLine,
        TimeSpan.FromDays(settings.MemoryTtlDays),
        Math.Clamp(allowed.MaxTokens * traits.Compute / RobeingStats.InitialStat, 1, allowed.MostTokens),
        traits.Compute >= AdvancedCompute && Has(traits, RobeingCapabilities.AdvancedModel));

    private static int MessagesPer(RobeingTraits traits) =>
        Has(traits, RobeingCapabilities.ExtendedMemory) ? MessagesPerExtendedMemory : MessagesPerMemory;

    private static bool Has(RobeingTraits traits, RobeingCapability capability) => RobeingCapabilities.Check(traits.Level, capability) is null;
}
