namespace ChatPlatform.Domain.Robeings;

/// <summary>How much a robeing remembers and says. docs/robeings-settings.md has the same table for people.</summary>
/// <param name="ContextMessages">Most earlier messages that go to the model: 2 × memory, within max_memory_size and 1,000.</param>
/// <param name="Memories">Most lines of what is remembered of the person: memory ÷ 5, at most 50.</param>
/// <param name="MemoryLasts">memory_ttl_days.</param>
/// <param name="MaxTokens">Most tokens of an answer: 100 × compute.</param>
/// <param name="AdvancedModel">Whether the operator's larger model answers: from compute 30, with the capability of that name.</param>
public sealed record RobeingBehaviourLimits(int ContextMessages, int Memories, TimeSpan MemoryLasts, int MaxTokens, bool AdvancedModel)
{
    public const int AdvancedCompute = 30;

    private const int MessagesPerMemory = 2;
    private const int MostMessages = 1_000;
    private const int MemoryPerLine = 5;
    private const int MostLines = 50;
    private const int TokensPerCompute = 100;

    public static RobeingBehaviourLimits For(RobeingTraits traits, RobeingSystemSettings settings) => new(
        Math.Clamp(Math.Min(settings.MaxMemorySize, MessagesPerMemory * traits.Memory), 0, MostMessages),
        Math.Clamp(traits.Memory / MemoryPerLine, 0, MostLines),
        TimeSpan.FromDays(settings.MemoryTtlDays),
        Math.Max(1, TokensPerCompute * traits.Compute),
        traits.Compute >= AdvancedCompute && RobeingCapabilities.Check(traits.Level, RobeingCapabilities.AdvancedModel) is null);
}
