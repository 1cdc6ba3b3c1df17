using System.Text;

namespace ChatPlatform.Infrastructure.Channels;

/// <summary>
/// On hostile text Markdig's time grows with the square of the length. So a long text is read in pieces, cut at blank lines or at least
/// at line ends. A block of code that spans a cut is closed in front of it and opened again behind; of what else spans a cut (a list, at
/// worst) the parts stand alone.
/// </summary>
internal static class MarkdownPieces
{
    private const int MaxLength = 8_000;

    /// <summary>Of a line that opens a block of code; longer ones are cut at, not carried over.</summary>
    private const int FenceMaxLength = 40;

    /// <summary>Each piece converted and trimmed, an empty line between them.</summary>
    public static string Convert(string markdown, Func<string, string> convert)
    {
        var text = markdown.ReplaceLineEndings("\n");
        if (text.Length <= MaxLength)
        {
            return convert(text).Trim();
        }

        var all = new StringBuilder(text.Length);
        var fence = ""; // the line that opened the block of code we are in
        for (var start = 0; start < text.Length;)
        {
            var end = EndOfPiece(text, start);
            var open = fence;
            fence = FenceAfter(fence, text.AsSpan(start, end - start));
            var piece = text[start..end];
            piece = open.Length > 0 ? $"{open}\n{piece.TrimStart('\n')}" : piece;
            piece = fence.Length > 0 ? $"{piece}\n{MarksOf(fence)}" : piece;
            var converted = convert(piece).Trim();
            all.Append(all.Length > 0 && converted.Length > 0 ? "\n\n" : "").Append(converted);
            start = end;
        }

        return all.ToString();
    }

    private static int EndOfPiece(string text, int start)
    {
        var most = start + MaxLength;
        if (most >= text.Length)
        {
            return text.Length;
        }

        var window = text.AsSpan(start, MaxLength);
        var cut = window.LastIndexOf("\n\n");
        cut = cut > 0 ? cut : window.LastIndexOf('\n');
        cut = cut > 0 ? cut : window.LastIndexOf(' ');
        return cut > 0 ? start + cut : char.IsLowSurrogate(text[most]) ? most - 1 : most;
    }

    private static string FenceAfter(string open, ReadOnlySpan<char> piece)
    {
        foreach (var line in piece.EnumerateLines())
        {
            var trimmed = line.Trim(' ');
            var marks = MarksOf(trimmed);
            if (open.Length == 0)
            {
                open = marks.Length >= 3 && trimmed.Length <= FenceMaxLength && !trimmed[marks.Length..].Contains('`') ? trimmed.ToString() : "";
            }
            else if (marks.Length == trimmed.Length && marks.StartsWith(MarksOf(open)))
            {
                open = "";
            }
        }

        return open;
    }

    private static ReadOnlySpan<char> MarksOf(ReadOnlySpan<char> line)
    {
        var rest = line.StartsWith('`') ? line.TrimStart('`') : line.StartsWith('~') ? line.TrimStart('~') : line;
        return line[..^rest.Length];
    }
}
