using System.Text.Json;

namespace ChatPlatform.KakaoSimulator;

/// <summary>Reading JSON that may be anything.</summary>
internal static class JsonReading
{
    public static bool HasText(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String;

    /// <summary>Null when there is no such text, or when it holds half of a surrogate pair.</summary>
    public static string? Text(this JsonElement element, string name)
    {
        if (!element.HasText(name))
        {
            return null;
        }

        try
        {
            return element.GetProperty(name).GetString();
        }
        catch (InvalidOperationException)
        {
            return null; // an escape such as \ud83d without its other half
        }
    }

    /// <summary>The first of these texts that is there.</summary>
    public static string? AnyText(this JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (element.Text(name) is { } text)
            {
                return text;
            }
        }

        return null;
    }
}
