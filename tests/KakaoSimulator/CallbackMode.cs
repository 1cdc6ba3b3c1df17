namespace ChatPlatform.KakaoSimulator;

/// <summary>How a callback URL treats the first well-formed message that is posted in time.</summary>
public enum CallbackMode
{
    /// <summary>SUCCESS; the person sees it.</summary>
    Ok,

    /// <summary>SUCCESS after <see cref="CallbackHostOptions.SlowAnswer"/>; the person sees it.</summary>
    Slow,

    /// <summary>HTTP 200 with status FAIL; the person does not see it.</summary>
    Fail,

    /// <summary>HTTP 200 with status ERROR; the person does not see it.</summary>
    Error,

    /// <summary>HTTP 500; the person does not see it.</summary>
    Http500,

    /// <summary>Takes the message, shows it to the person, and never answers.</summary>
    HangRecorded,

    /// <summary>Takes the message, loses it, and never answers.</summary>
    HangLost,

    /// <summary>Takes the message, shows it to the person, and breaks the connection.</summary>
    CutRecorded,

    /// <summary>Takes the message, loses it, and breaks the connection.</summary>
    CutLost,

    /// <summary>302 to another address of the host; following it is a violation.</summary>
    Redirect,

    /// <summary>Nobody listens at the URL's port.</summary>
    Refuse,
}

/// <summary>What became of a posted message.</summary>
public enum HitOutcome
{
    /// <summary>The person sees it.</summary>
    Shown,

    /// <summary>Taken and lost; whoever posted it cannot know.</summary>
    Lost,

    /// <summary>Not taken; whoever posted it was told, or could have known.</summary>
    Rejected,
}

/// <summary>One POST to a callback URL.</summary>
/// <param name="At">When its body had been read.</param>
/// <param name="Response">The body.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Answer">The message of the answer, such as <see cref="CallbackMessages.InvalidToken"/>; empty when there is none.</param>
/// <param name="Violations">Rules of the protocol that the POST broke.</param>
public sealed record CallbackHit(
    DateTimeOffset At, KakaoResponse Response, HitOutcome Outcome, string Answer, IReadOnlyList<string> Violations);

/// <summary>The vendor's words.</summary>
public static class CallbackMessages
{
    public const string Success = "SUCCESS";
    public const string InvalidToken = "Invalid callback token. Check your callback token.";
    public const string InvalidJson = "Invalid json response from bot-skill.";
    public const string NotEnabled = "The skill server settings are incorrect. Use callback true setting required.";
    public const string InvalidBot = "Invalid bot ID. Check your Bot ID.";
}
