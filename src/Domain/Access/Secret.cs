using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ChatPlatform.Domain.Access;

/// <summary>
/// A credential in clear: an API key, a sign-in token, a console token. It exists only on its way in or out; the database holds its
/// <see cref="Hash"/>. Printing it gives stars, so that a record that carries one may be logged.
/// </summary>
public readonly record struct Secret(string Value)
{
    public const string KeyPrefix = "cp_";

    /// <summary>Longer credentials are refused unread.</summary>
    public const int MaxLength = 256;

    /// <summary>Characters of a hash.</summary>
    public const int HashLength = SHA256.HashSizeInBytes * 2;

    /// <summary>Characters of the prefix by which people tell keys apart: at most 30 of a key's 256 bits.</summary>
    public const int DisplayLength = 8;

    public static Secret NewKey() => new(KeyPrefix + NewText());

    public static Secret NewToken() => new(NewText());

    /// <summary>
    /// SHA-256 in lower-case hexadecimal. A plain hash is right here: what we issue has 256 random bits, so there is nothing to guess
    /// that salt or a slow function could make slower. It also lets a unique index find the key; no code compares secrets byte by byte,
    /// and what the index's timing could reveal is of a hash that the caller cannot steer.
    /// </summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Value)));

    /// <summary>The first characters, never more than a quarter of the whole (an operator's own key may be short in Development).</summary>
    public string DisplayPrefix() => Value[..Math.Min(DisplayLength, Value.Length / 4)];

    public override string ToString() => "***";

    private static string NewText() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}
