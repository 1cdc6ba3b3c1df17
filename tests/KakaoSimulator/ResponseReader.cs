using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ChatPlatform.KakaoSimulator;

/// <summary>Checks a response against every rule of the format, going on after each violation as far as it can.</summary>
internal sealed class ResponseReader(ResponseKind kind)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly List<string> _violations = [];
    private IReadOnlyList<string> _texts = [];
    private IReadOnlyList<QuickReply> _quickReplies = [];
    private bool _useCallback;
    private string? _waitText;

    public KakaoResponse Read(ReadOnlyMemory<byte> body, string? contentType)
    {
        CheckContentType(contentType);
        try
        {
            using var json = JsonDocument.Parse(StrictUtf8.GetString(body.Span));
            CheckRoot(json.RootElement);
        }
        catch (DecoderFallbackException)
        {
            Add("the body is not UTF-8");
        }
        catch (JsonException exception)
        {
            Add($"the body is not JSON: {exception.Message}");
        }

        return new(_useCallback, _waitText, _texts, _quickReplies, [.. _violations.Distinct()]);
    }

    private void Add(string violation) => _violations.Add(violation);

    private void CheckContentType(string? value)
    {
        if (!MediaTypeHeaderValue.TryParse(value, out var type) || type.MediaType is not "application/json")
        {
            Add($"Content-Type is '{value}', not application/json");
        }
        else if (type.CharSet?.Trim('"') is { } charset && !charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            Add($"the charset is '{charset}', not utf-8");
        }
    }

    private void CheckRoot(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            Add("the body is not a JSON object");
            return;
        }

        foreach (var member in root.EnumerateObject())
        {
            CheckMember(member);
        }

        if (root.Text("version") != "2.0")
        {
            Add("version is not the text \"2.0\"");
        }

        var hasTemplate = root.TryGetProperty("template", out var template);
        _useCallback = root.TryGetProperty("useCallback", out var use) && use.ValueKind == JsonValueKind.True;
        if (_useCallback)
        {
            CheckWaiting(root, hasTemplate);
        }
        else if (!hasTemplate)
        {
            Add("there is neither a template nor useCallback");
        }
        else if (template.ValueKind == JsonValueKind.Object)
        {
            (_texts, _quickReplies) = TemplateRules.Read(template, _violations);
        }
    }

    private void CheckMember(JsonProperty member)
    {
        var good = member.Name switch
        {
            "version" => member.Value.ValueKind == JsonValueKind.String,
            "useCallback" => member.Value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "template" or "context" or "data" => member.Value.ValueKind == JsonValueKind.Object,
            _ => false,
        };
        if (!good)
        {
            Add(member.Name is "version" or "useCallback" or "template" or "context" or "data"
                ? $"{member.Name} is of type {member.Value.ValueKind}"
                : $"the format knows no member '{member.Name}'");
        }
    }

    private void CheckWaiting(JsonElement root, bool hasTemplate)
    {
        if (kind == ResponseKind.Callback)
        {
            Add("a callback's body must not ask for another callback");
        }

        if (hasTemplate)
        {
            Add("useCallback goes without a template");
        }

        _waitText = root.TryGetProperty("data", out var data) ? data.Text("text") : null;
        if (string.IsNullOrWhiteSpace(_waitText))
        {
            Add("useCallback goes with a data.text for the person to read");
            return;
        }

        _violations.AddRange(TextRules.Broken("data.text", _waitText));
    }
}
