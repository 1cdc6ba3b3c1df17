using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ChatPlatform.IntegrationTests.Channels;

/// <summary>A post that is in a thread.</summary>
internal sealed record PostedInSlack(string Channel, string Thread, string Ts, string Text, JsonElement Metadata);

/// <summary>Slack's Web API on a loopback port, which does as the test says.</summary>
internal sealed class FakeSlack : IAsyncDisposable
{
    public const string Token = "xoxb-integration-tests";

    private readonly WebApplication _app;
    private int _posts;

    private FakeSlack()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    /// <summary>Everything that is in a thread now, oldest first.</summary>
    public ConcurrentQueue<PostedInSlack> Posts { get; } = new();

    /// <summary>How often each method was called.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>What becomes of posts that hold a text: <c>429</c>, <c>stored-500</c>, <c>stored-hang</c>, another status, or an error of Slack's. Once each.</summary>
    public ConcurrentDictionary<string, string> Troubles { get; } = new(StringComparer.Ordinal);

    /// <summary>What came to a <c>response_url</c>, which is any address below <see cref="ResponseUrl"/>.</summary>
    public ConcurrentQueue<(string Path, JsonElement Body)> Responses { get; } = new();

    /// <summary>What becomes of looks into a channel's threads: <c>429</c>, another status, or an error of Slack's. Always.</summary>
    public ConcurrentDictionary<string, string> ReadTroubles { get; } = new(StringComparer.Ordinal);

    public string Url { get; private set; } = "";

    public string ResponseUrl => Url.Replace("/api", "/commands/", StringComparison.Ordinal);

    public static async Task<FakeSlack> StartAsync()
    {
        var slack = new FakeSlack();
        await slack._app.StartAsync();
        slack.Url = $"{slack._app.Urls.First()}/api";
        return slack;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments("/commands", StringComparison.Ordinal))
        {
            Responses.Enqueue((context.Request.Path, (await JsonDocument.ParseAsync(context.Request.Body)).RootElement));
            return;
        }

        var method = context.Request.Path.Value!["/api/".Length..];
        Calls.Enqueue(method);
        if (context.Request.Headers.Authorization != $"Bearer {Token}")
        {
            await context.Response.WriteAsync("""{"ok":false,"error":"invalid_auth"}""");
        }
        else if (method == "chat.postMessage")
        {
            await PostAsync(context);
        }
        else if (method == "conversations.replies")
        {
            await RepliesAsync(context);
        }
        else
        {
            await context.Response.WriteAsync("""{"ok":false,"error":"unknown_method"}""");
        }
    }

    private async Task PostAsync(HttpContext context)
    {
        var body = await JsonDocument.ParseAsync(context.Request.Body);
        var text = body.RootElement.GetProperty("text").GetString()!;
        var trouble = Troubles.Keys.FirstOrDefault(key => text.Contains(key, StringComparison.Ordinal)) is { } key && Troubles.TryRemove(key, out var what) ? what : "";
        var ts = string.Create(CultureInfo.InvariantCulture, $"1900000000.{Interlocked.Increment(ref _posts):000000}");
        if (trouble is "" || trouble.StartsWith("stored-", StringComparison.Ordinal))
        {
            Posts.Enqueue(new PostedInSlack(
                body.RootElement.GetProperty("channel").GetString()!,
                body.RootElement.GetProperty("thread_ts").GetString()!,
                ts,
                text,
                body.RootElement.GetProperty("metadata").Clone()));
        }

        switch (trouble)
        {
            case "":
                await context.Response.WriteAsync($$"""{"ok":true,"channel":"C","ts":"{{ts}}"}""");
                break;
            case "stored-500":
                context.Response.StatusCode = 500;
                break;
            case "stored-hang":
                await Task.Delay(TimeSpan.FromSeconds(5), context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
            default:
                await RefuseAsync(context, trouble);
                break;
        }
    }

    private static async Task RefuseAsync(HttpContext context, string trouble)
    {
        if (int.TryParse(trouble, CultureInfo.InvariantCulture, out var status))
        {
            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = status == 429 ? "1" : default(StringValues);
            return;
        }

        await context.Response.WriteAsync($$"""{"ok":false,"error":"{{trouble}}"}""");
    }

    private async Task RepliesAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        if (ReadTroubles.TryGetValue(form["channel"].ToString(), out var trouble))
        {
            await RefuseAsync(context, trouble);
            return;
        }

        var messages = Posts
            .Where(p => p.Channel == form["channel"] && p.Thread == form["ts"])
            .Select(p => form["include_all_metadata"] == "true" ? (object)new { p.Ts, p.Text, metadata = p.Metadata } : new { p.Ts, p.Text });
        await context.Response.WriteAsync(JsonSerializer.Serialize(new { ok = true, messages }));
    }
}
