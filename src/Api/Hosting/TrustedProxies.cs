using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.HttpOverrides;

namespace ChatPlatform.Api.Hosting;

/// <summary>Takes a caller's address and scheme from <c>X-Forwarded-For</c> and <c>-Proto</c>, from the proxies that are named and nobody else.</summary>
internal static class TrustedProxies
{
    public const string Setting = "TRUSTED_PROXIES";

    public const string Expected = "addresses or CIDR networks with commas between them, such as 10.0.0.5, 172.16.0.0/12";

    /// <summary>First of all: whatever comes later (cookie, rate limit, audit) sees the caller and not the proxy.</summary>
    public static void UseTrustedProxies(this WebApplication app)
    {
        if (app.Configuration[Setting] is not { } text || string.IsNullOrWhiteSpace(text))
        {
            return;
        }

        // no limit of hops: the way back from us ends at the first address that is not trusted
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear(); // ASP.NET Core trusts loopback unless told otherwise
        options.KnownIPNetworks.Clear();
        foreach (var item in Split(text))
        {
            options.KnownIPNetworks.Add(NetworkOf(item)!.Value);
        }

        app.UseForwardedHeaders(options);
    }

    public static bool IsValid(string text) => Array.TrueForAll(Split(text), item => NetworkOf(item) is not null);

    private static string[] Split(string text) => text.Split(',', StringSplitOptions.TrimEntries);

    /// <summary>An address is the network of itself alone.</summary>
    private static System.Net.IPNetwork? NetworkOf(string item)
    {
        var isNetwork = item.Contains('/', StringComparison.Ordinal);
        if (isNetwork && System.Net.IPNetwork.TryParse(item, out var network))
        {
            return network;
        }

        // "10" is an address too, as people wrote them long ago: 0.0.0.10
        return !isNetwork && IPAddress.TryParse(item, out var address)
            && (address.AddressFamily == AddressFamily.InterNetworkV6 || address.ToString() == item)
                ? new System.Net.IPNetwork(address, address.AddressFamily == AddressFamily.InterNetworkV6 ? 128 : 32)
                : null;
    }
}
