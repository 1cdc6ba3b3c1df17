using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace ChatPlatform.Infrastructure.Llm;

/// <summary>
/// Any server with OpenAI's chat completions, through the official SDK's protocol method. The SDK's typed methods take a stream that
/// ends early, an error in mid-stream or a page of HTML for a success, and fail on finish reasons they do not know.
/// </summary>
internal sealed class OpenAiChatClient : IChatClient
{
    private readonly HttpClient _http;
    private readonly ChatClient _client;
    private readonly ChatClientMetadata _metadata;
    private readonly TimeProvider _clock;
    private readonly int _maxBytes;
    private readonly bool _maxCompletionTokens;

    public OpenAiChatClient(LlmOptions options, TimeProvider clock)
    {
        var endpoint = LlmHttp.BaseUrl(string.IsNullOrEmpty(options.BaseUrl) ? LlmOptions.OpenAiUrl : options.BaseUrl);
        _clock = clock;
        _maxBytes = options.MaxAnswerBytes;
        _maxCompletionTokens = options.MaxTokensField switch
        {
            MaxTokensField.MaxTokens => false,
            MaxTokensField.MaxCompletionTokens => true,
            _ => endpoint.Host is "api.openai.com" || endpoint.Host.EndsWith(".openai.azure.com", StringComparison.OrdinalIgnoreCase),
        };
        _metadata = new("openai", endpoint);
        _http = LlmHttp.CreateClient(options);
        AuthenticationPolicy authentication = string.IsNullOrEmpty(options.ApiKey)
            ? new LlmHttp.NoAuthentication()
            : ApiKeyAuthenticationPolicy.CreateBearerAuthorizationPolicy(new ApiKeyCredential(options.ApiKey));
#pragma warning disable OPENAI001 // marked experimental, and the only way to call a server that asks for no key
        // the model named here is never sent: the body of each request names its own
        _client = new("unused", authentication, new OpenAIClientOptions
        {
            Endpoint = endpoint,
            Transport = new HttpClientPipelineTransport(_http),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            EnableDistributedTracing = false,
            ClientLoggingOptions = new() { EnableLogging = false },
            UserAgentApplicationId = "ChatPlatform",
        });
#pragma warning restore OPENAI001
    }

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var response = await SendAsync(OpenAiMapping.ToRequest(messages, options, stream: false, _maxCompletionTokens), cancellationToken);
        return await ReadAnswerAsync(response, cancellationToken);
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var response = await SendAsync(OpenAiMapping.ToRequest(messages, options, stream: true, _maxCompletionTokens), cancellationToken);
        response.Headers.TryGetValue("Content-Type", out var type);
        if (LlmHttp.IsMediaType(type, "application/json"))
        {
            // a server that cannot stream answers in one piece
            foreach (var update in (await ReadAnswerAsync(response, cancellationToken)).ToChatResponseUpdates())
            {
                yield return update;
            }

            yield break;
        }

        if (type is not null && !LlmHttp.IsMediaType(type, "text/event-stream"))
        {
            throw ModelErrors.BadAnswer("sent something that is no stream of answers");
        }

        var reader = new OpenAiStreamReader();
        await foreach (var item in SseParser.Create(Body(response), ParseEvent).EnumerateAsync(cancellationToken))
        {
            if (item.Data is null)
            {
                reader.SawDone();
                break;
            }

            if (reader.Read(item.Data) is { } update)
            {
                yield return update;
            }
        }

        foreach (var update in reader.Finish())
        {
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? _metadata
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose() => _http.Dispose();

    /// <summary>Null stands for <c>[DONE]</c>.</summary>
    private static OpenAiAnswer? ParseEvent(string eventType, ReadOnlySpan<byte> data) =>
        data.SequenceEqual("[DONE]"u8)
            ? null
            : JsonSerializer.Deserialize(data, WireJson.Utf8.OpenAiAnswer) ?? throw new JsonException("null is no chunk");

    private async Task<PipelineResponse> SendAsync(OpenAiRequest request, CancellationToken cancellationToken)
    {
        using var content = BinaryContent.Create(
            BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(request, WireJson.Utf8.OpenAiRequest)));
        var result = await _client.CompleteChatAsync(content, new RequestOptions
        {
            BufferResponse = false,
            ErrorOptions = ClientErrorBehaviors.NoThrow,
            CancellationToken = cancellationToken,
        });
        var response = result.GetRawResponse();
        if (response.Status is 200)
        {
            return response;
        }

        using (response)
        {
            response.Headers.TryGetValue("Retry-After", out var retryAfter);
            throw ModelErrors.FromStatus(
                response.Status,
                await ErrorBody.ReadCodeAsync(response.ContentStream, cancellationToken),
                ModelErrors.RetryAfter(retryAfter, _clock));
        }
    }

    private async Task<ChatResponse> ReadAnswerAsync(PipelineResponse response, CancellationToken cancellationToken) =>
        OpenAiMapping.ToResponse(await JsonSerializer.DeserializeAsync(Body(response), WireJson.Utf8.OpenAiAnswer, cancellationToken));

    private BoundedStream Body(PipelineResponse response) => new(response.ContentStream ?? Stream.Null, _maxBytes);
}
