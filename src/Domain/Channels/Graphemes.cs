using System.Globalization;

namespace ChatPlatform.Domain.Channels;

/// <summary>A text as people see it: cut between grapheme clusters only, so that no syllable, emoji or flag falls apart.</summary>
public sealed class Graphemes(string text)
{
    // the starts of all clusters; the end of the text closes the last one
    private readonly int[] _starts = [.. StringInfo.ParseCombiningCharacters(text), text.Length];

    /// <summary>The first <paramref name="length"/> UTF-16 units at most.</summary>
    public static string Cut(string text, int length) => text.Length <= length ? text : text[..new Graphemes(text).EndWithin(0, length)];

    /// <summary>Where a piece from <paramref name="start"/> of at most <paramref name="length"/> units must end; always after the start.</summary>
    public int EndWithin(int start, int length)
    {
        var most = start + length;
        if (most >= text.Length)
        {
            return text.Length;
        }

        var end = _starts[LastAtOrBefore(most)];
        if (end > start)
        {
            return end;
        }

        // a single cluster that is longer than allowed (dozens of marks on one letter): only its code points are kept whole
        return most - 1 > start && char.IsLowSurrogate(text[most]) && char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
    }

    /// <summary>The first cluster at or after <paramref name="position"/> that shows something; the text's end when none does.</summary>
    public int SkipBlanks(int position)
    {
        while (position < text.Length && IsBlank(position, EndOf(position)))
        {
            position = EndOf(position);
        }

        return position;
    }

    /// <summary>Goes back from <paramref name="end"/> over clusters that show nothing, not before <paramref name="start"/>.</summary>
    public int TrimBlanks(int start, int end)
    {
        while (end > start)
        {
            var last = _starts[LastAtOrBefore(end - 1)];
            if (last < start || !IsBlank(last, end))
            {
                break;
            }

            end = last;
        }

        return end;
    }

    /// <summary>Whether nothing that belongs together spans <paramref name="position"/>.</summary>
    public bool IsBoundary(int position) => Array.BinarySearch(_starts, position) >= 0;

    private int EndOf(int position) => _starts[LastAtOrBefore(position) + 1];

    private int LastAtOrBefore(int position)
    {
        var found = Array.BinarySearch(_starts, position);
        return found >= 0 ? found : ~found - 1;
    }

    // a space that carries a combining mark is no blank
    private bool IsBlank(int start, int end) => text.AsSpan(start, end - start).IsWhiteSpace();
}
