using System.Security.Cryptography;
using System.Text;

namespace ChatPlatform.Domain.Channels;

/// <summary>What a Slack app signs its requests with. Its bytes are needed to check them; nothing prints them.</summary>
public sealed class SlackSigningSecret
{
    private readonly byte[] _key;

    /// <param name="text">Not blank: with an empty secret everybody could sign.</param>
    public SlackSigningSecret(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        _key = Encoding.UTF8.GetBytes(text);
    }

    public override string ToString() => "***";

    /// <summary>The HMAC-SHA256 of the parts, one behind the other.</summary>
    internal byte[] Hash(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hash.AppendData(head);
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
