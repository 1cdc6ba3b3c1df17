using System.Security.Cryptography;
using System.Text;
using ChatPlatform.Domain.Common;

namespace ChatPlatform.Application.Access.Contracts;

/// <summary>
/// A request that must have its effect once: table <c>idempotency_key</c>, unique by client and key, kept 24 hours.
/// A quick creation keeps its whole response here; a turn keeps only the id of its message and derives the response from it.
/// </summary>
public sealed class IdempotencyKey(ClientId clientId, string key, string requestHash, DateTimeOffset createdAt)
{
    public const int KeyMaxLength = 200;

    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    public ClientId ClientId { get; private init; } = clientId;

    /// <summary>What the client sent as <c>Idempotency-Key</c>, 1–200 characters.</summary>
    public string Key { get; private init; } = key;

    /// <summary>See <see cref="RequestHash"/>.</summary>
    public string RequestHash { get; private init; } = requestHash;

    public DateTimeOffset CreatedAt { get; private init; } = createdAt;

    /// <summary>The message that a turn answers with; null for quick creations.</summary>
    public Guid? MessageId { get; set; }

    /// <summary>2xx; null for turns.</summary>
    public int? ResponseStatus { get; set; }

    /// <summary>The JSON that was sent, without its secrets.</summary>
    public string? ResponseBody { get; set; }

    public string? ResponseContentType { get; set; }

    /// <summary>The <c>Location</c> header, where there was one.</summary>
    public string? ResponseLocation { get; set; }
}

/// <summary>Tells whether two requests with one idempotency key are the same request.</summary>
public static class RequestHash
{
    /// <summary>Characters of a hash.</summary>
    public const int Length = SHA256.HashSizeInBytes * 2;

    /// <summary>SHA-256 of method, path and body, in lower-case hexadecimal.</summary>
    public static string Of(string method, string path, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // neither a method nor a path holds a line feed, so the parts cannot run into each other
        hash.AppendData(Encoding.UTF8.GetBytes($"{method}\n{path}\n"));
        hash.AppendData(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
