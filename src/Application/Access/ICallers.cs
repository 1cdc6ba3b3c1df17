using ChatPlatform.Domain.Access;
using ChatPlatform.Domain.Common;

namespace ChatPlatform.Application.Access;

/// <summary>The key behind a request.</summary>
/// <param name="KeyId">The key, also of a console session.</param>
/// <param name="ClientId">Owner of what the caller creates.</param>
/// <param name="Name">The key's name.</param>
/// <param name="Scopes">As granted; <see cref="Scope.Admin"/> implies the others.</param>
/// <param name="ExpiresAt">When the credential ends: the key, or the console session.</param>
/// <param name="RateLimitPerMinute">The key's own limit; null for the default, 0 for none.</param>
/// <param name="SessionHash">The console session, null for a key.</param>
public sealed record Caller(
    ApiKeyId KeyId,
    ClientId ClientId,
    string Name,
    IReadOnlyList<Scope> Scopes,
    DateTimeOffset? ExpiresAt,
    int? RateLimitPerMinute,
    string? SessionHash)
{
    public bool IsAdmin => Scopes.Contains(Scope.Admin);
}

/// <summary>What kind of secret a caller showed.</summary>
public enum CredentialKind
{
    /// <summary>An API key.</summary>
    Key,

    /// <summary>The token of a console session.</summary>
    Session,
}

/// <summary>
/// Finds callers by their secret without a query for each request: known ones are remembered for 5 s, unknown ones for 1 s.
/// So a revocation reaches other nodes within 5 s; this node forgets at once, and an expiry is seen at once everywhere.
/// </summary>
public interface ICallers
{
    /// <summary>Null when the secret is unknown, revoked or expired.</summary>
    ValueTask<Caller?> FindAsync(CredentialKind kind, Secret secret, CancellationToken cancellationToken);

    /// <summary>Forgets everything remembered; call it after the commit of a revocation or sign-out.</summary>
    void Forget();
}

/// <summary>Who is calling in this scope, as this module needs to know it.</summary>
public interface ICallContext
{
    /// <summary>Null outside of requests and in anonymous ones.</summary>
    Caller? Caller { get; }

    /// <summary>Null outside of requests.</summary>
    string? RemoteAddress { get; }
}
