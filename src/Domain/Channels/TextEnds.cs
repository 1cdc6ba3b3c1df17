namespace ChatPlatform.Domain.Channels;

/// <summary>
/// Where a long text may be cut so that it reads well. Each asks of the place before <c>text[end]</c>, which exists: the text goes on
/// behind every cut.
/// </summary>
internal static class TextEnds
{
    /// <summary>Quotes and brackets that may stand between a sentence's mark and its end.</summary>
    private const int MaxClosers = 4;

    private const string SentenceMarks = ".!?。！？…";
    private const string FullWidthMarks = "。！？";
    private const string Closers = "\"'”’)]」』》】";
    private const string KoreanEndings = "다요까죠";

    public static bool IsParagraph(string text, int end)
    {
        if (text[end] is not ('\n' or '\r'))
        {
            return false;
        }

        var newlines = 0;
        for (var i = end; i < text.Length && char.IsWhiteSpace(text[i]) && newlines < 2; i++)
        {
            newlines += text[i] == '\n' ? 1 : 0;
        }

        return newlines == 2;
    }

    public static bool IsLine(string text, int end) => text[end] == '\n';

    public static bool IsLineOrSentence(string text, int end) => IsLine(text, end) || IsSentence(text, end);

    public static bool IsSentence(string text, int end)
    {
        var mark = end - 1;
        while (mark > end - MaxClosers && Closers.Contains(text[mark]))
        {
            mark--;
        }

        return SentenceMarks.Contains(text[mark]) && EndsSentence(text, mark, end);
    }

    private static bool EndsSentence(string text, int mark, int end)
    {
        if (FullWidthMarks.Contains(text[mark]))
        {
            return !Closers.Contains(text[end]) && !SentenceMarks.Contains(text[end]);
        }

        var before = mark > 0 ? text[mark - 1] : ' ';
        return char.IsWhiteSpace(text[end])
            ? text[mark] != '.' || !char.IsAsciiDigit(before) // "1. first" is the head of an item
            : KoreanEndings.Contains(before) && text[end] is >= '가' and <= '힣'; // people forget the space
    }

    public static bool IsSpace(string text, int end) => char.IsWhiteSpace(text[end]);
}
