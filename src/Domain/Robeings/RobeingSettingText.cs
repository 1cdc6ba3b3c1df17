using System.Text.Json;

namespace ChatPlatform.Domain.Robeings;

/// <summary>Values as people type them: <c>brief</c>, <c>true</c>, <c>50</c>, <c>경제, 스포츠</c>.</summary>
public static class RobeingSettingText
{
    /// <summary>Reads JSON where it is JSON, else a text; a switch understands on and off, a list its items with commas between them.</summary>
    public static JsonElement Read(string text, RobeingSettingDefinition? definition)
    {
        text = text.Trim();
        if (definition?.Values == RobeingSettingValues.Switch && SwitchOf(text) is { } isOn)
        {
            return RobeingSettingValues.Json(isOn);
        }

        if (definition?.Values == RobeingSettingValues.Texts && !text.StartsWith('['))
        {
            return RobeingSettingValues.Json(text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        }

        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return RobeingSettingValues.Json(text);
        }
    }

    /// <summary>The way back.</summary>
    public static string Show(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : RobeingSettingValues.Write(value);

    private static bool? SwitchOf(string text) => text.ToLowerInvariant() switch
    {
        "true" or "on" or "yes" or "켜기" or "켜" or "예" => true,
        "false" or "off" or "no" or "끄기" or "꺼" or "아니요" => false,
        _ => null,
    };
}
