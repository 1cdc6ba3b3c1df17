using System.Text;
using System.Text.RegularExpressions;
using ChatPlatform.Domain.Common;

namespace ChatPlatform.Domain.Insights;

/// <summary>Makes any text one that a database can hold and operators may read.</summary>
public static partial class OperatorText
{
    /// <summary>The longest thing that is masked, an e-mail address: whatever begins before the cut is masked whole.</summary>
    private const int LongestMasked = 320;

    /// <summary>Without what identifies a person, and cut.</summary>
    public static string Masked(string text, int maxLength) =>
        Storable(Mask(text.Length <= maxLength + LongestMasked ? text : text[..(maxLength + LongestMasked)]), maxLength);

    /// <summary>Without what identifies a person. UUIDs stay: their digits look like card and account numbers, and operators look for them.</summary>
    public static string Mask(string text)
    {
        var masked = new StringBuilder();
        var from = 0;
        foreach (var id in Uuid().EnumerateMatches(text))
        {
            masked.Append(SensitiveText.Mask(text[from..id.Index])).Append(text, id.Index, id.Length);
            from = id.Index + id.Length;
        }

        return from == 0 ? SensitiveText.Mask(text) : masked.Append(SensitiveText.Mask(text[from..])).ToString();
    }

    /// <summary>Without NUL and without halves of surrogate pairs, which PostgreSQL refuses, and cut: for names and ids.</summary>
    public static string Storable(string text, int maxLength)
    {
        if (text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') >= 0 || text.Contains('\0', StringComparison.Ordinal))
        {
            text = Repaired(text);
        }

        return CutText.To(text, maxLength);
    }

    private static string Repaired(string text)
    {
        var repaired = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) // half a pair comes out as U+FFFD
        {
            if (rune.Value != 0)
            {
                repaired.Append(rune);
            }
        }

        return repaired.ToString();
    }

    [GeneratedRegex(
        "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Uuid();
}
