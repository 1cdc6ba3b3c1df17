using System.Globalization;
using System.Text.RegularExpressions;

namespace ChatPlatform.KakaoSimulator;

/// <summary>What a bubble's text must and must not be.</summary>
internal static partial class TextRules
{
    /// <summary>In UTF-16 units.</summary>
    public const int MaxLength = 1000;

    private const char Joiner = '\u200d';

    public static IEnumerable<string> Broken(string name, string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            yield return $"{name} is empty";
            yield break;
        }

        if (text.Length > MaxLength)
        {
            yield return $"{name} has {text.Length} UTF-16 units, more than {MaxLength}";
        }

        if (HasHalfPair(text))
        {
            yield return $"{name} holds half of a surrogate pair";
        }

        // whatever would join an "a" before it was torn off its own character
        if (StringInfo.GetNextTextElementLength("a" + text) > 1)
        {
            yield return $"{name} begins inside a character";
        }

        if (text[^1] == Joiner)
        {
            yield return $"{name} ends inside a character";
        }

        foreach (Match left in Markdown().Matches(text))
        {
            yield return $"{name} holds Markdown: '{left.Value.Trim()}'";
        }
    }

    /// <summary>Characters that were cut in two at the border of two bubbles.</summary>
    public static IEnumerable<string> CutBetween(IReadOnlyList<string> texts)
    {
        for (var i = 1; i < texts.Count; i++)
        {
            if (texts[i - 1].Length == 0 || texts[i].Length == 0)
            {
                continue;
            }

            var last = StringInfo.ParseCombiningCharacters(texts[i - 1])[^1];
            var before = texts[i - 1][last..];
            if (StringInfo.GetNextTextElementLength(before + texts[i]) > before.Length)
            {
                yield return $"a character is cut between output {i} and output {i + 1}";
            }
        }
    }

    private static bool HasHalfPair(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                {
                    return true;
                }

                i++;
            }
        }

        return false;
    }

    [GeneratedRegex(@"\*\*|```|^ {0,3}#{1,6} .*$|\[[^\]\n]*\]\([^)\n]*\)", RegexOptions.NonBacktracking | RegexOptions.Multiline)]
    private static partial Regex Markdown();
}
