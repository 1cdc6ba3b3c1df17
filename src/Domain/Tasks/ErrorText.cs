using System.Text;

namespace ChatPlatform.Domain.Tasks;

/// <summary>Words of an error as a column takes them, whoever said them: one that is refused would be refused for ever.</summary>
public static class ErrorText
{
    /// <summary>The first <paramref name="length"/> UTF-16 units at most, no code point halved, without NUL and lone surrogates.</summary>
    public static string Fit(string text, int length)
    {
        var fit = new StringBuilder(Math.Min(text.Length, length));
        foreach (var rune in text.EnumerateRunes()) // a lone surrogate comes as U+FFFD
        {
            if (fit.Length + rune.Utf16SequenceLength > length)
            {
                break;
            }

            if (rune.Value != 0)
            {
                fit.Append(rune);
            }
        }

        return fit.ToString();
    }
}
