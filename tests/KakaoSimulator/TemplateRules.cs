using System.Text.Json;

namespace ChatPlatform.KakaoSimulator;

/// <summary>What a template must be: one to three bubbles of text, and buttons below.</summary>
internal static class TemplateRules
{
    private const int MaxOutputs = 3;

    public static (IReadOnlyList<string> Texts, IReadOnlyList<QuickReply> QuickReplies) Read(JsonElement template, List<string> violations)
    {
        List<string> texts = [];
        if (template.TryGetProperty("outputs", out var outputs) && outputs.ValueKind == JsonValueKind.Array)
        {
            if (outputs.GetArrayLength() is 0 or > MaxOutputs)
            {
                violations.Add($"there are {outputs.GetArrayLength()} outputs, not 1–{MaxOutputs}");
            }

            foreach (var output in outputs.EnumerateArray())
            {
                ReadOutput(output, texts, violations);
            }

            violations.AddRange(TextRules.CutBetween(texts));
        }
        else
        {
            violations.Add("template.outputs is not an array");
        }

        return (texts, template.TryGetProperty("quickReplies", out var replies) ? QuickReplyRules.Read(replies, violations) : []);
    }

    private static void ReadOutput(JsonElement output, List<string> texts, List<string> violations)
    {
        if (output.ValueKind != JsonValueKind.Object || output.EnumerateObject().Count() != 1
            || !output.TryGetProperty("simpleText", out var simple))
        {
            violations.Add("an output is not one simpleText");
        }
        else if (!simple.HasText("text"))
        {
            violations.Add("simpleText.text is not a text");
        }
        else if (simple.Text("text") is { } text)
        {
            texts.Add(text);
            violations.AddRange(TextRules.Broken("simpleText.text", text));
        }
        else
        {
            violations.Add("simpleText.text holds half of a surrogate pair");
        }
    }
}
