using System.Globalization;
using System.Text;

namespace ChatPlatform.Infrastructure.Persistence.PostgreSql;

/// <summary>
/// The pairs of neighbouring characters of a text, each as one integer (two UTF-16 units side by side, so two texts never collide).
/// A GIN index over them finds any text of two or more characters, in Korean too, where three-letter grams cannot help: half of
/// what people look for there has two syllables. The week of the row stands among them, so that a frequent word can be looked up week
/// by week: its high half is zero, a character no text holds.
/// </summary>
internal static class SearchGrams
{
    private static readonly DateTimeOffset FirstDay = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>As a PostgreSQL array literal, since an array of arrays of different lengths does not exist.</summary>
    public static string Literal(string question, string answer, DateTimeOffset at)
    {
        var grams = new HashSet<int> { Week(at) };
        Collect(question, grams);
        Collect(answer, grams);
        var literal = new StringBuilder("{", grams.Count * 11 + 2);
        foreach (var gram in grams)
        {
            if (literal.Length > 1)
            {
                literal.Append(',');
            }

            literal.Append(CultureInfo.InvariantCulture, $"{gram}");
        }

        return literal.Append('}').ToString();
    }

    /// <summary>Weeks since the year 2000, 1–65535: good until the year 3255.</summary>
    public static int Week(DateTimeOffset at) => Math.Max(1, (int)((at - FirstDay).TotalDays / 7));

    /// <summary>Empty for a text of one character.</summary>
    public static int[] Of(string text)
    {
        var grams = new HashSet<int>();
        Collect(text, grams);
        return [.. grams];
    }

    private static void Collect(string text, HashSet<int> grams)
    {
        for (var i = 1; i < text.Length; i++)
        {
            grams.Add((Fold(text[i - 1]) << 16) | Fold(text[i]));
        }
    }

    private static char Fold(char c) => c < 128 ? (char)(c is >= 'A' and <= 'Z' ? c | 0x20 : c) : char.ToLowerInvariant(c);
}
