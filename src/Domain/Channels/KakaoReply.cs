using System.Text.Json.Serialization;

namespace ChatPlatform.Domain.Channels;

/// <summary>
/// A skill response 2.0. The names are Kakao's own, whatever the style of the JSON around it. Made by <see cref="Answer"/> and
/// <see cref="Later"/> only, so that none breaks a limit.
/// </summary>
public sealed record KakaoReply
{
    public const int MaxQuickReplies = 10;

    /// <summary>What is said when there is nothing to say: Kakao refuses a response without text.</summary>
    public const string NothingToSay = "답변이 비어 있어요. 다시 한번 물어봐 주세요.";

    private KakaoReply()
    {
    }

    [JsonPropertyName("version"), JsonPropertyOrder(-1)]
    public string Version => "2.0";

    /// <summary>What is shown; null while the answer is still to come.</summary>
    [JsonPropertyName("template"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public KakaoTemplate? Template { get; private init; }

    /// <summary>True when the answer will be posted to the callback URL; null otherwise.</summary>
    [JsonPropertyName("useCallback"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? UseCallback { get; private init; }

    /// <summary>What is shown until then.</summary>
    [JsonPropertyName("data"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public KakaoWaiting? Data { get; private init; }

    /// <summary>Shows text and, below it, what the person may tap; more than <see cref="MaxQuickReplies"/> are cut off.</summary>
    public static KakaoReply Answer(KakaoPages pages, params IReadOnlyList<KakaoQuickReply> quickReplies)
    {
        IEnumerable<string> parts = pages.Parts.Count > 0 ? pages.Parts.Take(KakaoText.MaxParts) : [NothingToSay];
        return new()
        {
            Template = new(
                [.. parts.Select(part => new KakaoOutput(new(Graphemes.Cut(part, KakaoText.PartMaxLength))))],
                quickReplies.Count > 0 ? [.. quickReplies.Take(MaxQuickReplies)] : null),
        };
    }

    /// <summary>The same for plain text that is known to be short; what does not fit is not shown.</summary>
    public static KakaoReply Answer(string text, params IReadOnlyList<KakaoQuickReply> quickReplies) =>
        Answer(KakaoText.Split(text), quickReplies);

    /// <summary>Announces the answer; it follows by the callback URL.</summary>
    public static KakaoReply Later(string text) => new() { UseCallback = true, Data = new(Graphemes.Cut(text, KakaoText.PartMaxLength)) };
}

/// <param name="Outputs">1–3.</param>
/// <param name="QuickReplies">At most 10; null for none.</param>
public sealed record KakaoTemplate(
    [property: JsonPropertyName("outputs")] IReadOnlyList<KakaoOutput> Outputs,
    [property: JsonPropertyName("quickReplies"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    IReadOnlyList<KakaoQuickReply>? QuickReplies);

/// <param name="SimpleText">A speech bubble.</param>
public sealed record KakaoOutput([property: JsonPropertyName("simpleText")] KakaoSimpleText SimpleText);

/// <param name="Text">1–1000 UTF-16 units.</param>
public sealed record KakaoSimpleText([property: JsonPropertyName("text")] string Text);

/// <param name="Text">Shown until the callback arrives.</param>
public sealed record KakaoWaiting([property: JsonPropertyName("text")] string Text);

/// <summary>A button below the text: tapping it says something in the person's name.</summary>
public sealed record KakaoQuickReply
{
    /// <summary>Kakao's own guide; longer labels are cut off on the screen.</summary>
    public const int LabelMaxLength = 14;

    private KakaoQuickReply(string label, string messageText) => (Label, MessageText) = (label, messageText);

    [JsonPropertyName("label")]
    public string Label { get; }

    [JsonPropertyName("action")]
    public string Action => "message";

    [JsonPropertyName("messageText")]
    public string MessageText { get; }

    /// <param name="label">On the button; cut to <see cref="LabelMaxLength"/>.</param>
    /// <param name="messageText">What the person then says; the whole label when left out.</param>
    public static KakaoQuickReply Say(string label, string? messageText = null) =>
        new(Graphemes.Cut(label, LabelMaxLength), messageText ?? label);
}
