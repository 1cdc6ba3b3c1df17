namespace ChatPlatform.Domain.Conversations;

/// <summary>
/// Exactly what an answer was made from, one row for each answer. The history is kept as the range of message positions that was sent,
/// not as a copy: messages never change once they have ended, so the range gives the exact text back, costs nothing to store, and
/// leaves nothing behind when a person's messages are erased.
/// </summary>
public sealed class PromptLog
{
    private PromptLog(MessageId messageId, DateTimeOffset createdAt) => (MessageId, CreatedAt) = (messageId, createdAt);

    public MessageId MessageId { get; }

    public DateTimeOffset CreatedAt { get; }

    public Guid? PromptId { get; private set; }

    public string? SystemPrompt { get; private set; }

    public string? FirstUserMessage { get; private set; }

    /// <summary>Position of the oldest earlier message that was sent; equal to the question's when there was none.</summary>
    public int ContextFrom { get; private set; }

    /// <summary>Position of the question, the last message that was sent.</summary>
    public int ContextTo { get; private set; }

    public string Model { get; private set; } = "";

    public float? Temperature { get; private set; }

    public int? MaxTokens { get; private set; }

    public int? InputTokens { get; private set; }

    public int? OutputTokens { get; private set; }

    /// <summary>From the call to the first piece of text; null when none came.</summary>
    public int? FirstTokenMs { get; private set; }

    public int DurationMs { get; private set; }

    public static PromptLog Of(MessageId message, DateTimeOffset now, string model) => new(message, now) { Model = model };

    public PromptLog With(Guid promptId, string systemPrompt, string? firstUserMessage)
    {
        (PromptId, SystemPrompt, FirstUserMessage) = (promptId, systemPrompt, firstUserMessage);
        return this;
    }

    public PromptLog Sent(int from, int to, float? temperature, int? maxTokens)
    {
        (ContextFrom, ContextTo, Temperature, MaxTokens) = (from, to, temperature, maxTokens);
        return this;
    }

    public void Answered(TurnOutcome outcome, int? firstTokenMs, int durationMs) =>
        (InputTokens, OutputTokens, FirstTokenMs, DurationMs) = (outcome.InputTokens, outcome.OutputTokens, firstTokenMs, durationMs);
}
