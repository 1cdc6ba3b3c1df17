using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ChatPlatform.Infrastructure.Llm;

internal sealed record OpenAiRequest(string? Model, IReadOnlyList<OpenAiMessage> Messages)
{
    public float? Temperature { get; init; }

    public float? TopP { get; init; }

    public int? MaxTokens { get; init; }

    public int? MaxCompletionTokens { get; init; }

    public IList<string>? Stop { get; init; }

    public long? Seed { get; init; }

    public bool? Stream { get; init; }

    public OpenAiStreamOptions? StreamOptions { get; init; }

    public IReadOnlyList<OpenAiTool>? Tools { get; init; }

    /// <summary>none, required, or the function that must be called.</summary>
    public JsonNode? ToolChoice { get; init; }
}

internal sealed record OpenAiStreamOptions(bool IncludeUsage);

internal sealed record OpenAiTool(string Type, OpenAiFunctionDeclaration Function);

internal sealed record OpenAiFunctionDeclaration(string Name, string Description, JsonElement Parameters);

/// <summary>A message of a request, the message of an answer, or a delta of a stream.</summary>
internal sealed record OpenAiMessage
{
    public string? Role { get; init; }

    public string? Content { get; init; }

    /// <summary>What a model says instead of an answer.</summary>
    public string? Refusal { get; init; }

    /// <summary>Thinking aloud, as vLLM and DeepSeek send it.</summary>
    public string? ReasoningContent { get; init; }

    public IReadOnlyList<OpenAiToolCall>? ToolCalls { get; init; }

    public string? ToolCallId { get; init; }
}

/// <param name="Index">In a stream, which call a piece belongs to.</param>
internal sealed record OpenAiToolCall(int? Index, string? Id, string? Type, OpenAiFunctionCall? Function);

internal sealed record OpenAiFunctionCall(string? Name, string? Arguments);

/// <summary>A whole answer, or one chunk of a stream. Nothing is required: servers differ.</summary>
internal sealed record OpenAiAnswer
{
    public string? Id { get; init; }

    public string? Model { get; init; }

    public IReadOnlyList<OpenAiChoice>? Choices { get; init; }

    public OpenAiUsage? Usage { get; init; }

    public JsonElement? Error { get; init; }
}

internal sealed record OpenAiChoice(OpenAiMessage? Message, OpenAiMessage? Delta, string? FinishReason);

internal sealed record OpenAiUsage(long? PromptTokens, long? CompletionTokens, long? TotalTokens);

[JsonSerializable(typeof(OpenAiRequest))]
[JsonSerializable(typeof(OpenAiAnswer))]
[JsonSerializable(typeof(MidmRequest))]
internal sealed partial class WireJson : JsonSerializerContext
{
    public static WireJson Utf8 { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // Hangul as it is: escaped it would be twice as long
    });
}
