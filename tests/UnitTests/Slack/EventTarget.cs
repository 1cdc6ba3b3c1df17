using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using ChatPlatform.SlackSimulator;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ChatPlatform.UnitTests.Slack;

/// <summary>A request as it arrived.</summary>
internal sealed record Arrival(string Path, byte[] Body, IHeaderDictionary Headers, DateTimeOffset At)
{
    public string? Retry => Headers["X-Slack-Retry-Num"];

    public string? Reason => Headers["X-Slack-Retry-Reason"];

    /// <summary>Signed with the usual secret, and not long ago.</summary>
    public bool IsGenuine =>
        (string?)Headers["X-Slack-Request-Timestamp"] is { } timestamp
        && Signature.Of(new Workspace().SigningSecret, timestamp, Body) == Headers["X-Slack-Signature"]
        && Math.Abs(At.ToUnixTimeSeconds() - long.Parse(timestamp, CultureInfo.InvariantCulture)) <= 300;
}

/// <summary>Takes what Slack sends.</summary>
internal sealed class EventTarget : IAsyncDisposable
{
    private readonly ConcurrentQueue<Arrival> _arrivals = new();
    private readonly WebApplication _app;

    private EventTarget(Func<Arrival, HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var headers = new HeaderDictionary(context.Request.Headers.ToDictionary());
            var arrival = new Arrival(context.Request.Path, body.ToArray(), headers, TimeProvider.System.GetUtcNow());
            _arrivals.Enqueue(arrival);
            await answer(arrival, context);
        });
    }

    public Uri Url => new(_app.Urls.First());

    public IReadOnlyList<Arrival> Arrivals => [.. _arrivals];

    public static async Task<EventTarget> StartAsync(Func<Arrival, HttpContext, Task> answer)
    {
        var target = new EventTarget(answer);
        await target._app.StartAsync();
        return target;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }
}
