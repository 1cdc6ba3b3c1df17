using ChatPlatform.Domain.Common;

namespace ChatPlatform.Application.Common;

/// <summary>What a turn asks of the model when neither prompt nor session says otherwise. Section <c>Llm</c>.</summary>
public sealed record ModelDefaults
{
    /// <summary>Model id sent to the provider; <c>OPENAI_MODEL</c>.</summary>
    public string Model { get; init; } = "gpt-4o";

    /// <summary>0–2; <c>OPENAI_TEMPERATURE</c>.</summary>
    public float Temperature { get; init; } = 0.2f;

    /// <summary>Most tokens of one answer, 1–1,000,000; <c>OPENAI_MAX_TOKENS</c>.</summary>
    public int MaxTokens { get; init; } = 1000;

    /// <summary>Tokens of system prompt and history sent with a turn, 256–2,000,000; the newest messages that fit are sent.</summary>
    public int ContextTokens { get; init; } = 12_000;

    /// <summary>Most earlier messages read for a turn, 0–1,000, whatever the token budget allows.</summary>
    public int ContextMessages { get; init; } = 200;
}

/// <summary>
/// The one exception the model clients throw for expected trouble (time-out, refusal, overload, broken stream), so that callers need not
/// know any provider. <see cref="Error"/> is of kind BadGateway, Unavailable or Timeout, with a code <c>model.…</c>.
/// </summary>
public sealed class ModelFailedException(Error error, Exception? inner = null) : Exception(error.Message, inner)
{
    /// <summary>The code of an error that says: the model was not even asked, because it has failed too often lately.</summary>
    public const string CircuitOpen = "model.circuit_open";

    public Error Error { get; } = error;

    /// <summary>What the server asked callers to wait; also in <see cref="Error"/>'s data as <c>retry_after</c>, in whole seconds.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
