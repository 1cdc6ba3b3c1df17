using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace ChatPlatform.Infrastructure.Channels;

/// <summary>Writes a Markdown document's text. Recursion is as deep as Markdig lets elements nest, 128.</summary>
internal sealed class PlainTextWriter(string source)
{
    private const string Bullet = "•";

    public string Write(MarkdownDocument document) => TextOf((ContainerBlock)document);

    /// <summary>The blocks below each other, with an empty line where the source has one.</summary>
    private string TextOf(ContainerBlock blocks)
    {
        var text = new StringBuilder();
        var isApart = false; // what shows nothing, such as a rule, keeps its neighbours apart
        foreach (var block in blocks)
        {
            var piece = TextOf(block);
            if (piece.Length > 0)
            {
                text.Append(text.Length == 0 ? "" : isApart || SourceLines.FollowsEmpty(source, block) ? "\n\n" : "\n").Append(piece);
            }

            isApart = piece.Length == 0;
        }

        return text.ToString();
    }

    private string TextOf(Block block) => block switch
    {
        Table table => string.Join('\n', table.OfType<TableRow>().Select(TextOf).Where(row => row.Length > 0)),
        ListItemBlock item => TextOf(item),
        HtmlBlock html => HtmlText.Strip(html),
        CodeBlock code => code.Lines.ToString().Trim('\n'),
        LinkReferenceDefinitionGroup or ThematicBreakBlock => "",
        LeafBlock leaf => InlineText.Of(leaf.Inline).Trim(),
        ContainerBlock container => TextOf(container),
        _ => "",
    };

    private string TextOf(TableRow row) =>
        string.Join(" | ", row.OfType<TableCell>().Select(cell => TextOf((ContainerBlock)cell).Replace('\n', ' '))).Trim();

    // the item's other lines, lists in it too, stand a little to the right; "2024. 3. 5." is three lists, and stays one line
    private string TextOf(ListItemBlock item)
    {
        var list = (ListBlock)item.Parent!;
        var mark = list.IsOrdered ? $"{item.Order}{list.OrderedDelimiter}" : Bullet;
        var lines = TextOf((ContainerBlock)item).Split('\n').Select((line, i) => i == 0 || line.Length == 0 ? line : "  " + line);
        return $"{mark} {string.Join('\n', lines)}".TrimEnd();
    }
}
