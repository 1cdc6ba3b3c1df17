using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace ChatPlatform.Infrastructure.Llm;

internal sealed record MidmRequest(IReadOnlyList<OpenAiMessage> Messages, float? Temperature, int? MaxTokens);

/// <summary>
/// A server with <c>POST {base}/chat</c> and <c>{base}/chat/stream</c>. Nothing public pins its answers down, so every shape that was seen is
/// taken. A stream may end with <c>[DONE]</c> or just end, so only a broken connection or an error event tells that an answer is not whole.
/// </summary>
internal sealed class MidmChatClient : IChatClient
{
    private readonly HttpClient _http;
    private readonly TimeProvider _clock;
    private readonly Uri _chat;
    private readonly Uri _stream;
    private readonly ChatClientMetadata _metadata;
    private readonly int _maxBytes;

    public MidmChatClient(LlmOptions options, TimeProvider clock)
    {
        var url = options.MidmBaseUrl!.TrimEnd('/');
        _clock = clock;
        _chat = new($"{url}/{options.MidmChatPath.TrimStart('/')}");
        _stream = new($"{url}/{options.MidmStreamPath.TrimStart('/')}");
        _metadata = new("midm", new Uri(url), "midm");
        _maxBytes = options.MaxAnswerBytes;
        _http = LlmHttp.CreateClient(options);
        if (!string.IsNullOrEmpty(options.MidmApiKey))
        {
            _http.DefaultRequestHeaders.Authorization = new("Bearer", options.MidmApiKey);
        }
    }

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var response = await SendAsync(_chat, messages, options, cancellationToken);
        return await ReadAnswerAsync(response, cancellationToken);
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var response = await SendAsync(_stream, messages, options, cancellationToken);
        var type = response.Content.Headers.ContentType?.MediaType;
        if (type is "application/json")
        {
            // a server that cannot stream answers in one piece
            foreach (var update in (await ReadAnswerAsync(response, cancellationToken)).ToChatResponseUpdates())
            {
                yield return update;
            }

            yield break;
        }

        if (type is not (null or "text/event-stream"))
        {
            throw ModelErrors.BadAnswer("sent something that is no stream of answers");
        }

        var reader = new MidmStreamReader();
        await using var body = await BodyAsync(response, cancellationToken);
        await foreach (var item in SseParser.Create(body).EnumerateAsync(cancellationToken))
        {
            if (item.Data == "[DONE]")
            {
                break;
            }

            if (reader.Read(item) is { } update)
            {
                yield return update;
            }
        }

        reader.Finish();
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? _metadata
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose() => _http.Dispose();

    private static ChatResponse Answer(MidmPiece piece) =>
        string.IsNullOrEmpty(piece.Text)
            ? throw ModelErrors.BadAnswer("ended its answer without a word")
            : new(new ChatMessage(ChatRole.Assistant, piece.Text)) { ModelId = "midm", FinishReason = piece.Finish, Usage = piece.Usage };

    private async Task<HttpResponseMessage> SendAsync(
        Uri url, IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        var wire = messages.Select(m => new OpenAiMessage { Role = m.Role.Value, Content = m.Text }).ToList();
        var bytes = JsonSerializer.SerializeToUtf8Bytes(
            new MidmRequest(wire, options?.Temperature, options?.MaxOutputTokens), WireJson.Utf8.MidmRequest);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new("application/json");
        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            throw ModelErrors.FromStatus(
                (int)response.StatusCode, await ErrorBody.ReadCodeAsync(body, cancellationToken), RetryAfter(response.Headers));
        }
    }

    private TimeSpan? RetryAfter(HttpResponseHeaders headers) =>
        headers.TryGetValues("Retry-After", out var values) ? ModelErrors.RetryAfter(values.First(), _clock) : null;

    private async Task<ChatResponse> ReadAnswerAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var body = await BodyAsync(response, cancellationToken);
        if (response.Content.Headers.ContentType?.MediaType is "text/plain")
        {
            using var text = new StreamReader(body, Encoding.UTF8);
            return Answer(new(await text.ReadToEndAsync(cancellationToken), null, null));
        }

        using var json = await JsonDocument.ParseAsync(body, default, cancellationToken);
        return Answer(MidmPiece.From(json.RootElement));
    }

    private async Task<BoundedStream> BodyAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        new(await response.Content.ReadAsStreamAsync(cancellationToken), _maxBytes);
}
