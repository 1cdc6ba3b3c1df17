using ChatPlatform.Domain.Common;

namespace ChatPlatform.Application.Access.Contracts;

/// <summary>A key that has been used, and what for.</summary>
/// <param name="RequestHash">Of the first request.</param>
/// <param name="MessageId">The answer that request began; null when it created something else.</param>
public sealed record UsedKey(string RequestHash, Guid? MessageId);

/// <summary>How other modules look up idempotency keys.</summary>
public interface IIdempotencyKeys
{
    /// <summary>Null when the client has not used this key, or so long ago that it has been cleaned away (24 hours).</summary>
    Task<UsedKey?> FindAsync(ClientId client, string key, CancellationToken cancellationToken);
}
