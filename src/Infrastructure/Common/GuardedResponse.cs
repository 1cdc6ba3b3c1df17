namespace ChatPlatform.Infrastructure.Common;

/// <summary>What is known after a guarded call.</summary>
/// <param name="IsSent">False when provably nothing arrived that the server could act on.</param>
/// <param name="Failure">Null when the response was read whole.</param>
/// <param name="Status">HTTP status; null when no response came.</param>
/// <param name="Body">Null unless it was read whole.</param>
internal sealed record GuardedResponse(bool IsSent, PostFailure? Failure, int? Status = null, byte[]? Body = null)
{
    /// <summary>What the server asked to wait; null when it did not.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>Why a guarded call did not end with a whole response.</summary>
internal enum PostFailure
{
    /// <summary>The URL, or every address of its host, is one that we do not call.</summary>
    NotAllowed,

    /// <summary>The host has no address.</summary>
    Unresolved,

    /// <summary>Nothing accepted the connection in time.</summary>
    Unreachable,

    /// <summary>No secure connection came about.</summary>
    Insecure,

    /// <summary>The time was up.</summary>
    TimedOut,

    /// <summary>The caller gave up.</summary>
    Cancelled,

    /// <summary>The connection broke, or what came is no HTTP.</summary>
    Cut,

    /// <summary>The response is longer than allowed.</summary>
    TooLong,
}
