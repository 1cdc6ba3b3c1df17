using ChatPlatform.Domain.Common;

namespace ChatPlatform.Application.Access.Contracts;

public static class IdempotencyErrors
{
    public static readonly Error Mismatch = new(
        ErrorKind.Unprocessable,
        "idempotency.mismatch",
        "This Idempotency-Key was used for a different request. Use a new key for a new request.");

    public static readonly Error Running = new(
        ErrorKind.Conflict,
        "idempotency.running",
        "The first request with this Idempotency-Key is still running. Wait a moment and send it again.");

    public static readonly Error Malformed = new(
        ErrorKind.Validation,
        "idempotency.malformed",
        "The Idempotency-Key must be one value of 1 to 200 visible ASCII characters.",
        new Dictionary<string, string[]>(StringComparer.Ordinal) { ["Idempotency-Key"] = ["1 to 200 visible ASCII characters."] });
}
