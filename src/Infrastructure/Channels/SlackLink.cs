namespace ChatPlatform.Infrastructure.Channels;

/// <summary>Links as Slack writes them. Only to where a click is harmless; and no link is longer than what fits on a page.</summary>
internal static class SlackLink
{
    private const int UrlMaxLength = 2_000;
    private const int LabelMaxLength = 300;

    /// <summary>In syllables: 에서부터는.</summary>
    private const int ParticleMaxLength = 5;

    private static readonly string[] Schemes = ["https://", "http://", "mailto:"];

    /// <summary><c>&lt;url|label&gt;</c>, <c>&lt;url&gt;</c> when it says no more than that, or the label alone where the link may not lead there.</summary>
    /// <param name="url">Not escaped.</param>
    /// <param name="label">Plain text, not escaped.</param>
    public static string Of(string url, string label)
    {
        var shown = SlackMarks.Escape(label.ReplaceLineEndings(" ").Trim());
        if (!Array.Exists(Schemes, scheme => url.Length > scheme.Length && url.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) || url.Length > UrlMaxLength)
        {
            return shown;
        }

        var target = Target(url);
        return shown.Length == 0 || label == url ? $"<{target}>"
            : shown.Length <= LabelMaxLength ? $"<{target}|{shown}>"
            : $"{shown} <{target}>";
    }

    /// <summary>A bare URL. Koreans write particles behind it without a space (<c>https://a.kr에서</c>): these are no part of it.</summary>
    public static string Typed(string url, string label)
    {
        var end = label.Length;
        while (end > 0 && label[end - 1] is >= '가' and <= '힣')
        {
            end--;
        }

        var particle = label.Length - end;
        var isParticle = particle is > 0 and <= ParticleMaxLength && end > 0 && char.IsAsciiLetterOrDigit(label[end - 1])
            && url.EndsWith(label, StringComparison.Ordinal);
        return isParticle ? Of(url[..^particle], label[..end]) + label[end..] : Of(url, label);
    }

    // what ends a link or parts it is percent-encoded; blanks and controls too
    private static string Target(string url) =>
        string.Concat(url.Select(c => c is '<' or '>' or '|' or '"' or '`' or <= ' ' or '\u007f' ? $"%{(int)c:X2}" : c == '&' ? "&amp;" : c.ToString()));
}
