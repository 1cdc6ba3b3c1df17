using System.Security.Cryptography;
using System.Text;

namespace ChatPlatform.Domain.Channels;

/// <summary>The secret that Kakao sends with each request, kept as a hash: what is not there can be neither logged nor shown.</summary>
public sealed class SkillSecret(string text)
{
    private readonly byte[] _hash = HashOf(text);

    /// <summary>Takes as long for a wrong secret as for a right one: what is compared are hashes, of one length.</summary>
    public bool Matches(string? shown) => CryptographicOperations.FixedTimeEquals(_hash, HashOf(shown ?? ""));

    public override string ToString() => "***";

    private static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
