namespace ChatPlatform.KakaoSimulator;

public enum ReplyKind
{
    /// <summary>The person sees bubbles at once.</summary>
    Inline,

    /// <summary>The person sees that an answer is being written.</summary>
    UseCallback,

    /// <summary>No connection, or a status that says no: for the person, Kakao lost the message.</summary>
    Refused,

    /// <summary>Kakao no longer waited.</summary>
    Late,

    /// <summary>Kakao could not show it.</summary>
    Invalid,
}

/// <summary>How a skill request ended.</summary>
/// <param name="Kind">In one word.</param>
/// <param name="Elapsed">Until the whole response was there.</param>
/// <param name="Response">What the person sees; null when they see nothing.</param>
/// <param name="Problem">Why they see nothing.</param>
public sealed record Reply(ReplyKind Kind, TimeSpan Elapsed, KakaoResponse? Response, string? Problem);
