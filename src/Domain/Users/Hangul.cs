namespace ChatPlatform.Domain.Users;

internal static class Hangul
{
    private const char First = '가';
    private const char Last = '힣';

    /// <summary>Of one initial and vowel: without a final consonant, then with each of the 27.</summary>
    private const int Finals = 28;

    public static bool IsSyllable(char c) => c is >= First and <= Last;

    /// <summary>Typed alone: ㅋㅋ, ㅠㅠ, ㅇㅇ.</summary>
    public static bool IsLoneJamo(char c) => c is >= 'ㄱ' and <= 'ㅣ';

    /// <summary>Whether the text is syllables only, at least one.</summary>
    public static bool IsAll(string text) => text.Length > 0 && text.All(IsSyllable);

    /// <summary>받침: 준 has one, 수 has none. It decides between 이야 and 야.</summary>
    public static bool EndsInConsonant(string text) => text.Length > 0 && IsSyllable(text[^1]) && (text[^1] - First) % Finals != 0;
}
