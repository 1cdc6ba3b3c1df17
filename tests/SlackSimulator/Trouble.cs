namespace ChatPlatform.SlackSimulator;

/// <summary>How a call of the Web API goes wrong. <c>After</c> means that the message was stored all the same, and the caller cannot know.</summary>
public enum Trouble
{
    None,

    /// <summary>429 with <c>Retry-After</c>; not stored.</summary>
    RateLimited,

    /// <summary>500 or 503; not stored.</summary>
    ErrorBefore,

    /// <summary>500 or 503; stored.</summary>
    ErrorAfter,

    /// <summary>200 with <c>internal_error</c>; not stored.</summary>
    InternalError,

    /// <summary>200 with <c>internal_error</c>; stored. Slack's documentation says that part of the operation may have succeeded.</summary>
    InternalErrorAfter,

    /// <summary>The connection breaks; not stored.</summary>
    CutBefore,

    /// <summary>The connection breaks; stored.</summary>
    CutAfter,

    /// <summary>Never answers; not stored.</summary>
    HangBefore,

    /// <summary>Never answers; stored.</summary>
    HangAfter,
}
