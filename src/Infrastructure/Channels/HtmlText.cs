using System.Collections.Frozen;
using System.Net;
using System.Text.RegularExpressions;
using Markdig.Syntax;

namespace ChatPlatform.Infrastructure.Channels;

/// <summary>Takes HTML tags out of text. Only those that HTML knows: <c>List&lt;string&gt;</c> is a person's text.</summary>
internal static partial class HtmlText
{
    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "a", "abbr", "address", "article", "aside", "b", "bdi", "bdo", "big", "blockquote", "body", "br", "button", "caption", "center",
        "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "font", "footer",
        "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "i", "iframe", "img", "input", "ins", "kbd", "label",
        "li", "link", "main", "mark", "meta", "nav", "ol", "p", "pre", "q", "s", "samp", "script", "section", "select", "small", "span",
        "strike", "strong", "style", "sub", "summary", "sup", "svg", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "title",
        "tr", "u", "ul", "var", "video");

    public static string Strip(HtmlBlock block) => block.Type == HtmlBlockType.Comment
        ? ""
        : WebUtility.HtmlDecode(Tag().Replace(block.Lines.ToString(), match => Of(match.Value))).Trim();

    /// <summary>What stands in a tag's place: nothing, a new line for <c>br</c>, or the tag when it is none.</summary>
    public static string Of(string tag)
    {
        var name = Name().Match(tag).Groups["name"].Value;
        if (name.Equals("br", StringComparison.OrdinalIgnoreCase))
        {
            return "\n";
        }

        return Known.Contains(name) || tag.StartsWith("<!--", StringComparison.Ordinal) ? "" : tag;
    }

    [GeneratedRegex("</?[A-Za-z][^<>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    [GeneratedRegex("^</?(?<name>[A-Za-z][A-Za-z0-9]*)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Name();
}
