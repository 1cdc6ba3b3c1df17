using System.Text;

namespace ChatPlatform.Domain.Users;

/// <summary>
/// What a person wants to be called: 1–20 Hangul syllables, Latin letters, digits, <c>·</c>, <c>-</c> and <c>_</c>. Lone jamo are none of
/// these: they are laughter (ㅋㅋ), a yes (ㅇㅇ) or a slip of the keyboard, hardly ever a name.
/// </summary>
public sealed record PersonName
{
    public const int MaxLength = 20;

    private PersonName(string text) => Text = text;

    public string Text { get; }

    /// <summary>Null when it is no name. What a Mac types as separate jamo counts as the syllables it shows.</summary>
    public static PersonName? From(string? text)
    {
        // longer than any name even before jamo are put together: three to a syllable
        if (text is null || text.Length > 4 * MaxLength || !SpokenText.IsWellFormed(text))
        {
            return null;
        }

        var name = text.Trim().Normalize(NormalizationForm.FormC).Replace('ㆍ', '·').Replace('・', '·'); // the dots that Korean keyboards offer
        return name.Length is > 0 and <= MaxLength && name.All(IsAllowed) ? new PersonName(name) : null;
    }

    public override string ToString() => Text;

    private static bool IsAllowed(char c) => Hangul.IsSyllable(c) || IsLatin(c) || char.IsAsciiDigit(c) || c is '·' or '-' or '_';

    /// <summary>With the accented letters of European and Vietnamese names.</summary>
    private static bool IsLatin(char c) =>
        char.IsAsciiLetter(c) || c is >= 'À' and <= 'ɏ' and not ('×' or '÷') or >= 'Ḁ' and <= 'ỿ';
}
