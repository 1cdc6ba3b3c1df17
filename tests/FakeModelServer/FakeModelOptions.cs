namespace ChatPlatform.FakeModelServer;

/// <summary>How the fake answers when neither script nor message asks for anything else.</summary>
public sealed record FakeModelOptions
{
    public const string DefaultAnswer = "안녕하세요! 저는 시험용 모델입니다. Hello from the fake model. 👋";

    /// <summary>Loopback port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Wait before the first byte of an answer.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Wait between two tokens of a stream; zero sends the whole stream in one write.</summary>
    public TimeSpan TokenDelay { get; init; }

    /// <summary>Flush after each token even when there is no wait between them.</summary>
    public bool FlushEach { get; init; }

    /// <summary>The answer; split at spaces into the tokens of a stream.</summary>
    public string Answer { get; init; } = DefaultAnswer;

    /// <summary>When set, a request without exactly this bearer key gets OpenAI's 401.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Keep each request for tests to look at; off where thousands a second pass.</summary>
    public bool Record { get; init; } = true;

    /// <summary>Shape of midm answers.</summary>
    public MidmShape Midm { get; init; } = MidmShape.Content;
}

/// <summary>The shapes that midm-style servers were seen to answer in.</summary>
public enum MidmShape
{
    /// <summary><c>{content}</c>, streamed as <c>{content}</c>.</summary>
    Content,

    /// <summary><c>{response}</c>, streamed as <c>{token}</c>.</summary>
    Response,

    /// <summary><c>{message:{content}}</c>, streamed as <c>{delta}</c>.</summary>
    Message,

    /// <summary>OpenAI-shaped, streamed as chunks.</summary>
    OpenAi,

    /// <summary><c>{content}</c>, streamed as raw text that ends with the stream, without <c>[DONE]</c>.</summary>
    Raw,
}
