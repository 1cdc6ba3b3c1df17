using ChatPlatform.Domain.Common;

namespace ChatPlatform.Domain.Access;

public static class AccessErrors
{
    public static readonly Error BadCredential = new(
        ErrorKind.Unauthenticated,
        "access.bad_credential",
        "This key or sign-in link is not valid: it is unknown, used, revoked or expired. Check it, or ask an administrator for a new one.");

    public static readonly Error AlreadyRevoked = new(
        ErrorKind.Conflict, "api_key.revoked", "This key is revoked already.");

    public static readonly Error LastAdmin = new(
        ErrorKind.Conflict,
        "api_key.last_admin",
        "This is the last active admin key; without it nobody could administer the platform. Create another admin key first.");

    public static readonly Error ChangedMeanwhile = new(
        ErrorKind.Conflict, "api_key.changed", "The admin keys changed at the same moment. Look at the list and try again.");

    public static readonly Error ExpiresInPast = new(
        ErrorKind.Validation,
        "request.invalid",
        "The request is not valid; see errors for each field.",
        new Dictionary<string, string[]>(StringComparer.Ordinal) { ["expires_at"] = ["Must be in the future."] });

    public static Error KeyNotFound(ApiKeyId id) =>
        new(ErrorKind.NotFound, "api_key.not_found", $"There is no API key {id.Value}.");
}
