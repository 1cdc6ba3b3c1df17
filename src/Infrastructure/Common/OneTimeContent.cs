using System.Net;
using System.Net.Http.Headers;

namespace ChatPlatform.Infrastructure.Common;

/// <summary>
/// A body that goes out at most once, and knows whether it has begun to. The headers before it announce its length, so while it has
/// not begun, no server holds a request that it could act on.
/// </summary>
internal sealed class OneTimeContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private int _begun;

    public OneTimeContent(ReadOnlyMemory<byte> bytes, string mediaType)
    {
        _bytes = bytes;
        Headers.ContentType = new MediaTypeHeaderValue(mediaType, "utf-8");
    }

    public bool HasBegun => Volatile.Read(ref _begun) == 1;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Interlocked.Exchange(ref _begun, 1) == 1)
        {
            throw new InvalidOperationException("A second sending could be a second delivery.");
        }

        await stream.WriteAsync(_bytes, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _bytes.Length;
        return true;
    }
}
