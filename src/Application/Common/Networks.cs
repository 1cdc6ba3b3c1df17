using System.Net;
using System.Net.Sockets;

namespace ChatPlatform.Application.Common;

/// <summary>Networks as settings name them.</summary>
public static class Networks
{
    public const string Expected = "addresses or CIDR networks with commas between them, such as 10.0.0.5, 172.16.0.0/12";

    /// <summary>Null when an item is neither an address nor a network.</summary>
    public static IReadOnlyList<IPNetwork>? Parse(string text)
    {
        var networks = Array.ConvertAll(text.Split(',', StringSplitOptions.TrimEntries), Of);
        return Array.TrueForAll(networks, n => n is not null) ? [.. networks.Select(n => n!.Value)] : null;
    }

    /// <summary>An IPv4 address counts in either of its forms.</summary>
    public static bool Include(this IReadOnlyList<IPNetwork> networks, IPAddress? address)
    {
        var plain = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        return plain is not null && networks.Any(n => n.Contains(plain));
    }

    /// <summary>An address is the network of itself alone.</summary>
    private static IPNetwork? Of(string item)
    {
        var isNetwork = item.Contains('/', StringComparison.Ordinal);
        if (isNetwork && IPNetwork.TryParse(item, out var network))
        {
            return network;
        }

        // "10" is an address too, as people wrote them long ago: 0.0.0.10
        return !isNetwork && IPAddress.TryParse(item, out var address)
            && (address.AddressFamily == AddressFamily.InterNetworkV6 || address.ToString() == item)
                ? new IPNetwork(address, address.AddressFamily == AddressFamily.InterNetworkV6 ? 128 : 32)
                : null;
    }
}
