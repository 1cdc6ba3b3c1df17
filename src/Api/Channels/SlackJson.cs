using System.Text.Json;

namespace ChatPlatform.Api.Channels;

/// <summary>Reading JSON whose fields are of one kind in one event and of another in the next.</summary>
internal static class SlackJson
{
    /// <summary>Null when there is no such text, or when it holds half of a surrogate pair.</summary>
    public static string? TextOf(this JsonElement json, string name)
    {
        try
        {
            return json.PartOf(name, JsonValueKind.String)?.GetString();
        }
        catch (InvalidOperationException)
        {
            return null; // an escape such as \ud83d without its other half
        }
    }

    /// <summary>Null when there is nothing of this name and kind.</summary>
    public static JsonElement? PartOf(this JsonElement json, string name, JsonValueKind kind) => json.PartOf(name) is { } part && part.ValueKind == kind ? part : null;

    /// <summary>Null when there is nothing of this name, or JSON's null.</summary>
    public static JsonElement? PartOf(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var part) && part.ValueKind != JsonValueKind.Null ? part : null;
}
