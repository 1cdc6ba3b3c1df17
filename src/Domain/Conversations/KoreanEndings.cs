namespace ChatPlatform.Domain.Conversations;

/// <summary>What the end of a Korean sentence tells.</summary>
internal static class KoreanEndings
{
    /// <summary>Positions among the 27 final consonants.</summary>
    private const int Nieun = 4, Rieul = 8, Bieup = 17;

    /// <summary>Of one initial and vowel: without a final consonant, then with each.</summary>
    private const int Finals = 28;

    private const string StatementEnds = "다요어아해지네군음임함야죠게걸고서며데워와려져줘여됨";

    /// <summary>Nouns, answers and verbs that end as questions do: 오류가 나요.</summary>
    private static readonly string[] NoQuestions =
        [" 나요", .. PhraseList.Split("생각나요|화나요|짜증나요|아니|언니|어머니|할머니|주머니|끼니|비키니|미니|아냐|하냐 마냐|아까|그러니까|누군가|언젠가|어딘가|무언가|뭔가|건가 봐")];

    private static readonly string[] Plain =
        PhraseList.Split("나요|니|냐|냐고|는가|던가|있나|없나|되나|하려나|려나|었나|았나|했나|됐나|겠나|으려나|는지요|은지요|ㄹ까|ㄹ까요|건가|을라나");

    public static bool Asks(string text)
    {
        if (Array.Exists(NoQuestions, end => text.EndsWith(end, StringComparison.Ordinal)))
        {
            return false;
        }

        return Array.Exists(Plain, end => text.Length > end.Length && text.EndsWith(end, StringComparison.Ordinal))
            || EndsBehind(text, "니까", Bieup) // 합니까, but not 하니까
            || EndsBehind(text, "까", Rieul) || EndsBehind(text, "까요", Rieul) // 할까, 갈까요
            || EndsBehind(text, "가", Nieun) || EndsBehind(text, "가요", Nieun) // 인가, 한가요, but not 안 가요
            || EndsBehind(text, "지", Rieul) || EndsBehind(text, "는지", 0) || EndsBehind(text, "은지", 0); // 갈지, 되는지
    }

    public static bool IsStatement(string text) => text.Length > 0 && StatementEnds.Contains(text[^1]);

    /// <param name="text">The sentence.</param>
    /// <param name="end">What it ends with.</param>
    /// <param name="final">The final consonant in front of that; 0 for any syllable.</param>
    private static bool EndsBehind(string text, string end, int final)
    {
        var at = text.Length - end.Length - 1;
        return at >= 0 && text.EndsWith(end, StringComparison.Ordinal) && text[at] is >= '가' and <= '힣'
            && (final == 0 || (text[at] - '가') % Finals == final);
    }
}
