namespace ChatPlatform.Application.Channels;

/// <summary>What Kakao said of a callback.</summary>
/// <param name="HttpStatus">Null when no response came.</param>
/// <param name="TaskId">≤ 100 characters.</param>
/// <param name="Status">SUCCESS, FAIL or ERROR; ≤ 20 characters.</param>
/// <param name="Message">≤ 500 characters.</param>
public sealed record KakaoReceipt(int? HttpStatus = null, string? TaskId = null, string? Status = null, string? Message = null)
{
    public static readonly KakaoReceipt None = new();
}

/// <summary>Where an attempt to deliver ended.</summary>
public abstract record CallbackOutcome
{
    private CallbackOutcome()
    {
    }

    /// <summary>The person has it.</summary>
    public sealed record Delivered(KakaoReceipt Receipt) : CallbackOutcome;

    /// <summary>The person does not have it, and the same attempt again would be in vain.</summary>
    public sealed record Refused(KakaoReceipt Receipt, CallbackReason Reason) : CallbackOutcome;

    /// <summary>Nothing of the answer left this machine: it is safe to try again.</summary>
    public sealed record NotSent(CallbackReason Reason) : CallbackOutcome;

    /// <summary>The person may or may not have it; another attempt could show it twice.</summary>
    public sealed record Ambiguous(KakaoReceipt Receipt, CallbackReason Reason) : CallbackOutcome;
}

/// <summary>Why an attempt was not a delivery.</summary>
public enum CallbackReason
{
    /// <summary>Refused: the URL, or every address of its host, is one that we do not post to.</summary>
    NotAllowed,

    /// <summary>Refused: Kakao's <c>status</c> is FAIL.</summary>
    Failed,

    /// <summary>Refused: HTTP 4xx.</summary>
    Rejected,

    /// <summary>Refused: HTTP 3xx; it is not followed.</summary>
    Redirected,

    /// <summary>Not sent: the host has no address.</summary>
    Unresolved,

    /// <summary>Not sent: nothing accepted the connection in time.</summary>
    Unreachable,

    /// <summary>Not sent: no secure connection came about.</summary>
    Insecure,

    /// <summary>Not sent, or ambiguous: the time was up.</summary>
    TimedOut,

    /// <summary>Not sent, or ambiguous: the caller gave up, as when the process stops.</summary>
    Cancelled,

    /// <summary>Ambiguous: the connection broke after the answer had begun to leave.</summary>
    Cut,

    /// <summary>Ambiguous: HTTP 5xx.</summary>
    ServerError,

    /// <summary>Ambiguous: Kakao's <c>status</c> is ERROR.</summary>
    Error,

    /// <summary>Ambiguous: the receipt is no JSON, has no status that we know, or is too long.</summary>
    Unreadable,
}
