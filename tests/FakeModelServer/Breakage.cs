using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace ChatPlatform.FakeModelServer;

/// <summary>The ways in which an answer stops halfway.</summary>
internal static class Breakage
{
    // Kestrel writes in the background: what was flushed must have left before the connection goes
    private static readonly TimeSpan UntilSent = TimeSpan.FromMilliseconds(100);

    public static bool StopsMidway(this Fault fault) => fault is Fault.HangMidway or Fault.Cut or Fault.ResetMidway;

    /// <summary>To be called when half of the answer is flushed.</summary>
    public static async Task StopAsync(HttpContext context, Fault fault)
    {
        if (fault is Fault.HangMidway)
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }

        await Task.Delay(UntilSent, context.RequestAborted);
        if (fault is Fault.Cut)
        {
            // an end of the connection, not a reset: all that was sent arrives, and then nothing more
            context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket.Shutdown(SocketShutdown.Send);
            await Task.Delay(TimeSpan.FromSeconds(10), context.RequestAborted);
        }

        context.Abort();
    }
}
