using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatPlatform.Ceiling;

/// <summary>The product's two calls that the load generator uses, without routing, keys, validation, history or logging.</summary>
internal sealed class ChatHandler(ITurnWriter writer, CeilingOptions options, TimeProvider clock)
{
    private const string Usual = "안녕하세요. 이것은 모델 없이 저장만 하는 서비스의 답입니다. Hello from the ceiling.";

    private readonly HttpClient? _model = options.Model is null ? null : new() { BaseAddress = options.Model };

    public Task HandleAsync(HttpContext context) => context.Request.Path.Value switch
    {
        "/api/chat" => ChatAsync(context),
        "/api/sessions" => CreateSessionAsync(context),
        "/health/ready" => Task.CompletedTask,
        _ => Send(context, 404),
    };

    private async Task ChatAsync(HttpContext context)
    {
        var body = (await JsonSerializer.DeserializeAsync(context.Request.Body, Json.Default.ChatBody))!;
        var now = clock.GetUtcNow();
        var question = new Question(body.SessionId, Guid.CreateVersion7(now), Guid.CreateVersion7(now), body.Message, now.UtcDateTime);
        if (await writer.BeginAsync(question) is not { } begun)
        {
            await Send(context, 404);
            return;
        }

        var (text, input, output) = _model is null ? (Usual, 11, 9) : await AskAsync(_model, body.Message);
        var ended = clock.GetUtcNow();
        await writer.EndAsync(new Answer(question, begun, Guid.CreateVersion7(ended), text, ended.UtcDateTime, input, output));
        var reply = new ChatReply(
            question.AnswerId, body.SessionId, "assistant", text, now, new(input, output, input + output), Constant.Model);
        await SendAsync(context, 200, JsonSerializer.SerializeToUtf8Bytes(reply, Json.Default.ChatReply));
    }

    private async Task CreateSessionAsync(HttpContext context)
    {
        var body = (await JsonSerializer.DeserializeAsync(context.Request.Body, Json.Default.SessionBody))!;
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await writer.CreateConversationAsync(id, body.UserId, now.UtcDateTime);
        await SendAsync(context, 201, JsonSerializer.SerializeToUtf8Bytes(new SessionReply(id), Json.Default.SessionReply));
    }

    /// <summary>What a careful hand would write where nothing but speed counts: one post, one read, two fields looked up.</summary>
    private static async Task<(string Text, int Input, int Output)> AskAsync(HttpClient model, string message)
    {
        var ask = new ModelBody(Constant.Model, [new("system", Constant.SystemPrompt), new("user", message)], 0.2f, 1000);
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(ask, Json.Default.ModelBody));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await model.PostAsync(new Uri("chat/completions", UriKind.Relative), content);
        response.EnsureSuccessStatusCode();
        using var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        var usage = answer.RootElement.GetProperty("usage");
        return (
            answer.RootElement.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!,
            usage.GetProperty("prompt_tokens").GetInt32(),
            usage.GetProperty("completion_tokens").GetInt32());
    }

    private static Task Send(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static Task SendAsync(HttpContext context, int status, byte[] json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = json.Length;
        return context.Response.Body.WriteAsync(json).AsTask();
    }
}

internal sealed record ChatBody(Guid SessionId, string Message);

internal sealed record SessionBody(string UserId);

internal sealed record SessionReply(Guid SessionId);

internal sealed record Usage(int InputTokens, int OutputTokens, int TotalTokens);

internal sealed record ChatReply(
    Guid MessageId, Guid SessionId, string Role, string Content, DateTimeOffset CreatedAt, Usage TokenUsage, string Model);

internal sealed record ModelMessage(string Role, string Content);

internal sealed record ModelBody(string Model, ModelMessage[] Messages, float Temperature, int MaxTokens);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ChatBody))]
[JsonSerializable(typeof(SessionBody))]
[JsonSerializable(typeof(SessionReply))]
[JsonSerializable(typeof(ChatReply))]
[JsonSerializable(typeof(ModelBody))]
internal sealed partial class Json : JsonSerializerContext;
