using ChatPlatform.Domain.Common;

namespace ChatPlatform.Domain.Access;

/// <summary>A link that signs a browser in once, in the name of the key it was made with.</summary>
public sealed class SignInLink
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private SignInLink(string hash, ApiKeyId apiKeyId, DateTimeOffset createdAt, DateTimeOffset expiresAt) =>
        (Hash, ApiKeyId, CreatedAt, ExpiresAt) = (hash, apiKeyId, createdAt, expiresAt);

    public string Hash { get; }

    public ApiKeyId ApiKeyId { get; }

    public DateTimeOffset CreatedAt { get; }

    public DateTimeOffset ExpiresAt { get; }

    public DateTimeOffset? UsedAt { get; private set; }

    public static SignInLink For(ApiKeyId key, Secret token, DateTimeOffset now) => new(token.Hash(), key, now, now + Lifetime);

    public Result<Done> Use(DateTimeOffset now)
    {
        if (UsedAt is not null || ExpiresAt <= now)
        {
            return AccessErrors.BadCredential;
        }

        UsedAt = now;
        return new Done();
    }
}
