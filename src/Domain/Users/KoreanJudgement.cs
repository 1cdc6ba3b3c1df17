namespace ChatPlatform.Domain.Users;

/// <summary>Weighs whether what stands where a name stands is one.</summary>
internal static class KoreanJudgement
{
    private const int LongestNoun = 4;

    /// <summary>How certain it is, and the name trimmed to what the person is called.</summary>
    public static (NameCertainty Certainty, string Name) Of(KoreanPhrase phrase)
    {
        var trimmed = Trimmed(phrase);
        return (Weigh(trimmed), trimmed.Name);
    }

    private static NameCertainty Weigh(KoreanPhrase phrase)
    {
        var name = phrase.Name;
        if (name.Length == 0 || NameWords.IsNever(name) || IsObligation(phrase) || IsFutureForm(name))
        {
            return NameCertainty.None;
        }

        return phrase.Subject switch
        {
            NameSubject.Name => OfName(phrase),
            NameSubject.SomeName => OfName(phrase) == NameCertainty.Certain && PersonName.From(name) is not null ? NameCertainty.Unsure : NameCertainty.None,
            NameSubject.Self => OfSelf(phrase),
            NameSubject.Me => phrase.Predicate is NamePredicate.Calls or NamePredicate.Says or NamePredicate.Becomes ? Asked(phrase) : NameCertainty.None,
            _ => OfNobody(phrase),
        };
    }

    /// <summary>내 이름은 …: certain with a predicate; a bare word must not be the beginning or the verb of another sentence.</summary>
    private static NameCertainty OfName(KoreanPhrase phrase)
    {
        if (phrase.Predicate != NamePredicate.Bare)
        {
            return IsOpenEnded(phrase) ? NameCertainty.None : NameCertainty.Certain;
        }

        if (!phrase.EndsHere)
        {
            return NameCertainty.None;
        }

        return LooksRight(phrase.Name) ? NameCertainty.Certain
            : NameWords.EndsLikeAVerb(phrase.Name) ? NameCertainty.None
            : NameCertainty.Unsure;
    }

    /// <summary>나는 …: whatever people say of themselves stands here.</summary>
    private static NameCertainty OfSelf(KoreanPhrase phrase)
    {
        var name = phrase.Name;
        if (phrase.Predicate == NamePredicate.Calls)
        {
            return Asked(phrase);
        }

        if (IsNoun(name) || phrase.Predicate == NamePredicate.Becomes)
        {
            return NameCertainty.None;
        }

        var looksRight = LooksRight(name);
        return phrase.Predicate switch
        {
            NamePredicate.Is => looksRight ? NameCertainty.Certain : Perhaps(name),
            NamePredicate.Says => looksRight || (name.Length > 1 && !NameWords.EndsLikeAVerb(name)) ? NameCertainty.Certain : NameCertainty.None,
            NamePredicate.WeakIs when phrase.End == "다" && name[^1] == '하' => NameCertainty.None, // 강하다
            NamePredicate.WeakIs when looksRight => phrase.End is "다" or "요" or "이요" or "지" or "죠" ? NameCertainty.Unsure : NameCertainty.Certain,
            NamePredicate.Bare when looksRight && phrase.EndsHere => NameCertainty.Unsure,
            _ => NameCertainty.None,
        };
    }

    /// <summary>김민수입니다, 김민수라고 합니다, 민수라고 불러줘: without 저는 it takes a whole name, except where they ask to be called so.</summary>
    private static NameCertainty OfNobody(KoreanPhrase phrase) => phrase.Predicate switch
    {
        NamePredicate.Calls when phrase.End is "라고" or "이라고" or "라구" or "이라구" => Asked(phrase),
        NamePredicate.Calls or NamePredicate.Says => IsHangulName(phrase.Name) ? NameCertainty.Certain : NameCertainty.None,
        NamePredicate.Is when phrase.Name.Length >= 3 && phrase.End is not "야" and not "이야" && phrase.EndsHere && IsHangulName(phrase.Name) => NameCertainty.Unsure,
        _ => NameCertainty.None,
    };

    /// <summary>They ask to be called so: any word will do, but "불러 줄까" and "불러" with something after it ask for something else.</summary>
    private static NameCertainty Asked(KoreanPhrase phrase) =>
        IsOpenEnded(phrase) || (phrase.Name.Length < 2 && !NameShape.IsSingle(phrase.Name)) ? NameCertainty.None : NameCertainty.Certain;

    private static bool IsOpenEnded(KoreanPhrase phrase)
    {
        var next = phrase.Tail.TrimStart();
        return next.StartsWith('줄') || next.StartsWith("드릴", StringComparison.Ordinal)
            || next.StartsWith("도 ", StringComparison.Ordinal) || next.StartsWith("지 마", StringComparison.Ordinal);
    }

    private static NameCertainty Perhaps(string name)
    {
        if (!Hangul.IsAll(name))
        {
            return name.All(c => char.IsAscii(c) && char.IsLetter(c)) && name.Length > 1 ? NameCertainty.Unsure : NameCertainty.None;
        }

        return NameShape.IsSingle(name) || (name.Length is > 1 and <= LongestNoun && !NameWords.IsKindOfPerson(name) && !NameWords.EndsLikeAVerb(name))
            ? NameCertainty.Unsure
            : NameCertainty.None;
    }

    private static bool LooksRight(string name) => IsHangulName(name) || IsLatinName(name);

    private static bool IsHangulName(string name) => NameShape.LooksLikeAName(name) && !NameWords.IsCommon(name);

    /// <summary>Tom, Anna-Maria; not VIP or mz: those are asked about, if at all.</summary>
    private static bool IsLatinName(string name) => name.Length > 1 && char.IsUpper(name[0]) && name.Skip(1).Any(char.IsLower)
        && !char.IsAsciiDigit(name[^1]) && !name.Any(Hangul.IsSyllable) && !NameWords.IsCommonEnglish(name);

    private static bool IsNoun(string name) => NameWords.IsCommon(name) || NameWords.IsCommonEnglish(name);

    /// <summary>자야 해, 먹어야 돼: must, not "is".</summary>
    private static bool IsObligation(KoreanPhrase phrase) => phrase.End == "야"
        && phrase.Tail.TrimStart() is ['해' or '하' or '한' or '함' or '합' or '했' or '돼' or '되' or '될' or '된' or '됨' or '됩' or '됐' or '할' or '겠', ..];

    /// <summary>할 거야, 알려줄거야.</summary>
    private static bool IsFutureForm(string name) => name.Length > 1 && name[^1] is '거' or '것' or '꺼';

    private static KoreanPhrase Trimmed(KoreanPhrase phrase)
    {
        var name = phrase.End.StartsWith('이') ? NameShape.WithItsOwnI(phrase.Name) : phrase.Name;

        // 김정임, 유다: the end may be the name's own last syllable
        if (phrase.Predicate == NamePredicate.WeakIs && phrase.End.Length == 1
            && !NameShape.LooksLikeAName(name) && (name.Length < 2 || NameShape.LooksLikeAName(name + phrase.End)))
        {
            return phrase with { Name = name + phrase.End, Predicate = NamePredicate.Bare };
        }

        // 이름은 예은이: the 이 of speech, without a copula after it
        if (phrase.Predicate == NamePredicate.Bare && name.Length > 2 && name[^1] == '이' && Hangul.EndsInConsonant(name[..^1])
            && NameShape.LooksLikeAName(name[..^1]) && !NameShape.LooksLikeAName(name))
        {
            name = name[..^1];
        }

        return phrase with { Name = WithoutTitle(name) };
    }

    /// <summary>민수님 and 김민수씨 are 민수 and 김민수; 선생님 stays.</summary>
    private static string WithoutTitle(string name) =>
        name.Length > 2 && name[^1] is '님' or '씨' && NameShape.LooksLikeAName(name[..^1]) && !NameWords.IsCommon(name[..^1]) ? name[..^1] : name;
}
