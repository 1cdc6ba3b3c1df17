using System.Net;
using System.Net.Sockets;

namespace ChatPlatform.Infrastructure.Common;

/// <summary>Every address that the host has is one that we do not connect to.</summary>
internal sealed class AddressRefusedException(string host) : IOException($"No address of {host} is public.");

/// <summary>
/// Connects to public addresses only. It checks the very address that it connects to, so that a name which resolves differently from one
/// moment to the next (DNS rebinding) gains nothing.
/// </summary>
/// <param name="allowsLoopback">Whether this machine counts as public.</param>
/// <param name="resolve">Addresses of a host, or of an address written as text.</param>
internal sealed class GuardedConnection(bool allowsLoopback, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    /// <summary>A host with many dead addresses must not use up the time of a healthy one behind them.</summary>
    private const int MaxAttempts = 4;

    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = await resolve(host, cancellationToken);
        if (addresses.Length == 0)
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        var allowed = addresses.Where(IsAllowed).Take(MaxAttempts).ToList();
        SocketException? last = null;
        foreach (var address in allowed)
        {
            try
            {
                return await ConnectAsync(address, port, cancellationToken);
            }
            catch (SocketException e)
            {
                last = e;
            }
        }

        throw last ?? (Exception)new AddressRefusedException(host);
    }

    private static async Task<NetworkStream> ConnectAsync(IPAddress address, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool IsAllowed(IPAddress address) =>
        PublicAddresses.Contains(address) || (allowsLoopback && IPAddress.IsLoopback(address));
}
