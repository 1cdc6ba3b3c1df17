using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace ChatPlatform.Domain.Channels;

/// <summary>Slack's signatures, version 0: an HMAC over the time and the body as it arrived, byte for byte.</summary>
public static class SlackSignature
{
    /// <summary>How far a request's time may be from ours, to either side: an older one may be a replay.</summary>
    public static readonly TimeSpan MostSkew = TimeSpan.FromMinutes(5);

    private const string Version = "v0";

    /// <summary>Far beyond today's ten digits, far below what a long holds.</summary>
    private const int TimestampMaxLength = 12;

    /// <summary>Which secret signed the request; null for none, and for headers that are missing or malformed. Never throws.</summary>
    /// <param name="secrets">Of the apps that may call; all are tried, so that the time taken tells nothing.</param>
    /// <param name="timestamp">Header <c>X-Slack-Request-Timestamp</c>: seconds since 1970.</param>
    /// <param name="signature">Header <c>X-Slack-Signature</c>: <c>v0=</c> and 64 lower-case hexadecimal digits.</param>
    /// <param name="body">Raw, before anything was parsed.</param>
    /// <param name="now">The time it arrived.</param>
    public static SlackSigningSecret? SignedBy(
        IReadOnlyCollection<SlackSigningSecret> secrets, string? timestamp, string? signature, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (timestamp is null || signature is null || !IsFresh(timestamp, now))
        {
            return null;
        }

        SlackSigningSecret? signer = null;
        foreach (var secret in secrets)
        {
            signer = IsSame(Of(secret, timestamp, body), signature) ? secret : signer;
        }

        return signer;
    }

    /// <summary>The signature that Slack would send.</summary>
    public static string Of(SlackSigningSecret secret, string timestamp, ReadOnlySpan<byte> body) =>
        $"{Version}={Convert.ToHexStringLower(secret.Hash(Encoding.UTF8.GetBytes($"{Version}:{timestamp}:"), body))}";

    /// <summary>How long ago a request was signed, as its own clock and ours have it; null for a header that is missing or malformed.</summary>
    public static TimeSpan? AgeOf(string? timestamp, DateTimeOffset now) =>
        timestamp is { Length: <= TimestampMaxLength } && long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromMilliseconds(now.ToUnixTimeMilliseconds() - (seconds * 1000))
            : null;

    private static bool IsFresh(string timestamp, DateTimeOffset now) => AgeOf(timestamp, now)?.Duration() <= MostSkew;

    private static bool IsSame(string expected, string shown) =>
        CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(expected.AsSpan()), MemoryMarshal.AsBytes(shown.AsSpan()));
}
