namespace ChatPlatform.Domain.Access;

/// <summary>A browser that signed in to the console. It stands for the key that it signed in with and ends with it.</summary>
public sealed class ConsoleSession
{
    /// <summary>Fixed, not sliding: a working day, after which a forgotten browser is closed; and reading costs no write.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private ConsoleSession(string hash, ApiKeyId apiKeyId, DateTimeOffset createdAt, DateTimeOffset expiresAt) =>
        (Hash, ApiKeyId, CreatedAt, ExpiresAt) = (hash, apiKeyId, createdAt, expiresAt);

    public string Hash { get; }

    public ApiKeyId ApiKeyId { get; }

    public DateTimeOffset CreatedAt { get; }

    public DateTimeOffset ExpiresAt { get; }

    public static ConsoleSession Open(Secret token, ApiKey key, DateTimeOffset now)
    {
        var end = now + Lifetime;
        return new(token.Hash(), key.Id, now, key.ExpiresAt < end ? key.ExpiresAt.Value : end);
    }
}
