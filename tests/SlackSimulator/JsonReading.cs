using System.Text.Json;

namespace ChatPlatform.SlackSimulator;

/// <summary>Reading JSON that may be anything.</summary>
internal static class JsonReading
{
    /// <summary>Null when there is no such text, or when it holds half of a surrogate pair.</summary>
    public static string? Text(this JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null; // an escape such as \ud83d without its other half
        }
    }
}
