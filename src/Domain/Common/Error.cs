namespace ChatPlatform.Domain.Common;

/// <summary>What kind of failure a caller meets; one place in the Api turns it into an HTTP status.</summary>
public enum ErrorKind
{
    /// <summary>The input's shape is wrong (400).</summary>
    Validation,

    /// <summary>No or a bad credential (401).</summary>
    Unauthenticated,

    /// <summary>The credential may not do this (403). Never used for other people's resources: those are NotFound.</summary>
    Forbidden,

    /// <summary>Unknown, or somebody else's (404).</summary>
    NotFound,

    /// <summary>The state does not allow it now (409).</summary>
    Conflict,

    /// <summary>Well formed, but cannot be carried out as it stands (422).</summary>
    Unprocessable,

    /// <summary>Too many requests (429).</summary>
    TooMany,

    /// <summary>Something we depend on answered wrongly (502).</summary>
    BadGateway,

    /// <summary>We, or something we depend on, cannot serve now (503).</summary>
    Unavailable,

    /// <summary>Something we depend on did not answer in time (504).</summary>
    Timeout,
}

/// <summary>An expected failure.</summary>
/// <param name="Kind">Decides the HTTP status.</param>
/// <param name="Code">Stable and machine-readable, <c>module.reason</c>; clients and translations key on it.</param>
/// <param name="Message">One or two plain sentences: what happened, what to do next. Never a secret, never message text.</param>
/// <param name="Fields">Field name (snake_case) to messages, for validation errors.</param>
/// <param name="Data">More facts for the caller, such as the id of the message that is running.</param>
public sealed record Error(
    ErrorKind Kind,
    string Code,
    string Message,
    IReadOnlyDictionary<string, string[]>? Fields = null,
    IReadOnlyDictionary<string, object?>? Data = null)
{
    /// <summary>The same about something that a request's body names: the request is at fault, not the address.</summary>
    public Error InBody(string field) => this with
    {
        Kind = ErrorKind.Unprocessable,
        Fields = new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [Message] },
    };

    public Error With(string name, object? value) => this with
    {
        Data = new Dictionary<string, object?>(Data ?? new Dictionary<string, object?>(), StringComparer.Ordinal) { [name] = value },
    };
}
