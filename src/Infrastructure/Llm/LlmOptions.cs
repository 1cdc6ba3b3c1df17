namespace ChatPlatform.Infrastructure.Llm;

/// <summary>Who answers.</summary>
internal enum LlmProvider
{
    /// <summary>Built in, needs nothing, says that it is a demo.</summary>
    Demo,

    /// <summary>Anything that speaks OpenAI's chat completions: OpenAI, vLLM, Ollama, llama.cpp …</summary>
    OpenAi,

    /// <summary>A server with <c>/chat</c> and <c>/chat/stream</c>.</summary>
    Midm,
}

/// <summary>What the request calls the limit of an answer's length.</summary>
internal enum MaxTokensField
{
    /// <summary><c>max_completion_tokens</c> at OpenAI and Azure, <c>max_tokens</c> everywhere else.</summary>
    Auto,

    /// <summary><c>max_tokens</c>: what compatible servers understand.</summary>
    MaxTokens,

    /// <summary><c>max_completion_tokens</c>: what OpenAI's reasoning models insist on.</summary>
    MaxCompletionTokens,
}

/// <summary>Which model server is called, and how patiently. Section <c>Llm</c>; the short name in parentheses wins where both are set.</summary>
internal sealed record LlmOptions
{
    public const string Section = "Llm";

    public const string OpenAiUrl = "https://api.openai.com/v1";

    /// <summary>demo, openai or midm (<c>LLM_PROVIDER</c>). Unset: openai when a key or a base URL is set, else demo.</summary>
    public LlmProvider Provider { get; init; }

    /// <summary>An http(s) URL (<c>OPENAI_BASE_URL</c>); <c>/v1</c> is added where the URL has no path. Unset: OpenAI's own.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>Sent as bearer (<c>OPENAI_API_KEY</c>); may be empty for servers that ask for none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>An http(s) URL (<c>MIDM_BASE_URL</c>); needed by the provider midm.</summary>
    public string? MidmBaseUrl { get; init; }

    /// <summary>Sent as bearer to the midm server, when set.</summary>
    public string? MidmApiKey { get; init; }

    /// <summary>Path of the plain call under the midm base URL.</summary>
    public string MidmChatPath { get; init; } = "chat";

    /// <summary>Path of the streamed call under the midm base URL.</summary>
    public string MidmStreamPath { get; init; } = "chat/stream";

    /// <summary>Name of the field that limits an answer's length.</summary>
    public MaxTokensField MaxTokensField { get; init; }

    /// <summary>Follow HTTPS_PROXY and its like. Off, so that a local model is never asked through somebody's proxy.</summary>
    public bool UseProxy { get; init; }

    /// <summary>For TCP and TLS, 0.1 s–1 min.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>From the call to the first token of a stream, 0.1 s–10 min.</summary>
    public TimeSpan FirstTokenTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Between two tokens, 0.1 s–10 min.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>For the whole of one attempt, 0.1 s–1 h.</summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Attempts after the first, 0–10; only before the first token, only on 429, 5xx and broken connections.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>Wait before the second attempt, 1 ms–30 s; doubles each time, with jitter. A Retry-After of the server replaces it.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>No attempt begins later than this after the first, 0–10 min; a longer Retry-After fails the call at once.</summary>
    public TimeSpan RetryWindow { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Share of failed calls that opens the circuit of a model, 0.01–1.</summary>
    public double BreakerRatio { get; init; } = 0.5;

    /// <summary>Fewest calls within <see cref="BreakerWindow"/> that may open the circuit, 2–10,000.</summary>
    public int BreakerCalls { get; init; } = 10;

    /// <summary>Over which calls are counted, 0.5 s–10 min.</summary>
    public TimeSpan BreakerWindow { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an open circuit refuses calls before it lets one try, 0.5 s–10 min.</summary>
    public TimeSpan BreakerPause { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Most bytes of one response on the wire, 64 KiB–1 GiB.</summary>
    public int MaxAnswerBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>The demo's wait between two words, 0–5 s.</summary>
    public TimeSpan DemoDelay { get; init; } = TimeSpan.FromMilliseconds(25);

    /// <summary>Asked when the usual model fails before its first token.</summary>
    public LlmFallback Fallback { get; init; } = new();

    /// <summary>Without keys: this may end up in a log.</summary>
    public override string ToString() => $"{Provider} {BaseUrl ?? MidmBaseUrl}";
}

/// <summary>The model that steps in. Section <c>Llm:Fallback</c>.</summary>
internal sealed record LlmFallback
{
    /// <summary>Model id; empty switches the fallback off.</summary>
    public string? Model { get; init; }

    /// <summary>Unset: the same as the usual model's.</summary>
    public LlmProvider? Provider { get; init; }

    /// <summary>Unset: the same server as the usual model's.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>Unset: the usual model's key, but only when <see cref="BaseUrl"/> is unset as well: keys never travel to another server.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Without keys: this may end up in a log.</summary>
    public override string ToString() => $"{Provider} {BaseUrl} {Model}";
}
