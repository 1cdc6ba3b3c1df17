using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ChatPlatform.LoadGenerator;

/// <summary>
/// One kept-alive HTTP/1.1 connection on a bare socket: HttpClient would take a good part of the processors that the server needs.
/// Reads what Kestrel writes: a length or chunks, no trailers, no compression.
/// </summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly Socket _socket;
    private byte[] _in = new byte[32 * 1024];
    private byte[] _body = new byte[32 * 1024];
    private int _start;
    private int _end;
    private int _length;

    private HttpConnection(Socket socket) => _socket = socket;

    /// <summary>Says whether the body so far holds what the caller waits for.</summary>
    public delegate bool Seen(ReadOnlySpan<byte> body);

    private ReadOnlySpan<byte> Unread => _in.AsSpan(_start, _end - _start);

    public static async Task<HttpConnection> OpenAsync(Uri url)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(url.Host, url.Port);
        return new(socket);
    }

    /// <summary>A request with a JSON body, or a GET when it is null.</summary>
    public static byte[] Request(Uri url, string path, string key, string? json)
    {
        var authorization = key.Length > 0 ? $"Authorization: Bearer {key}\r\n" : "";
        var head = json is null
            ? $"GET {path} HTTP/1.1\r\nHost: {url.Authority}\r\n{authorization}\r\n"
            : $"POST {path} HTTP/1.1\r\nHost: {url.Authority}\r\n{authorization}Content-Type: application/json\r\n"
                + $"Content-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n";
        return Encoding.UTF8.GetBytes(head + json);
    }

    /// <summary>Sends, and reads the whole response. The body is valid until the next call.</summary>
    /// <param name="request">Head and body.</param>
    /// <param name="first">When given, the moment at which it first says yes is noted.</param>
    public async ValueTask<HttpAnswer> SendAsync(ReadOnlyMemory<byte> request, Seen? first = null)
    {
        for (var sent = 0; sent < request.Length;)
        {
            sent += await _socket.SendAsync(request[sent..]);
        }

        _start = _end = _length = 0;
        int head;
        while ((head = Unread.IndexOf("\r\n\r\n"u8)) < 0)
        {
            await FillAsync();
        }

        var (status, length) = ParseHead(Unread[..(head + 2)]);
        _start += head + 4;
        long seen = 0;
        if (length >= 0)
        {
            seen = await TakeAsync(length, first, seen);
            return new(status, _body.AsMemory(0, _length), seen);
        }

        while (true)
        {
            int line;
            while ((line = Unread.IndexOf("\r\n"u8)) < 0)
            {
                await FillAsync();
            }

            var size = int.Parse(Unread[..line], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            _start += line + 2;
            seen = await TakeAsync(size, first, seen);
            while (_end - _start < 2)
            {
                await FillAsync();
            }

            _start += 2;
            if (size == 0)
            {
                return new(status, _body.AsMemory(0, _length), seen);
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>The status and the body's length; -1 means chunks.</summary>
    private static (int Status, int Length) ParseHead(ReadOnlySpan<byte> head)
    {
        var status = int.Parse(head.Slice(9, 3), CultureInfo.InvariantCulture);
        var name = "\r\nContent-Length: "u8;
        if (head.IndexOf(name) is >= 0 and var at)
        {
            var value = head[(at + name.Length)..];
            return (status, int.Parse(value[..value.IndexOf((byte)'\r')], CultureInfo.InvariantCulture));
        }

        return (status, head.IndexOf("\r\nTransfer-Encoding: chunked\r\n"u8) >= 0 ? -1 : 0);
    }

    private async ValueTask<long> TakeAsync(int count, Seen? first, long seen)
    {
        while (count > 0)
        {
            if (_start == _end)
            {
                await FillAsync();
            }

            var take = Math.Min(count, _end - _start);
            if (_length + take > _body.Length)
            {
                Array.Resize(ref _body, Math.Max(_body.Length * 2, _length + take));
            }

            _in.AsSpan(_start, take).CopyTo(_body.AsSpan(_length));
            _start += take;
            _length += take;
            count -= take;
            if (seen == 0 && first is not null && first(_body.AsSpan(0, _length)))
            {
                seen = Stopwatch.GetTimestamp();
            }
        }

        return seen;
    }

    private async ValueTask FillAsync()
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }
        else if (_end == _in.Length)
        {
            Array.Resize(ref _in, _in.Length * 2);
        }

        var read = await _socket.ReceiveAsync(_in.AsMemory(_end));
        if (read == 0)
        {
            throw new IOException("The server closed the connection.");
        }

        _end += read;
    }
}

/// <param name="Status">Of HTTP.</param>
/// <param name="Body">Valid until the next request of the connection.</param>
/// <param name="FirstSeen">Stopwatch timestamp; 0 when what was waited for never came.</param>
internal readonly record struct HttpAnswer(int Status, ReadOnlyMemory<byte> Body, long FirstSeen)
{
    /// <summary>Whether there is a <c>"content"</c> that is a text and not empty.</summary>
    public static bool HasContent(ReadOnlySpan<byte> json)
    {
        var name = "\"content\":\""u8;
        for (int at; (at = json.IndexOf(name)) >= 0; json = json[(at + name.Length)..])
        {
            if (json.Length > at + name.Length && json[at + name.Length] != (byte)'"')
            {
                return true;
            }
        }

        return false;
    }

    public string Describe() => $"{Status}: {Encoding.UTF8.GetString(Body.Span[..Math.Min(Body.Length, 300)])}";
}
