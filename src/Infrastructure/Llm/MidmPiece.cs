using System.Net.ServerSentEvents;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace ChatPlatform.Infrastructure.Llm;

/// <summary>What a midm answer, or one event of its stream, says.</summary>
internal readonly record struct MidmPiece(string? Text, ChatFinishReason? Finish, UsageDetails? Usage)
{
    // where the text was seen, the likeliest first; each may hold the text itself or an object that does
    private static readonly string[] Places = ["content", "delta", "token", "response", "message", "text", "choices"];

    /// <exception cref="Application.Common.ModelFailedException">The object is an error.</exception>
    public static MidmPiece From(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || HasError(json))
        {
            throw ModelErrors.BadAnswer("reported an error instead of an answer");
        }

        var finish = json.TryGetProperty("choices", out var choices) && choices is { ValueKind: JsonValueKind.Array } && choices.GetArrayLength() > 0
            && choices[0].TryGetProperty("finish_reason", out var reason) && reason.ValueKind == JsonValueKind.String
                ? OpenAiMapping.ToFinishReason(reason.GetString())
                : null;
        var usage = json.TryGetProperty("usage", out var counts) && counts.ValueKind == JsonValueKind.Object
            ? counts.Deserialize(WireJson.Utf8.OpenAiUsage).ToUsage()
            : null;
        return new(TextOf(json), finish, usage);
    }

    private static bool HasError(JsonElement json) =>
        json.TryGetProperty("error", out var error) && error.ValueKind is not (JsonValueKind.Null or JsonValueKind.False);

    private static string? TextOf(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String:
                return json.GetString();
            case JsonValueKind.Array:
                return json.GetArrayLength() > 0 ? TextOf(json[0]) : null;
            case JsonValueKind.Object:
                foreach (var place in Places)
                {
                    if (json.TryGetProperty(place, out var found) && TextOf(found) is { } text)
                    {
                        return text;
                    }
                }

                return null;
            default:
                return null;
        }
    }
}

/// <summary>Reads a stream whose first event decides whether all of it is JSON or raw text.</summary>
internal sealed class MidmStreamReader
{
    private bool? _json;
    private bool _spoke;

    public ChatResponseUpdate? Read(SseItem<string> item)
    {
        if (item.EventType is "error")
        {
            throw ModelErrors.BadAnswer("reported an error in the middle of its answer");
        }

        _json ??= item.Data.StartsWith('{');
        if (_json is false)
        {
            // an empty event of raw text is how servers send a line break
            return Update(new(item.Data.Length == 0 ? "\n" : item.Data, null, null));
        }

        using var json = JsonDocument.Parse(item.Data);
        return Update(MidmPiece.From(json.RootElement));
    }

    public void Finish()
    {
        if (!_spoke)
        {
            throw ModelErrors.BadAnswer("ended its answer without a word");
        }
    }

    private ChatResponseUpdate? Update(MidmPiece piece)
    {
        List<AIContent> contents = [];
        if (!string.IsNullOrEmpty(piece.Text))
        {
            _spoke = true;
            contents.Add(new TextContent(piece.Text));
        }

        if (piece.Usage is not null)
        {
            contents.Add(new UsageContent(piece.Usage));
        }

        return contents.Count == 0 && piece.Finish is null
            ? null
            : new(ChatRole.Assistant, contents) { ModelId = "midm", FinishReason = piece.Finish };
    }
}
