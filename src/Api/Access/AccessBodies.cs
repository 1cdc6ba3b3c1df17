using ChatPlatform.Application.Access;
using ChatPlatform.Domain.Access;

namespace ChatPlatform.Api.Access;

/// <summary>One of the two.</summary>
/// <param name="Key">An API key.</param>
/// <param name="Token">Or the token of a one-time link.</param>
internal sealed record SignInBody(string? Key = null, string? Token = null)
{
    public override string ToString() => nameof(SignInBody); // neither field may reach a log
}

/// <summary>A browser that is signed in.</summary>
/// <param name="Name">The key's name.</param>
/// <param name="Scopes">What it may be used for.</param>
/// <param name="ExpiresAt">When the session ends.</param>
internal sealed record SignedInResponse(string Name, IReadOnlyList<Scope> Scopes, DateTimeOffset ExpiresAt);

/// <summary>The caller.</summary>
/// <param name="Name">The key's name.</param>
/// <param name="Scopes">What it may be used for; admin implies the others.</param>
/// <param name="ClientId">The client whose data it sees.</param>
/// <param name="ExpiresAt">When the key or session ends; null for never.</param>
internal sealed record MeResponse(string Name, IReadOnlyList<Scope> Scopes, Guid ClientId, DateTimeOffset? ExpiresAt);

/// <summary>A key to make.</summary>
/// <param name="Name">1–100 characters.</param>
/// <param name="Scopes">One or more of chat, admin, ingest.</param>
/// <param name="ExpiresAt">In the future; left out, the key does not expire.</param>
/// <param name="ClientId">The client whose data the key shall see; left out, a new client.</param>
/// <param name="RateLimitPerMinute">Requests a minute; left out, the platform's default; 0 for no limit.</param>
internal sealed record CreateApiKeyBody(
    string? Name, IReadOnlyList<string>? Scopes, DateTimeOffset? ExpiresAt = null, Guid? ClientId = null, int? RateLimitPerMinute = null);

/// <summary>A key that was made.</summary>
/// <param name="Id">Id of the key.</param>
/// <param name="Name">1–100 characters.</param>
/// <param name="Prefix">The key's first characters, to tell keys apart.</param>
/// <param name="Scopes">What it may be used for.</param>
/// <param name="ClientId">The client whose data it sees.</param>
/// <param name="RateLimitPerMinute">Null for the platform's default, 0 for no limit.</param>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="ExpiresAt">Null for never.</param>
/// <param name="Key">The key, shown this once; null in the repeat of an idempotent request.</param>
internal sealed record ApiKeyResponse(
    Guid Id,
    string Name,
    string Prefix,
    IReadOnlyList<Scope> Scopes,
    Guid ClientId,
    int? RateLimitPerMinute,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    string? Key)
{
    public static ApiKeyResponse Of(CreatedApiKey created)
    {
        var key = created.Summary;
        return new(
            key.Id, key.Name, key.Prefix, key.Scopes, key.ClientId, key.RateLimitPerMinute, key.CreatedAt, key.ExpiresAt, created.Key.Value);
    }

    public override string ToString() => $"{nameof(ApiKeyResponse)} {Prefix}…"; // the key may not reach a log
}

/// <summary>A link that signs one browser in.</summary>
/// <param name="UrlPath">Path and fragment of the link; null in the repeat of an idempotent request.</param>
/// <param name="ExpiresAt">Until when it can be used.</param>
internal sealed record SignInLinkResponse(string? UrlPath, DateTimeOffset ExpiresAt)
{
    public override string ToString() => nameof(SignInLinkResponse); // the token may not reach a log
}
