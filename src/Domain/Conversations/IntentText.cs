using System.Text;

namespace ChatPlatform.Domain.Conversations;

/// <summary>A sentence as the rules look at it.</summary>
/// <param name="Words">Lower case, a single space between words, no marks, no laughter at its ends.</param>
/// <param name="IsQuestion">A question mark follows.</param>
/// <param name="Laughs">Whether ㅋㅋ, ㅠㅠ and the like stood in it.</param>
internal readonly record struct Sentence(string Words, bool IsQuestion, bool Laughs)
{
    public bool IsKorean { get; } = Words.AsSpan().IndexOfAnyInRange('가', '힣') >= 0 || Words.AsSpan().IndexOfAnyInRange('ㄱ', 'ㅣ') >= 0;
}

/// <summary>Cuts what people type into sentences.</summary>
internal static class IntentText
{
    /// <summary>Of a longer message the beginning and the end are read: one or the other says what is wanted.</summary>
    private const int HalfLength = 300;

    public static string Read(string text)
    {
        var read = text.Length <= 2 * HalfLength ? text : $"{text.AsSpan(0, HalfLength)}\n{text.AsSpan(text.Length - HalfLength)}";

        // a Mac sends Hangul in parts; halves of surrogate pairs cannot be composed
        return read.AsSpan().IndexOfAnyInRange('\u1100', '\u11ff') < 0
            ? read.Trim()
            : string.Concat(read.EnumerateRunes().Select(rune => rune.ToString())).Normalize(NormalizationForm.FormC).Trim();
    }

    public static IEnumerable<Sentence> Sentences(string text)
    {
        var words = new StringBuilder();
        var start = 0;
        while (start < text.Length)
        {
            var end = start;
            while (end < text.Length && !Ends(text, end))
            {
                end++;
            }

            var isQuestion = false;
            var laughs = Clean(words, text.AsSpan(start, end - start));
            for (; end < text.Length && (Ends(text, end) || char.IsWhiteSpace(text[end])); end++)
            {
                isQuestion |= text[end] is '?' or '？' or '¿' or '؟';
            }

            yield return new Sentence(words.ToString().TrimEnd(), isQuestion, laughs);
            start = end;
        }
    }

    // the point in 3.5 and in example.com ends nothing
    private static bool Ends(string text, int at) => text[at] switch
    {
        '?' or '!' or '\n' or '~' or '…' or ';' or '？' or '！' or '。' or '؟' => true,
        '.' => at + 1 == text.Length || !char.IsAsciiLetterOrDigit(text[at + 1]),
        _ => false,
    };

    /// <returns>Whether lone jamo were left out: laughter and tears at the end of a word.</returns>
    private static bool Clean(StringBuilder words, ReadOnlySpan<char> text)
    {
        words.Clear();
        var laughs = false;
        foreach (var c in text)
        {
            if (c is 'ㅋ' or 'ㅎ' or 'ㅠ' or 'ㅜ' && (words.Length == 0 || words[^1] is ' ' or (>= '가' and <= '힣')) && !IsShort(text))
            {
                laughs = true;
            }
            else if (char.IsLetterOrDigit(c) || c is '\'' or '’')
            {
                words.Append(c == '’' ? '\'' : char.ToLowerInvariant(c));
            }
            else if (words.Length > 0 && words[^1] != ' ')
            {
                words.Append(' ');
            }
        }

        return laughs;
    }

    // ㅎㅇ, ㅋㅋ: words of their own
    private static bool IsShort(ReadOnlySpan<char> text) => text.Trim().IndexOfAnyExceptInRange('ㄱ', 'ㅣ') < 0;
}
