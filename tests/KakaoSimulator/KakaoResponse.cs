using System.Text.Json;

namespace ChatPlatform.KakaoSimulator;

/// <summary>Where a response was read.</summary>
public enum ResponseKind
{
    /// <summary>The answer to a skill request: may ask for a callback.</summary>
    Skill,

    /// <summary>The body of a POST to a callback URL: must be the answer itself.</summary>
    Callback,
}

/// <summary>A button below the last bubble.</summary>
/// <param name="Label">What is on it.</param>
/// <param name="Action"><c>message</c> says <paramref name="MessageText"/>; <c>block</c> runs the block <paramref name="BlockId"/>.</param>
/// <param name="MessageText">What the person is shown to have said.</param>
/// <param name="BlockId">Of the bot's scenario.</param>
/// <param name="Extra">Comes back as the request's <c>action.clientExtra</c>.</param>
public sealed record QuickReply(string Label, string Action, string? MessageText, string? BlockId, JsonElement? Extra)
{
    /// <summary>Asks for an answer that was not there yet.</summary>
    public bool ChecksAnswer => Says("답변 확인");

    /// <summary>Shows the rest of a long answer.</summary>
    public bool ShowsMore => Says("더 보기") || Says("이어") || Says("계속");

    private bool Says(string words) => Label.Contains(words, StringComparison.Ordinal);
}

/// <summary>A response 2.0 as far as it could be read, and what is wrong with it.</summary>
/// <param name="UseCallback">The answer comes by callback.</param>
/// <param name="WaitText">What the person reads until then.</param>
/// <param name="Texts">The bubbles.</param>
/// <param name="QuickReplies">The buttons.</param>
/// <param name="Violations">Each rule that is broken, in words; empty for a good response.</param>
public sealed record KakaoResponse(
    bool UseCallback, string? WaitText, IReadOnlyList<string> Texts, IReadOnlyList<QuickReply> QuickReplies, IReadOnlyList<string> Violations)
{
    public bool IsValid => Violations.Count == 0;

    /// <summary>All that the person reads of it.</summary>
    public string AllText => string.Join('\n', WaitText is null ? Texts : [WaitText, .. Texts]);

    /// <param name="body">The bytes as they came.</param>
    /// <param name="contentType">The header's value.</param>
    /// <param name="kind">Decides whether <c>useCallback</c> is allowed.</param>
    public static KakaoResponse Read(ReadOnlyMemory<byte> body, string? contentType, ResponseKind kind) =>
        new ResponseReader(kind).Read(body, contentType);
}
