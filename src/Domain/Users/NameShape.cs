namespace ChatPlatform.Domain.Users;

/// <summary>
/// Whether Hangul looks like a Korean person's name: built of the syllables that given names are made of, with or without a family name.
/// It says "probably"; nouns that are built the same way (가수, 기자) are in <see cref="NameWords"/>.
/// </summary>
internal static class NameShape
{
    private const string Surnames = "김이박최정강조윤장임한오서신권황안송류유홍전고문양손배백허남심노하곽성차주우구민진나지엄채원천방공현함변염추도소석선설마길연위표명기반왕금옥육인맹제모탁국";

    /// <summary>남궁민수.</summary>
    private static readonly HashSet<string> LongSurnames = ["남궁", "황보", "제갈", "사공", "선우", "서문", "독고", "동방"];

    private const string Openers = "가강건경규덕흥근기길나남다단도동라래리루명무문미민범병보봉비빛상새서석선설성세소솔수숙순슬승시신아안애연영예오옥완용우운웅원유윤율은의이인일재정제종주준중지진찬창채철초춘충태하한해향혁현형혜호홍화환효후훈희";

    private const string Closers = "강건겸경곤관구국규균근기길나남늘니담덕도동라란람랑래령례로록름리린림만모미민배범별병복본봉비빈상서석선설섭성세솔수숙순슬승식신아안애연열영예오옥완용우욱운웅원윤율은음이익인일임자재전정제조종주준중지진찬창채천철춘태택필하학한해혁현형혜호홍화환효후훈휘희";

    /// <summary>Given names of one syllable.</summary>
    private const string Singles = "건결겸경란린민별빈산석설솔슬영욱웅원윤율은준진찬철혁현훈";

    /// <summary>영이, 순이: after these the 이 is the name's own.</summary>
    private const string OldStyle = "순숙옥돌쇠점끝";

    public static bool IsSurname(string text) => text.Length == 1 ? Surnames.Contains(text[0]) : LongSurnames.Contains(text);

    public static bool LooksLikeAName(string text) => Hangul.IsAll(text) && (IsGiven(text) || SurnameOf(text) is var length and > 0
        && (IsGiven(text[length..]) || IsSingle(text[length..])));

    public static bool IsSingle(string text) => text.Length == 1 && Singles.Contains(text[0]);

    /// <summary>
    /// Where the 이 before 야, 에요, 라고 … belongs. After a consonant it is the copula's (하영이야 → 하영): grammar wants it there, and the
    /// 이 that Koreans hang on such names in speech (하영이) is not part of them either. After a vowel grammar wants none, so it is the
    /// name's (유이예요 → 유이), unless the rest is a whole name, to which people wrongly add one (민수이에요 → 민수).
    /// </summary>
    public static string WithItsOwnI(string stem) => Hangul.IsAll(stem)
        && (Hangul.EndsInConsonant(stem) ? stem.Length == 1 && OldStyle.Contains(stem[0]) : !IsWholeName(stem))
            ? stem + '이'
            : stem;

    private static bool IsWholeName(string text) => text.Length >= 2 && LooksLikeAName(text);

    private static bool IsGiven(string text) => text.Length == 2 && Openers.Contains(text[0]) && Closers.Contains(text[1]);

    private static int SurnameOf(string text) =>
        text.Length > 2 && LongSurnames.Contains(text[..2]) ? 2 : text.Length > 1 && Surnames.Contains(text[0]) ? 1 : 0;
}
