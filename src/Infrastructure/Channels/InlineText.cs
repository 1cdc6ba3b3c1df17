using System.Text;
using Markdig.Syntax.Inlines;

namespace ChatPlatform.Infrastructure.Channels;

/// <summary>The text of a paragraph without its marks.</summary>
internal static class InlineText
{
    public static string Of(ContainerInline? inlines)
    {
        var text = new StringBuilder();
        Append(text, inlines);
        return text.ToString();
    }

    /// <summary>*^^* smiles; nobody stresses signs.</summary>
    public static bool IsFace(string text) => text.All(c => char.IsAscii(c) && !char.IsAsciiLetterOrDigit(c));

    private static void Append(StringBuilder text, ContainerInline? inlines)
    {
        foreach (var inline in inlines ?? [])
        {
            Append(text, inline);
        }
    }

    private static void Append(StringBuilder text, Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal:
                text.Append(literal.Content.AsSpan());
                break;
            case CodeInline code:
                text.Append(code.Content);
                break;
            case LineBreakInline:
                text.Append('\n');
                break;
            case AutolinkInline link:
                text.Append(link.Url);
                break;
            case HtmlInline html:
                text.Append(HtmlText.Of(html.Tag));
                break;
            case HtmlEntityInline entity:
                text.Append(entity.Transcoded.AsSpan());
                break;
            case LinkInline { IsImage: false } link:
                AppendLink(text, link);
                break;
            case DelimiterInline delimiter: // a mark that has no counterpart
                text.Append(delimiter.ToLiteral());
                Append(text, (ContainerInline)delimiter);
                break;
            case EmphasisInline emphasis:
                AppendEmphasis(text, emphasis);
                break;
            case ContainerInline container: // an image's children are its description
                Append(text, container);
                break;
            default:
                break;
        }
    }

    private static void AppendEmphasis(StringBuilder text, EmphasisInline emphasis)
    {
        var start = text.Length;
        Append(text, (ContainerInline)emphasis);
        if (IsFace(text.ToString(start, text.Length - start)))
        {
            var marks = new string(emphasis.DelimiterChar, emphasis.DelimiterCount);
            text.Insert(start, marks).Append(marks);
        }
    }

    private static void AppendLink(StringBuilder text, LinkInline link)
    {
        var shown = Of(link);
        var url = link.Url ?? "";
        var says = url.StartsWith('#') || url.Length == 0 || IsSame(shown, url) ? shown : shown.Length == 0 ? url : $"{shown} ({url})";
        text.Append(says);
    }

    private static bool IsSame(string shown, string url) =>
        shown == url || shown + "/" == url || url == "mailto:" + shown || url == "tel:" + shown || url == "http://" + shown || url == "https://" + shown;
}
