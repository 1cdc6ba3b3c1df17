using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace ChatPlatform.KakaoSimulator;

/// <summary>Hosts callback URLs on a loopback port, as Kakao's bot engine does.</summary>
public sealed class CallbackHost : IAsyncDisposable
{
    private const int MaxBodyBytes = 1 << 20;

    private readonly ConcurrentDictionary<string, CallbackUrl> _urls = new();
    private readonly ConcurrentQueue<string> _violations = new();
    private readonly CallbackHostOptions _options;
    private readonly TimeProvider _clock;
    private readonly WebApplication _app;

    // bound and never listening: connecting is refused, and nobody else gets the port
    private readonly Socket _closed = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private bool _disposed;

    private CallbackHost(CallbackHostOptions options, TimeProvider clock)
    {
        (_options, _clock) = (options, clock);
        _closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    /// <summary>Such as <c>http://127.0.0.1:40123</c>.</summary>
    public string Url { get; private set; } = "";

    /// <summary>What was done here that belongs to no URL that was handed out.</summary>
    public IReadOnlyCollection<string> Violations => _violations;

    public static async Task<CallbackHost> StartAsync(CallbackHostOptions? options = null, TimeProvider? clock = null)
    {
        var host = new CallbackHost(options ?? new(), clock ?? TimeProvider.System);
        await host._app.StartAsync();
        host.Url = host._app.Urls.First();
        return host;
    }

    /// <summary>A new URL; its time begins now.</summary>
    /// <param name="mode">How it treats a good message.</param>
    /// <param name="onHit">Told of every message, before it is answered.</param>
    public CallbackUrl Issue(CallbackMode mode, Action<CallbackHit>? onHit = null)
    {
        var token = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var root = mode == CallbackMode.Refuse ? $"http://127.0.0.1:{((IPEndPoint)_closed.LocalEndPoint!).Port}" : Url;
        var url = new CallbackUrl(new($"{root}/callback/{token}"), mode, onHit ?? (_ => { }), _options, _clock);
        _urls[token] = url;
        return url;
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
        {
            return;
        }

        // requests that hang on purpose must not hold the stop up
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
        _closed.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        try
        {
            var path = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
            if (path is ["redirected", ..])
            {
                _violations.Enqueue("a redirect of a callback URL was followed");
            }

            await (path is ["callback", var token] && HttpMethods.IsPost(context.Request.Method)
                ? ReceiveAsync(context, token)
                : NotFoundAsync(context));
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            context.Abort(); // the caller has left
        }
    }

    private async Task ReceiveAsync(HttpContext context, string token)
    {
        using var bytes = new MemoryStream();
        await context.Request.Body.CopyToAsync(bytes, context.RequestAborted);
        var body = KakaoResponse.Read(bytes.ToArray(), context.Request.ContentType, ResponseKind.Callback);
        if (_urls.TryGetValue(token, out var url))
        {
            await CallbackAnswers.SendAsync(context, url.Mode, url.Take(body), _options, _clock);
            return;
        }

        _violations.Enqueue("a callback URL was posted to that was never handed out");
        await CallbackAnswers.SendStatusAsync(context, "FAIL", CallbackMessages.InvalidToken, _clock);
    }

    private static Task NotFoundAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
