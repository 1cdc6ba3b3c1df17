using System.Security.Cryptography;
using System.Text;

namespace ChatPlatform.SlackSimulator;

/// <summary>Slack's request signature, version 0. Written without a look at the product's, so that a mistake there shows.</summary>
public static class Signature
{
    /// <param name="secret">The signing secret.</param>
    /// <param name="timestamp">Unix seconds as they are sent in <c>X-Slack-Request-Timestamp</c>.</param>
    /// <param name="body">The bytes as they are sent.</param>
    /// <returns>For <c>X-Slack-Signature</c>.</returns>
    public static string Of(string secret, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.UTF8.GetBytes($"v0:{timestamp}:"));
        hash.AppendData(body);
        return "v0=" + Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
