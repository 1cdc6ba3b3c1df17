using ChatPlatform.Domain.Common;

namespace ChatPlatform.Domain.Access;

/// <summary>A credential of a client. Known by its hash; the key itself is shown once, when it is issued.</summary>
public sealed class ApiKey : AggregateRoot
{
    public const int NameMaxLength = 100;

    /// <summary>The client of the operator's first key and of every <c>CHATPLATFORM_ADMIN_KEY</c>, so that a new one sees the same data.</summary>
    public static readonly ClientId OperatorClient = new(new Guid("00000000-0000-7000-8000-000000000001"));

    /// <summary>The first start's key has a fixed id: of several nodes that start at once, the primary key lets one win.</summary>
    public static readonly ApiKeyId FirstId = new(new Guid("00000000-0000-7000-8000-000000000002"));

    private ApiKey(ApiKeyId id, ClientId clientId, string name, string hash, string prefix, string scopes, DateTimeOffset createdAt) =>
        (Id, ClientId, Name, Hash, Prefix, Scopes, CreatedAt) = (id, clientId, name, hash, prefix, scopes, createdAt);

    public ApiKeyId Id { get; }

    public ClientId ClientId { get; }

    public string Name { get; }

    public string Hash { get; }

    public string Prefix { get; }

    /// <summary>See <see cref="ScopeText"/>.</summary>
    public string Scopes { get; private set; }

    public DateTimeOffset CreatedAt { get; }

    public DateTimeOffset? ExpiresAt { get; private init; }

    /// <summary>Requests a minute; null for the platform's default, 0 for no limit.</summary>
    public int? RateLimitPerMinute { get; private init; }

    public DateTimeOffset? RevokedAt { get; private set; }

    public DateTimeOffset? LastUsedAt { get; private set; }

    public int Version { get; private set; }

    public static Result<ApiKey> Issue(
        ClientId clientId,
        string name,
        Secret secret,
        IEnumerable<Scope> scopes,
        DateTimeOffset now,
        DateTimeOffset? expiresAt = null,
        int? rateLimitPerMinute = null) => expiresAt <= now
            ? AccessErrors.ExpiresInPast
            : new ApiKey(ApiKeyId.New(now), clientId, name, secret.Hash(), secret.DisplayPrefix(), ScopeText.Join(scopes), now)
            {
                ExpiresAt = expiresAt,
                RateLimitPerMinute = rateLimitPerMinute,
            };

    /// <summary>The key that the first start makes.</summary>
    public static ApiKey First(Secret secret, DateTimeOffset now) =>
        new(FirstId, OperatorClient, "admin", secret.Hash(), secret.DisplayPrefix(), ScopeText.Admin, now);

    /// <summary>The key that the operator set as <c>CHATPLATFORM_ADMIN_KEY</c>.</summary>
    public static ApiKey OfOperator(Secret secret, DateTimeOffset now) => new(
        ApiKeyId.New(now), OperatorClient, "CHATPLATFORM_ADMIN_KEY", secret.Hash(), secret.DisplayPrefix(), ScopeText.Admin, now);

    public bool IsAdmin => Scopes.Contains(ScopeText.Admin, StringComparison.Ordinal);

    public bool IsActive(DateTimeOffset now) => RevokedAt is null && !(ExpiresAt <= now);

    public Result<Done> Revoke(DateTimeOffset now)
    {
        if (RevokedAt is not null)
        {
            return AccessErrors.AlreadyRevoked;
        }

        RevokedAt = now;
        Version++;
        return new Done();
    }

    /// <summary>
    /// Vouches that an admin key stays while another goes. The changed version makes two revocations that each count on the other's
    /// key collide, so that they cannot together remove the last one.
    /// </summary>
    public void StayAsAdmin() => Version++;

    public void MakeAdmin()
    {
        Scopes = ScopeText.Join([.. ScopeText.Split(Scopes), Scope.Admin]);
        Version++;
    }

    public void UsedAt(DateTimeOffset at) => LastUsedAt = LastUsedAt > at ? LastUsedAt : at;
}
