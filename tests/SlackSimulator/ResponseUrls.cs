using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;

namespace ChatPlatform.SlackSimulator;

/// <summary>The addresses that go along with slash commands: good five times, for half an hour.</summary>
public sealed class ResponseUrls(TimeProvider clock)
{
    public const int Uses = 5;

    public static readonly TimeSpan ValidFor = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<string, Issued> _issued = new();

    /// <param name="onMessage">Told of each message that is taken.</param>
    /// <returns>The path.</returns>
    public string Issue(Action<JsonElement> onMessage)
    {
        var token = RandomNumberGenerator.GetHexString(24, lowercase: true);
        _issued[token] = new(clock.GetUtcNow() + ValidFor, onMessage);
        return $"/commands/{token}";
    }

    internal async Task ReceiveAsync(HttpContext context, string token)
    {
        JsonElement message;
        try
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
            message = body.RootElement.Clone();
        }
        catch (JsonException)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "invalid_payload");
            return;
        }

        if (!_issued.TryGetValue(token, out var url) || clock.GetUtcNow() >= url.ExpiresAt)
        {
            await RefuseAsync(context, StatusCodes.Status404NotFound, "expired_url");
        }
        else if (string.IsNullOrEmpty(message.Text("text")) && !(message.ValueKind == JsonValueKind.Object && message.TryGetProperty("blocks", out _)))
        {
            await RefuseAsync(context, StatusCodes.Status500InternalServerError, "no_text");
        }
        else if (!url.Use())
        {
            await RefuseAsync(context, StatusCodes.Status404NotFound, "used_url");
        }
        else
        {
            url.OnMessage(message);
            await context.Response.WriteAsync("ok", context.RequestAborted);
        }
    }

    private static Task RefuseAsync(HttpContext context, int status, string error)
    {
        context.Response.StatusCode = status;
        return ApiAnswers.ErrorAsync(context, error);
    }

    private sealed class Issued(DateTimeOffset expiresAt, Action<JsonElement> onMessage)
    {
        private int _uses;

        public DateTimeOffset ExpiresAt => expiresAt;

        public Action<JsonElement> OnMessage => onMessage;

        public bool Use() => Interlocked.Increment(ref _uses) <= Uses;
    }
}
