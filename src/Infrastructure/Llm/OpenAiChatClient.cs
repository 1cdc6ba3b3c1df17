using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using ChatFinishReason = Microsoft.Extensions.AI.ChatFinishReason;
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

/// <summary>What one stream has said so far.</summary>
internal sealed class OpenAiStreamReader
{
    private readonly ToolCallPieces _calls = new();
    private bool _done;
    private bool _finished;
    private bool _spoke;

    public void SawDone() => _done = true;

    /// <summary>Null for a chunk that tells a caller nothing, such as the first one that only names the role.</summary>
    public ChatResponseUpdate? Read(OpenAiAnswer chunk)
    {
        if (chunk.Error is { ValueKind: not JsonValueKind.Null })
        {
            throw ModelErrors.BadAnswer("reported an error in the middle of its answer");
        }

        List<AIContent> contents = [];
        ChatFinishReason? finish = null;
        if (chunk.Choices is [var choice, ..])
        {
            finish = OpenAiMapping.ToFinishReason(choice.FinishReason);
            // some servers send the last piece as a message
            Read(choice.Delta ?? choice.Message, contents);
            if (finish is not null)
            {
                _finished = true;
            }
        }

        if (chunk.Usage.ToUsage() is { } usage)
        {
            contents.Add(new UsageContent(usage));
        }

        return contents.Count == 0 && finish is null ? null : new(ChatRole.Assistant, contents)
        {
            ResponseId = chunk.Id,
            ModelId = chunk.Model,
            FinishReason = finish,
        };
    }

    /// <summary>The tool calls, whole. An answer that never came to its end, or never said anything, is an error.</summary>
    public IEnumerable<ChatResponseUpdate> Finish()
    {
        // servers that leave one of the two out are common; without both nobody knows whether the answer is whole
        if (!_finished && !_done)
        {
            throw ModelErrors.StreamCut();
        }

        if (!_spoke && !_calls.Any)
        {
            throw ModelErrors.BadAnswer("ended its answer without a word");
        }

        return _calls.Any ? [new(ChatRole.Assistant, [.. _calls.Take()])] : [];
    }

    private void Read(OpenAiMessage? delta, List<AIContent> contents)
    {
        if (delta?.ReasoningContent is { Length: > 0 } reasoning)
        {
            contents.Add(new TextReasoningContent(reasoning));
        }

        if ((delta?.Content is { Length: > 0 } text ? text : delta?.Refusal) is { Length: > 0 } said)
        {
            _spoke = true;
            contents.Add(new TextContent(said));
        }

        if (delta?.ToolCalls is { } pieces)
        {
            _calls.Add(pieces);
        }
    }
}
