using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ChatPlatform.IntegrationTests.Channels;

/// <summary>A server on a loopback port that answers callbacks in the way that the path names.</summary>
internal sealed class CallbackTarget : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentDictionary<string, byte> _connections = new();

    private CallbackTarget(bool isSecure)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (isSecure)
            {
                listen.UseHttps(SelfSigned());
            }
        }));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    /// <summary>Path and body of each request that was read whole.</summary>
    public ConcurrentQueue<(string Path, string Body)> Requests { get; } = new();

    public Dictionary<string, string> LastHeaders { get; private set; } = [];

    public int Connections => _connections.Count;

    public int Port { get; private set; }

    public static async Task<CallbackTarget> StartAsync(bool isSecure = false)
    {
        var target = new CallbackTarget(isSecure);
        await target._app.StartAsync();
        target.Port = new Uri(target._app.Urls.First()).Port;
        return target;
    }

    public Uri Url(string path, string scheme = "http", string host = "127.0.0.1") => new($"{scheme}://{host}:{Port}/{path}");

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var path = context.Request.Path.Value!.Trim('/');
        Requests.Enqueue((path, body));
        LastHeaders = context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString());
        _connections[context.Connection.Id] = 0;
        switch (path)
        {
            case "hang":
                await Task.Delay(Timeout.Infinite, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
            case "cut":
                context.Abort();
                break;
            case "cut-response":
                context.Response.ContentLength = 1000;
                await context.Response.WriteAsync("{\"status\":\"SUCCESS\"");
                await context.Response.Body.FlushAsync();
                await Task.Delay(100); // an abort may overtake what was flushed
                context.Abort();
                break;
            case "slow-body":
                await context.Response.WriteAsync("{\"status\":\"SUCC");
                await context.Response.Body.FlushAsync();
                await Task.Delay(Timeout.Infinite, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
            case "huge":
                await context.Response.WriteAsync($$"""{"status":"SUCCESS","message":"{{new string('x', 100_000)}}"}""");
                break;
            case "large":
                await context.Response.WriteAsync($$"""{"status":"SUCCESS","message":"{{new string('x', 50_000)}}"}""");
                break;
            case "empty":
                break;
            case "html":
                await context.Response.WriteAsync("<!doctype html><title>Sign in</title>");
                break;
            case "redirect":
                context.Response.Redirect("/redirected");
                break;
            case var number when int.TryParse(number, out var status):
                context.Response.StatusCode = status;
                await context.Response.WriteAsync("""{"message":"no"}""");
                break;
            default: // the status itself
                await context.Response.WriteAsync(
                    $$"""{"taskId":"t1","status":"{{path}}","message":"Invalid callback token. Check your callback token.","timestamp":1}""", Encoding.UTF8);
                break;
        }
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
