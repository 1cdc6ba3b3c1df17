namespace ChatPlatform.Api.Channels;

/// <summary>Slack's ids, which become parts of keys and log lines here. Slack's own are about eleven characters; it promises no length.</summary>
internal static class SlackId
{
    public const int MaxLength = 20;

    /// <summary>Of a workspace, an app, a channel or a person, such as <c>C0123ABCD</c>.</summary>
    public static bool IsOne(string? text) => text is { Length: > 0 and <= MaxLength } && text.All(char.IsAsciiLetterOrDigit);

    /// <summary>Of a message within its channel, such as <c>1732150000.000100</c>.</summary>
    public static bool IsTs(string? text) => text is { Length: > 0 and <= MaxLength } && text.All(c => char.IsAsciiDigit(c) || c == '.');
}
