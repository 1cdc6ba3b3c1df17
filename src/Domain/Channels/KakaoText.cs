namespace ChatPlatform.Domain.Channels;

/// <summary>An answer as KakaoTalk shows it.</summary>
/// <param name="Parts">One speech bubble each, none empty, in order; none for a blank text.</param>
/// <param name="Rest">What did not fit; empty when everything did.</param>
/// <param name="Upto">UTF-16 units of the text up to the rest: where the next page begins; the text's length when nothing is left.</param>
public sealed record KakaoPages(IReadOnlyList<string> Parts, string Rest, int Upto)
{
    public bool IsComplete => Rest.Length == 0;
}

/// <summary>
/// Splits plain text into speech bubbles: at the end of a paragraph, else of a line or sentence, else at a space, else between characters
/// as people see them. Only the white space at the cuts is lost.
/// </summary>
public static class KakaoText
{
    /// <summary>Of one output, in UTF-16 units, as Kakao counts.</summary>
    public const int PartMaxLength = 1000;

    /// <summary>Outputs of one response.</summary>
    public const int MaxParts = 3;

    /// <summary>A bubble is filled at least to this before it may end early: three bubbles should hold most answers whole.</summary>
    private const int LeastLength = PartMaxLength / 2;

    /// <param name="text">Plain text of any length.</param>
    /// <param name="from">Where to begin: the <see cref="KakaoPages.Upto"/> of the page before.</param>
    /// <param name="maxParts">Outputs that are free.</param>
    public static KakaoPages Split(string text, int from = 0, int maxParts = MaxParts)
    {
        var graphemes = new Graphemes(text);
        var parts = new List<string>();
        var start = graphemes.SkipBlanks(Math.Min(from, text.Length));
        while (start < text.Length && parts.Count < maxParts)
        {
            var end = EndOfPart(text, graphemes, start);
            parts.Add(text[start..graphemes.TrimBlanks(start, end)]);
            start = graphemes.SkipBlanks(end);
        }

        return new(parts, text[start..graphemes.TrimBlanks(start, text.Length)], start);
    }

    private static int EndOfPart(string text, Graphemes graphemes, int start)
    {
        if (graphemes.TrimBlanks(start, text.Length) - start <= PartMaxLength)
        {
            return text.Length;
        }

        var most = graphemes.EndWithin(start, PartMaxLength);
        var least = start + LeastLength;
        return Last(TextEnds.IsParagraph) ?? Last(TextEnds.IsLineOrSentence) ?? Last(TextEnds.IsSpace) ?? most;

        int? Last(Func<string, int, bool> isEnd)
        {
            for (var end = most; end >= least; end--)
            {
                if (isEnd(text, end) && graphemes.IsBoundary(end))
                {
                    return end;
                }
            }

            return null;
        }
    }
}
