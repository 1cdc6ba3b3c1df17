using System.Text;

namespace ChatPlatform.Domain.Channels;

/// <summary>
/// What a person said, from the text of a Slack event: Slack writes mentions, channels and links as <c>&lt;…&gt;</c> and escapes the signs
/// that make these. One pass over the text.
/// </summary>
public static class SlackMessageText
{
    private static readonly (string Escaped, char Sign)[] Entities = [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>')];

    /// <param name="text">The event's <c>text</c>, of any length and content.</param>
    /// <param name="botUserId">Whose mentions go; null when it is not known: then a mention at the very beginning goes.</param>
    public static string Of(string text, string? botUserId = null)
    {
        var said = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var next = text.AsSpan(at).IndexOf('<');
            if (next != 0)
            {
                var end = next < 0 ? text.Length : at + next;
                Unescape(said, text.AsSpan(at, end - at));
                at = end;
                continue;
            }

            // nothing that Slack writes between the brackets holds one: what does is text
            var length = text.AsSpan(at + 1).IndexOfAny('<', '>');
            var close = length < 0 ? text.Length : at + 1 + length;
            if (length < 0 || text[close] == '<')
            {
                Unescape(said, text.AsSpan(at, close - at));
                at = close;
                continue;
            }

            at = Write(said, text, at, close, botUserId);
        }

        return said.ToString().Trim();
    }

    /// <summary>Text in which Slack has escaped its own signs and made no marks: what follows a slash command.</summary>
    public static string Unescaped(string text)
    {
        var said = new StringBuilder(text.Length);
        Unescape(said, text);
        return said.ToString();
    }

    /// <returns>Where the text goes on.</returns>
    private static int Write(StringBuilder said, string text, int open, int close, string? botUserId)
    {
        var inner = text.AsSpan(open + 1, close - open - 1);
        var bar = inner.IndexOf('|');
        var target = bar < 0 ? inner : inner[..bar];
        var label = bar < 0 ? [] : inner[(bar + 1)..].Trim();
        switch (target)
        {
            case ['@', _, ..] when IsOurs(target[1..], said, botUserId):
                return BehindMention(said, text, close + 1);
            case ['@' or '#', _, ..]:
                WriteName(said, target[0], label.IsEmpty ? target[1..] : label);
                break;
            case ['!', _, ..]:
                WriteSpecial(said, target[1..], label);
                break;
            default:
                WriteLink(said, target, label);
                break;
        }

        return close + 1;
    }

    private static bool IsOurs(ReadOnlySpan<char> id, StringBuilder said, string? botUserId) =>
        botUserId is null ? said.Length == 0 : id.SequenceEqual(botUserId);

    /// <summary>Also over the space behind it, and over the mark of an address: <c>@bot: hello</c>.</summary>
    private static int BehindMention(StringBuilder said, string text, int at)
    {
        var isFirst = said.Length == 0;
        if (isFirst && at + 1 < text.Length && text[at] is ':' or ',' && char.IsWhiteSpace(text[at + 1]))
        {
            at++;
        }

        return at < text.Length && text[at] == ' ' && (isFirst || char.IsWhiteSpace(said[^1])) ? at + 1 : at;
    }

    private static void WriteSpecial(StringBuilder said, ReadOnlySpan<char> target, ReadOnlySpan<char> label)
    {
        if (target.StartsWith("date^"))
        {
            Unescape(said, label);
            return;
        }

        // here, channel, everyone; subteam^S123
        WriteName(said, '@', label.IsEmpty ? target[(target.IndexOf('^') + 1)..] : label);
    }

    private static void WriteName(StringBuilder said, char sign, ReadOnlySpan<char> name)
    {
        if (name is [] || name[0] != sign)
        {
            said.Append(sign);
        }

        Unescape(said, name);
    }

    private static void WriteLink(StringBuilder said, ReadOnlySpan<char> url, ReadOnlySpan<char> label)
    {
        var scheme = url.IndexOf(':');
        if (scheme <= 0)
        {
            said.Append('<');
            Unescape(said, url);
            said.Append(label.IsEmpty ? "" : "|");
            Unescape(said, label);
            said.Append('>');
            return;
        }

        // what people type is the address alone; Slack makes the link
        var address = url.StartsWith("mailto:") || url.StartsWith("tel:") ? url[(scheme + 1)..] : url;
        if (label.IsEmpty || label.SequenceEqual(address))
        {
            Unescape(said, address);
            return;
        }

        Unescape(said, label);
        if (!IsTypedFor(label, url))
        {
            said.Append(" (");
            Unescape(said, address);
            said.Append(')');
        }
    }

    private static bool IsTypedFor(ReadOnlySpan<char> label, ReadOnlySpan<char> url) =>
        url.EndsWith(label) && (url.Length - label.Length == "http://".Length ? url.StartsWith("http://")
            : url.Length - label.Length == "https://".Length && url.StartsWith("https://"));

    private static void Unescape(StringBuilder said, ReadOnlySpan<char> text)
    {
        text = said.Length == 0 ? text.TrimStart() : text;
        for (var sign = text.IndexOf('&'); sign >= 0; sign = text.IndexOf('&'))
        {
            said.Append(text[..sign]);
            text = text[sign..];
            var (written, length) = ('&', 1);
            foreach (var (escaped, meant) in Entities)
            {
                (written, length) = text.StartsWith(escaped) ? (meant, escaped.Length) : (written, length);
            }

            said.Append(written);
            text = text[length..];
        }

        said.Append(text);
    }
}
