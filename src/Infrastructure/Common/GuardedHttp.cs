using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace ChatPlatform.Infrastructure.Common;

/// <summary>How a guarded client is set up.</summary>
/// <param name="Targets">URLs it calls.</param>
/// <param name="Timeout">From the first attempt to connect to the last byte of the response.</param>
internal sealed record GuardedHttpOptions(OutboundTargets Targets, TimeSpan Timeout)
{
    /// <summary>Name resolution, TCP and TLS together.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Bytes of a response's body; a longer one is not read.</summary>
    public int MaxResponseBytes { get; init; } = 64 * 1024;

    /// <summary>Replaced in tests.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;
}

/// <summary>What is posted.</summary>
/// <param name="Bytes">The body.</param>
/// <param name="MediaType">Of the body, in UTF-8.</param>
/// <param name="Bearer">A token for the header Authorization; null for none.</param>
internal sealed record OutboundBody(ReadOnlyMemory<byte> Bytes, string MediaType = "application/json", string? Bearer = null);

/// <summary>
/// The one way to post to a URL that somebody else chose: allowed hosts, public addresses checked at connect, no redirect, no proxy, no
/// cookie, everything bounded. Each call has a connection of its own. A kept one would save a handshake, but the server may close it in the
/// moment we write, and nobody could say then whether the request arrived; and its address would have been checked some time ago.
/// </summary>
internal sealed class GuardedHttp(GuardedHttpOptions options, TimeProvider clock) : IDisposable
{
    private const int MaxResponseHeadersKilobytes = 16;
    private const int ChunkBytes = 16 * 1024;

    private readonly HttpMessageInvoker _http = new(CreateHandler(options));

    public Task<GuardedResponse> PostAsync(Uri url, ReadOnlyMemory<byte> json, CancellationToken cancellationToken) =>
        PostAsync(url, new OutboundBody(json), cancellationToken);

    /// <summary>Posts once. Throws for bugs only: what the network and the other side do, and cancellation, are in the result.</summary>
    public async Task<GuardedResponse> PostAsync(Uri url, OutboundBody posted, CancellationToken cancellationToken)
    {
        if (options.Targets.Refuse(url.OriginalString) is not null)
        {
            return new(IsSent: false, PostFailure.NotAllowed);
        }

        using var timeout = new CancellationTokenSource(options.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var content = new OneTimeContent(posted.Bytes, posted.MediaType);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content, Headers = { ConnectionClose = true } };
        request.Headers.Authorization = posted.Bearer is null ? null : new AuthenticationHeaderValue("Bearer", posted.Bearer);
        int? status = null;
        try
        {
            using var response = await _http.SendAsync(request, either.Token);
            status = (int)response.StatusCode;
            var body = await ReadAsync(response.Content, either.Token);
            return new(content.HasBegun, body is null ? PostFailure.TooLong : null, status, body) { RetryAfter = response.Headers.RetryAfter?.Delta };
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            return new(content.HasBegun, FailureOf(e, content.HasBegun, cancellationToken), status);
        }
    }

    public void Dispose() => _http.Dispose();

    private static SocketsHttpHandler CreateHandler(GuardedHttpOptions options) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false, // it would resolve and connect in our place, unguarded
        UseCookies = false,
        ActivityHeadersPropagator = null, // no span either: the URL is a secret, and our traces are nobody else's business
        ConnectCallback = new GuardedConnection(options.Targets.AllowsLoopback, options.Resolve).ConnectAsync,
        ConnectTimeout = options.ConnectTimeout,
        PooledConnectionLifetime = TimeSpan.Zero, // see above
        MaxResponseHeadersLength = MaxResponseHeadersKilobytes,
        MaxResponseDrainSize = 0,
    };

    /// <summary>Null when it is longer than allowed.</summary>
    private async Task<byte[]?> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        using var body = new MemoryStream();
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkBytes); // most responses fit into one, whatever is allowed
        try
        {
            while (await stream.ReadAsync(chunk, cancellationToken) is var read and > 0)
            {
                if (body.Length + read > options.MaxResponseBytes)
                {
                    return null;
                }

                body.Write(chunk, 0, read);
            }

            return body.ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    private static PostFailure FailureOf(Exception e, bool hasBegun, CancellationToken cancellationToken) => e switch
    {
        OperationCanceledException when cancellationToken.IsCancellationRequested => PostFailure.Cancelled,
        OperationCanceledException { InnerException: TimeoutException } when !hasBegun => PostFailure.Unreachable, // the connect time-out
        OperationCanceledException => PostFailure.TimedOut,
        _ when hasBegun => PostFailure.Cut,
        { InnerException: AddressRefusedException } => PostFailure.NotAllowed,
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => PostFailure.Unresolved,
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => PostFailure.Insecure,
        { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } } => PostFailure.Unresolved,
        _ => PostFailure.Unreachable,
    };
}
