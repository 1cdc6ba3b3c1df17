namespace ChatPlatform.FakeModelServer;

/// <summary>Sends the events of a stream, with the fault that was asked for.</summary>
internal static class EventWriter
{
    /// <param name="context">Whose response.</param>
    /// <param name="tokens">The events that carry the answer.</param>
    /// <param name="end">finish_reason, usage and [DONE], as far as the fault lets them through.</param>
    /// <param name="reply">The fault.</param>
    /// <param name="options">The usual pace.</param>
    public static async Task SendAsync(
        HttpContext context, IReadOnlyList<byte[]> tokens, byte[] end, FakeReply reply, FakeModelOptions options)
    {
        context.Response.ContentType = "text/event-stream";
        var cancelled = context.RequestAborted;
        var pause = reply.Fault == Fault.Slow
            ? TimeSpan.FromMilliseconds(reply.Number is 0 ? 50 : reply.Number)
            : options.TokenDelay;
        var flushEach = options.FlushEach || pause > TimeSpan.Zero;
        var stopAt = reply.Fault.StopsMidway() || reply.Fault is Fault.ErrorMidway ? (tokens.Count + 1) / 2 : tokens.Count;
        if (reply.Fault is Fault.HangBeforeFirst)
        {
            await context.Response.Body.FlushAsync(cancelled);
            await Task.Delay(Timeout.Infinite, cancelled);
        }

        if (reply.Fault is Fault.SplitUtf8)
        {
            await SendInPiecesAsync(context, [.. tokens.SelectMany(t => t), .. end]);
            return;
        }

        for (var i = 0; i < stopAt; i++)
        {
            if (i > 0 && pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, cancelled);
            }

            context.Response.BodyWriter.Write(tokens[i]);
            if (flushEach)
            {
                await context.Response.BodyWriter.FlushAsync(cancelled);
            }
        }

        if (reply.Fault.StopsMidway())
        {
            await context.Response.BodyWriter.FlushAsync(cancelled);
            await Breakage.StopAsync(context, reply.Fault);
            return;
        }

        context.Response.BodyWriter.Write(end);
        await context.Response.BodyWriter.FlushAsync(cancelled);
    }

    private static async Task SendInPiecesAsync(HttpContext context, byte[] bytes)
    {
        // 7 is no multiple of 3: Hangul of three bytes is torn at every offset
        for (var at = 0; at < bytes.Length; at += 7)
        {
            await context.Response.Body.WriteAsync(bytes.AsMemory(at, Math.Min(7, bytes.Length - at)));
            await context.Response.Body.FlushAsync();
            await Task.Yield();
        }
    }

    private static void Write(this System.IO.Pipelines.PipeWriter writer, byte[] bytes) =>
        System.Buffers.BuffersExtensions.Write(writer, bytes);
}
