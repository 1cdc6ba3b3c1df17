using System.Globalization;
using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace ChatPlatform.Infrastructure.Channels;

/// <summary>Slack shows no tables: small ones are aligned in a block of code; wide ones, and those with links, are lines of cells.</summary>
internal static class SlackTable
{
    /// <summary>In columns of a fixed-width font: wider lines wrap on most screens.</summary>
    private const int MaxWidth = 90;

    public static string Of(Table table)
    {
        var rows = table.OfType<TableRow>().Select(row => row.OfType<TableCell>().ToList()).Where(row => row.Count > 0).ToList();
        return (table.Descendants<LinkInline>().Any() ? null : Aligned(rows)) ?? string.Join('\n', rows.Select(Line).Where(line => line.Length > 0));
    }

    private static string Line(List<TableCell> row) =>
        string.Join(" | ", row.Select(cell => string.Join(' ', Paragraphs(cell).Select(p => SlackInline.Of(p.Inline).Replace('\n', ' ').Trim())))).TrimEnd(' ', '|').TrimStart();

    /// <returns>Null when it is too wide, or empty.</returns>
    private static string? Aligned(List<List<TableCell>> rows)
    {
        var columns = rows.Count == 0 ? 0 : rows.Max(row => row.Count);
        if (columns is 0 or > MaxWidth)
        {
            return null;
        }

        var cells = rows.ConvertAll(row => row.ConvertAll(Plain));
        var widths = Enumerable.Range(0, columns).Select(i => cells.Max(row => i < row.Count ? WidthOf(row[i]) : 0)).ToList();
        if (widths.Sum() + (3 * (columns - 1)) is 0 or > MaxWidth)
        {
            return null;
        }

        var lines = cells.ConvertAll(row => string.Join(" | ", row.Select((cell, i) => cell + new string(' ', widths[i] - WidthOf(cell)))).TrimEnd());
        lines.Insert(1, string.Join("-+-", widths.Select(width => new string('-', width))));
        return SlackWriter.Code(string.Join('\n', lines));
    }

    private static string Plain(TableCell cell) => string.Join(' ', Paragraphs(cell).Select(p => InlineText.Of(p.Inline).ReplaceLineEndings(" ").Trim()));

    private static IEnumerable<LeafBlock> Paragraphs(TableCell cell) => cell.OfType<LeafBlock>();

    private static int WidthOf(string text)
    {
        var width = 0;
        var clusters = StringInfo.GetTextElementEnumerator(text);
        while (clusters.MoveNext())
        {
            Rune.DecodeFromUtf16(clusters.GetTextElement(), out var rune, out _);
            width += IsWide(rune.Value) ? 2 : 1;
        }

        return width;
    }

    // Hangul, kana, ideographs, full-width forms, emoji
    private static bool IsWide(int rune) => rune is (>= 0x1100 and <= 0x115f) or (>= 0x2e80 and <= 0xa4cf) or (>= 0xac00 and <= 0xd7a3)
        or (>= 0xf900 and <= 0xfaff) or (>= 0xfe30 and <= 0xfe6f) or (>= 0xff00 and <= 0xff60) or (>= 0xffe0 and <= 0xffe6) or (>= 0x1f300 and <= 0x3fffd);
}
