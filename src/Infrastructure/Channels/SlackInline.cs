using System.Text;
using Markdig.Syntax.Inlines;

namespace ChatPlatform.Infrastructure.Channels;

/// <summary>The text of a paragraph with Slack's marks. Recursion is as deep as Markdig lets elements nest.</summary>
internal static class SlackInline
{
    /// <param name="inlines">Of the paragraph; null for none.</param>
    /// <param name="isBold">All of it will be bold: what is bold in it needs no marks.</param>
    public static string Of(ContainerInline? inlines, bool isBold = false)
    {
        var text = new StringBuilder();
        foreach (var inline in inlines ?? [])
        {
            text.Append(Of(inline, isBold));
        }

        return SlackMarks.WithoutFences(text.ToString());
    }

    private static string Of(Inline inline, bool isBold) => inline switch
    {
        LiteralInline literal => SlackMarks.Escape(literal.Content.ToString()),
        CodeInline code => Code(code.Content),
        LineBreakInline => "\n",
        AutolinkInline link => SlackLink.Of(link.IsEmail ? "mailto:" + link.Url : link.Url, link.Url),
        HtmlInline html => SlackMarks.Escape(HtmlText.Of(html.Tag)),
        HtmlEntityInline entity => SlackMarks.Escape(entity.Transcoded.ToString()),
        LinkInline { IsAutoLink: true, Url: { } url } link => SlackLink.Typed(url, InlineText.Of(link)),
        LinkInline link => SlackLink.Of(link.Url ?? "", InlineText.Of(link)),
        DelimiterInline delimiter => SlackMarks.Escape(delimiter.ToLiteral()) + Of((ContainerInline)delimiter, isBold),
        EmphasisInline emphasis => Emphasis(emphasis, isBold),
        ContainerInline container => Of(container, isBold),
        _ => "",
    };

    private static string Emphasis(EmphasisInline emphasis, bool isBold)
    {
        if (InlineText.IsFace(InlineText.Of((ContainerInline)emphasis)))
        {
            var marks = new string(emphasis.DelimiterChar, emphasis.DelimiterCount);
            return marks + Of((ContainerInline)emphasis, isBold) + marks;
        }

        var mark = emphasis.DelimiterChar == '~' ? '~' : emphasis.DelimiterCount == 2 ? '*' : '_';
        var text = Of((ContainerInline)emphasis, isBold || mark == '*');
        return isBold && mark == '*' ? text : SlackMarks.Around(text, mark);
    }

    // Slack knows no code with a backtick in it
    private static string Code(string code)
    {
        var text = SlackMarks.Escape(code.Trim());
        return text.Length == 0 || text.Contains('`') ? text : SlackMarks.Around(text.Replace('\n', ' '), '`');
    }
}
