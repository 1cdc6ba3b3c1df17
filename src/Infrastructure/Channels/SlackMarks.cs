using System.Text;

namespace ChatPlatform.Infrastructure.Channels;

/// <summary>
/// Slack's marks, and what keeps text from being one. Slack reads a mark only where no letter touches its outer side, so
/// <c>*굵게*입니다</c> would show its stars: a zero-width space goes between.
/// </summary>
internal static class SlackMarks
{
    private const char ZeroWidthSpace = '\u200b';

    /// <summary>Stands at the outer side of each mark until all neighbours are known. Unicode has no character here, so no text needs it.</summary>
    private const char Edge = '\ufdd0';

    /// <summary>What may touch a mark's outer side.</summary>
    private const string Neighbours = ".,!?:;\"'()[]{}-<>|*_~`";

    public static string Without(string text) => text.Replace(Edge, ' ');

    /// <summary>Each line between two marks: Slack's do not reach over line ends.</summary>
    public static string Around(string text, char mark) => text.Contains('\n')
        ? string.Join('\n', text.Split('\n').Select(line => AroundLine(line, mark)))
        : AroundLine(text, mark);

    /// <summary>Text as Slack wants it, and without the three backticks that would open a block of code.</summary>
    public static string Escape(string text)
    {
        if (text.AsSpan().IndexOfAny("&<>`") < 0)
        {
            return text;
        }

        return WithoutFences(text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;"));
    }

    /// <summary>Never three backticks in a row.</summary>
    public static string WithoutFences(string text) => text.Replace("``", $"`{ZeroWidthSpace}`");

    /// <summary>Puts a zero-width space wherever a mark's outer side is touched by a letter or by another mark's outer side.</summary>
    public static string Settle(string text)
    {
        if (!text.Contains(Edge))
        {
            return text;
        }

        var settled = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != Edge)
            {
                settled.Append(text[i]);
                continue;
            }

            var isTwo = i + 1 < text.Length && text[i + 1] == Edge; // one mark ends where another begins
            i += isTwo ? 1 : 0;
            if (settled.Length > 0 && i + 1 < text.Length && IsNeeded(settled[^1], text[i + 1], isTwo))
            {
                settled.Append(ZeroWidthSpace);
            }
        }

        return settled.ToString();
    }

    private static bool IsNeeded(char before, char behind, bool isTwo) =>
        !char.IsWhiteSpace(before) && !char.IsWhiteSpace(behind)
        && (isTwo || (before == '`' && behind == '`') || !Neighbours.Contains(before) || !Neighbours.Contains(behind));

    private static string AroundLine(string line, char mark)
    {
        var text = line.Trim();
        if (text.Trim(Edge).Length == 0)
        {
            return text;
        }

        // blanks inside of a mark would undo it
        var start = line.Length - line.TrimStart().Length;
        return $"{line[..start]}{Edge}{mark}{text}{mark}{Edge}{line[(start + text.Length)..]}";
    }
}
