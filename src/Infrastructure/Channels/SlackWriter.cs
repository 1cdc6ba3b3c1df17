using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace ChatPlatform.Infrastructure.Channels;

/// <summary>Writes a Markdown document with Slack's marks. Recursion is as deep as Markdig lets elements nest, 128.</summary>
internal sealed class SlackWriter(string source)
{
    private const string Bullet = "•";
    private const string Fence = "```";

    /// <summary>Slack's letters are narrow: less would not be seen.</summary>
    private const string Indent = "    ";

    /// <summary>Lists in lists are indented up to this; deeper ones look alike, and their text does not grow with the square of the depth.</summary>
    private const int MostIndents = 8;

    public string Write(MarkdownDocument document) => TextOf(document, default);

    /// <summary>The blocks below each other, with an empty line where the source has one.</summary>
    private string TextOf(ContainerBlock blocks, Place place)
    {
        var text = new StringBuilder();
        var isApart = false; // what shows nothing, such as a rule, keeps its neighbours apart
        foreach (var block in blocks)
        {
            var piece = TextOf(block, place);
            if (piece.Length > 0)
            {
                text.Append(text.Length == 0 ? "" : isApart || SourceLines.FollowsEmpty(source, block) ? "\n\n" : "\n").Append(piece);
            }

            isApart = piece.Length == 0;
        }

        return text.ToString();
    }

    private string TextOf(Block block, Place place) => block switch
    {
        Table table => SlackTable.Of(table),
        ListItemBlock item => TextOf(item, place),
        QuoteBlock quote => place.IsInside ? TextOf((ContainerBlock)quote, place) : InFront("> ", TextOf(quote, place with { IsInside = true }), isFirstToo: true),
        HtmlBlock html => SlackMarks.Escape(HtmlText.Strip(html)),
        CodeBlock code => Code(code.Lines.ToString().Trim('\n')),
        LinkReferenceDefinitionGroup or ThematicBreakBlock => "",
        HeadingBlock heading => SlackMarks.Around(SlackInline.Of(heading.Inline, isBold: true).Trim(), '*'),
        LeafBlock leaf => SlackInline.Of(leaf.Inline).Trim(),
        ContainerBlock container => TextOf(container, place),
        _ => "",
    };

    // "2024. 3. 5." is three lists, and stays one line
    private string TextOf(ListItemBlock item, Place place)
    {
        var list = (ListBlock)item.Parent!;
        var mark = list.IsOrdered ? $"{item.Order}{list.OrderedDelimiter}" : Bullet;
        var text = TextOf((ContainerBlock)item, new Place(place.Depth + 1, IsInside: true));
        return text.StartsWith(Fence, StringComparison.Ordinal)
            ? $"{mark}\n{text}" // fences have lines of their own
            : $"{mark} {(place.Depth < MostIndents ? InFront(Indent, text, isFirstToo: false) : text)}".TrimEnd();
    }

    /// <summary>Of code that shows nothing, nothing.</summary>
    internal static string Code(string code) =>
        string.IsNullOrWhiteSpace(code) ? "" : $"{Fence}\n{SlackMarks.Escape(code)}\n{Fence}";

    /// <summary>Puts a sign in front of the lines; code keeps its own, and Slack knows neither quoted nor indented blocks of it.</summary>
    private static string InFront(string sign, string text, bool isFirstToo)
    {
        var lines = text.Split('\n');
        var isCode = false;
        for (var i = 0; i < lines.Length; i++)
        {
            var isFence = lines[i] == Fence;
            if (!isCode && !isFence && (i > 0 || isFirstToo) && (lines[i].Length > 0 || isFirstToo))
            {
                lines[i] = (sign + lines[i]).TrimEnd(' ');
            }

            isCode ^= isFence;
        }

        return string.Join('\n', lines);
    }

    /// <param name="Depth">Of lists.</param>
    /// <param name="IsInside">Of a quote or a list: Slack reads the sign of a quote at the beginning of a line only.</param>
    private readonly record struct Place(int Depth, bool IsInside);
}
