using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace ChatPlatform.FakeModelServer;

/// <summary>A request as it arrived.</summary>
public sealed record RecordedRequest(string Path, string? Authorization, JsonElement Body)
{
    public string? Model => Body.TryGetProperty("model", out var model) ? model.GetString() : null;

    public bool Stream => Body.TryGetProperty("stream", out var stream) && stream.GetBoolean();

    /// <summary>Role and content of each message, in order.</summary>
    public IReadOnlyList<(string Role, string Content)> Messages =>
        [.. Body.GetProperty("messages").EnumerateArray().Select(m => (
            m.GetProperty("role").GetString()!,
            m.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.String ? content.GetString()! : ""))];
}

/// <summary>
/// A model server on a loopback port that speaks OpenAI's wire format and the midm style. It answers the same text each time, unless
/// <see cref="Enqueue"/> scripts the next answers or a word in the last user message asks for a fault (<c>!429</c>, <c>!cut</c> …) or a
/// behaviour (<c>[model:slow:3000]</c> …, see <see cref="Behaviours"/>).
/// </summary>
public sealed class FakeModel : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly FakeModelOptions _options;
    private readonly OpenAiReplies _openAi;
    private readonly MidmReplies _midm;
    private readonly Behaviours _behaviours = new();
    private readonly ConcurrentQueue<FakeReply> _script = new();
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();
    private int _active;
    private bool _disposed;

    private FakeModel(FakeModelOptions options)
    {
        _options = options;
        _openAi = new(options);
        _midm = new(options);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    /// <summary>Such as <c>http://127.0.0.1:40123</c>; the midm base URL.</summary>
    public string Url { get; private set; } = "";

    /// <summary>The base URL to give to an OpenAI client.</summary>
    public string OpenAiUrl => Url + "/v1";

    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    /// <summary>Requests that are being answered now; falls when a caller gives up.</summary>
    public int Active => Volatile.Read(ref _active);

    public static async Task<FakeModel> StartAsync(FakeModelOptions? options = null)
    {
        var model = new FakeModel(options ?? new());
        await model._app.StartAsync();
        model.Url = model._app.Urls.First();
        return model;
    }

    /// <summary>The next requests get these answers, in order; then the usual one again.</summary>
    public void Enqueue(params FakeReply[] replies) => Array.ForEach(replies, _script.Enqueue);

    public Task WaitForShutdownAsync() => _app.WaitForShutdownAsync();

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
    }

    private async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (HttpMethods.IsGet(context.Request.Method))
        {
            await (path is "/v1/models" or "/models" ? OpenAiReplies.ModelsAsync(context) : NotFoundAsync(context));
            return;
        }

        IReplies? replies = path switch
        {
            "/v1/chat/completions" or "/chat/completions" => _openAi,
            "/chat" or "/chat/stream" => _midm,
            _ => null,
        };
        if (replies is null)
        {
            await NotFoundAsync(context);
            return;
        }

        Interlocked.Increment(ref _active);
        try
        {
            await AnswerAsync(context, replies);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Abort(); // the caller has left
        }
        finally
        {
            Interlocked.Decrement(ref _active);
        }
    }

    private async Task AnswerAsync(HttpContext context, IReplies replies)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
        var authorization = (string?)context.Request.Headers.Authorization;
        if (_options.Record)
        {
            _requests.Enqueue(new(context.Request.Path.Value!, authorization, body.RootElement.Clone()));
        }

        if (_options.ApiKey is not null && authorization != $"Bearer {_options.ApiKey}")
        {
            await OpenAiReplies.ErrorAsync(context, FakeReply.Status(401));
            return;
        }

        var reply = NextReply(body.RootElement);
        if (_options.Delay + reply.Wait > TimeSpan.Zero)
        {
            await Task.Delay(_options.Delay + reply.Wait, context.RequestAborted);
        }

        switch (reply.Fault)
        {
            case Fault.Status:
                await OpenAiReplies.ErrorAsync(context, reply);
                break;
            case Fault.Reset:
                context.Features.Get<IHttpRequestLifetimeFeature>()!.Abort();
                break;
            case Fault.Hang:
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
                break;
            case Fault.WrongType:
                context.Response.ContentType = "text/html; charset=utf-8";
                await context.Response.WriteAsync("<!doctype html><title>Sign in</title><p>Sign in to the network first.</p>");
                break;
            default:
                await replies.AnswerAsync(context, body.RootElement, reply);
                break;
        }
    }

    private FakeReply NextReply(JsonElement body)
    {
        if (!_script.TryDequeue(out var reply))
        {
            var last = LastUserText(body);
            reply = _behaviours.For(last) ?? (last.Contains('!') ? FakeReply.FromWord(last) : null) ?? FakeReply.Usual;
        }

        return reply.Fault switch
        {
            Fault.Echo => reply with { Text = $"{body.GetProperty("messages").GetArrayLength()} messages; the last: {LastUserText(body)}" },
            Fault.Huge => reply with { Text = string.Concat(Enumerable.Repeat("데이터 ", (reply.Number is 0 ? 1000 : reply.Number) * 100)) },
            Fault.Empty => reply with { Text = "" },
            _ => reply,
        };
    }

    private static string LastUserText(JsonElement body)
    {
        if (!body.TryGetProperty("messages", out var messages))
        {
            return "";
        }

        for (var i = messages.GetArrayLength() - 1; i >= 0; i--)
        {
            if (messages[i].GetProperty("role").ValueEquals("user"u8) && messages[i].TryGetProperty("content", out var content))
            {
                return content.ValueKind == JsonValueKind.String ? content.GetString()! : content.GetRawText();
            }
        }

        return "";
    }

    private static Task NotFoundAsync(HttpContext context) => OpenAiReplies.ErrorAsync(context, FakeReply.Status(404));
}

/// <summary>One wire format.</summary>
internal interface IReplies
{
    Task AnswerAsync(HttpContext context, JsonElement request, FakeReply reply);
}
