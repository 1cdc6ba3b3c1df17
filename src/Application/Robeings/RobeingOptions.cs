namespace ChatPlatform.Application.Robeings;

/// <summary>Section <c>Robeings</c>.</summary>
public sealed record RobeingOptions
{
    /// <summary>
    /// The larger model that robeings without a model of their own answer with, once they have earned it; <c>ROBEING_ADVANCED_MODEL</c>,
    /// at most 200 characters, null for none.
    /// </summary>
    public string? AdvancedModel { get; init; }

    /// <summary>
    /// Most tokens of a robeing's answer, however far its compute has come, 1–1,000,000; <c>ROBEING_MAX_TOKENS</c>. A server with a small
    /// window sets it.
    /// </summary>
    public int MaxTokens { get; init; } = 8_192;
}
