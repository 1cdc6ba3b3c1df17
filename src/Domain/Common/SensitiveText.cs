using System.Text.RegularExpressions;

namespace ChatPlatform.Domain.Common;

/// <summary>Masks what identifies a person in text that operators read: resident numbers, cards, accounts, phones, e-mail addresses.</summary>
public static partial class SensitiveText
{
    public static string Mask(string text)
    {
        if (text.Length < 5 || text.AsSpan().IndexOfAnyInRange('0', '9') < 0 && !text.Contains('@', StringComparison.Ordinal))
        {
            return text;
        }

        text = Replace(ResidentNumber(), text, "[주민번호]");
        text = Replace(Card(), text, "[카드번호]");
        text = Replace(Phone(), text, "[전화번호]");
        text = Replace(Account(), text, "[계좌번호]");
        return Email().Replace(text, "[이메일]");
    }

    /// <summary>Only whole numbers: a match inside a longer run of digits stays. (\b would not do: Hangul particles are word characters too.)</summary>
    private static string Replace(Regex pattern, string text, string label) => pattern.Replace(text, match =>
    {
        var end = match.Index + match.Length;
        var whole = (match.Index == 0 || !char.IsAsciiDigit(text[match.Index - 1])) && (end == text.Length || !char.IsAsciiDigit(text[end]));
        return whole ? label : match.Value;
    });

    [GeneratedRegex(@"[0-9]{6}[- ]?[1-8][0-9]{6}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex ResidentNumber();

    [GeneratedRegex(@"[0-9]{4}[- ]?[0-9]{4}[- ]?[0-9]{4}[- ]?[0-9]{4}|3[47][0-9]{2}[- ]?[0-9]{6}[- ]?[0-9]{5}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Card();

    [GeneratedRegex(@"(\+82[- ]?|0)(1[016789]|2|[3-6][1-5]|70|50[0-9])[-. ]?[0-9]{3,4}[-. ]?[0-9]{4}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Phone();

    [GeneratedRegex(@"[0-9]{2,6}-[0-9]{2,6}-[0-9]{3,8}(-[0-9]{1,3})?", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Account();

    [GeneratedRegex(@"[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(\.[A-Za-z0-9\-]+)*\.[A-Za-z]{2,}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Email();
}
