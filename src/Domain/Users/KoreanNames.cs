using System.Text.RegularExpressions;

namespace ChatPlatform.Domain.Users;

/// <summary>Reads one clause of Korean: subject, name, predicate; <see cref="KoreanJudgement"/> then weighs them.</summary>
internal static partial class KoreanNames
{
    private const string Edge = @"(?<tail>[^\p{L}\p{N}].*|[ㄱ-ㅣ].*)?$";
    private static readonly char[] Quotes = [.. "\"'“”「」『』《》<>[]()*"];

    private const RegexOptions Safe = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    public static SaidName? In(string clause)
    {
        var (subject, body) = SubjectOf(WithoutOpening(clause));
        body = Correction().Replace(body, "");
        var said = ReadSplit(body) ?? Read(body);
        if (said is not { } phrase || IsQuestion(phrase.Tail))
        {
            return null;
        }

        var (certainty, name) = KoreanJudgement.Of(phrase with { Subject = subject });
        return SaidName.Of(certainty, name, clause.Length - phrase.Tail.Length);
    }

    /// <summary>Small talk and adverbs before the sentence itself: 안녕하세요 저는 …, 그냥 … 네 이름은 stays: it is "your name".</summary>
    private static string WithoutOpening(string clause)
    {
        while (clause.IndexOf(' ', StringComparison.Ordinal) is var space and > 0 && SpokenText.IsPleasantry(SpokenText.Unquoted(clause[..space]))
            && !(clause[0] == '네' && clause[(space + 1)..].StartsWith("이름", StringComparison.Ordinal)))
        {
            clause = clause[(space + 1)..];
        }

        return Adverbs().Replace(clause, "");
    }

    private static (NameSubject Subject, string Body) SubjectOf(string clause)
    {
        if (NameSubjects().Match(clause) is { Success: true } named)
        {
            var isSome = !named.Groups["own"].Success && named.Groups["particle"].Value is "이" or "가";
            return (isSome ? NameSubject.SomeName : NameSubject.Name, named.Groups["body"].Value);
        }

        if (MeSubjects().Match(clause) is { Success: true } me)
        {
            return (NameSubject.Me, me.Groups["body"].Value);
        }

        return SelfSubjects().Match(clause) is { Success: true } self
            ? (NameSubject.Self, self.Groups["body"].Value)
            : (NameSubject.Unsaid, clause);
    }

    private static KoreanPhrase? Read(string body) =>
        Phrase(NamePredicate.Calls, Calls().Match(body))
        ?? Phrase(NamePredicate.Says, Says().Match(body))
        ?? Phrase(NamePredicate.Becomes, Becomes().Match(body))
        ?? Phrase(NamePredicate.Is, Is().Match(body))
        ?? Phrase(NamePredicate.WeakIs, WeakIs().Match(body))
        ?? Phrase(NamePredicate.Bare, Bare().Match(body));

    /// <summary>홍 길동입니다: family and given name apart.</summary>
    private static KoreanPhrase? ReadSplit(string body) =>
        body.IndexOf(' ', StringComparison.Ordinal) is var space and > 0 && NameShape.IsSurname(body[..space])
        && Read(body[..space] + body[(space + 1)..]) is { } joined && NameShape.LooksLikeAName(joined.Name)
            ? joined
            : null;

    private static KoreanPhrase? Phrase(NamePredicate predicate, Match match) => !match.Success
        ? null
        : new KoreanPhrase(
            default, predicate, match.Groups["name"].Value.Trim(Quotes), match.Groups["end"].Value, match.Groups["tail"].Value);

    private static bool IsQuestion(string tail)
    {
        var end = 0;
        while (end < tail.Length && !char.IsLetterOrDigit(tail[end]))
        {
            end++;
        }

        return tail.AsSpan(0, end).IndexOfAny('?', '？') >= 0;
    }

    [GeneratedRegex("^((그냥|앞으로는?|이제는?|이제부터는?|지금부터는?|오늘부터는?|다음부터는?|편하게|편히|그럼|아니|사실) )+", Safe)]
    private static partial Regex Adverbs();

    /// <summary>내 이름은 민수가 아니라 철수야.</summary>
    [GeneratedRegex("^[^ ]+ ?(이|가)? ?(아니라|아니고|말고) ", Safe)]
    private static partial Regex Correction();

    [GeneratedRegex("^(?<own>내|제|나의|저의|나에|저에|내가|제가|나는|저는|난|전)? ?(이름|본명|닉네임|별명)((?<particle>은요|는요|이요|은|는|이|가|을|를) ?[:=]? ?| ?[:=] ?| )(?<body>.+)$", Safe)]
    private static partial Regex NameSubjects();

    [GeneratedRegex("^((나는요|저는요|나는|저는|본인은) ?(?<body>.+)|난 ?(?<body>.+)|(난요|전요|전|나|저|내가|제가|저요) (?<body>.+))$", Safe)]
    private static partial Regex SelfSubjects();

    [GeneratedRegex("^(나를|날|저를|절|나보고|저한테|나한테) (?<body>.+)$", Safe)]
    private static partial Regex MeSubjects();

    [GeneratedRegex("^(?<name>[^ ]{1,40}?)(?<end>이라고|라고|이라구|라구|으로|로) ?(?<verb>불러|불러요|불러 ?(줘|줘요|줘라|줄래|줄래요|주라|주세요|주실래요|주십시오|주시면 (돼요|됩니다)|주면 (돼|돼요|됩니다|좋겠어|좋겠어요)|줬으면 (해|해요|좋겠어|좋겠어요))|부르면 (돼|돼요|됩니다)|부르세요|불러도 (돼|돼요|됩니다|괜찮아|괜찮아요)|기억해 ?(줘|줘요|주세요)|저장해 ?(줘|줘요|주세요))" + Edge, Safe)]
    private static partial Regex Calls();

    [GeneratedRegex("^(?<name>[^ ]{1,40}?)(?<end>이라고|라고|이라구|라구) ?(해|해요|해용|해여|합니다|합니당|하고|하고요|하는데|하는데요|하며|한답니다|함|불려|불려요|불립니다|해 ?줘|해 ?주세요)" + Edge, Safe)]
    private static partial Regex Says();

    [GeneratedRegex("^(?<name>[^ ]{1,40}?)(?<end>으로|로) ?(바꿔|바꿔요|바꿔 ?(줘|줘요|주라|줄래|줄래요|주세요|주실래요)|바꿀래|바꿀래요|바꿀게|바꿀게요|바꾸고 싶어|바꾸고 싶어요|바꾸고 싶습니다|(변경|수정|설정|저장|등록) ?(해 ?줘|해 ?줘요|해 ?주세요|할래|할래요|할게|할게요|부탁해|부탁해요|부탁드려요|부탁드립니다)?|해 ?(줘|줘요|주세요)|할래|할래요|할게|할게요)" + Edge, Safe)]
    private static partial Regex Becomes();

    [GeneratedRegex("^(?<name>[^ ]{1,40}?)(?<space> )?(?<end>이야|야|이에요|이예요|예요|에요|이에용|이예용|예용|에용|이에여|예여|에여|입니다|입니당|임다|이옵니다|이랍니다|랍니다|이란다|이라네|이라오|이올시다)" + Edge, Safe)]
    private static partial Regex Is();

    [GeneratedRegex("^(?<name>[^ ]{1,40}?)(?<end>이다|다|임|이고|고|이고요|고요|이구|구|인데|인데요|이며|이지|지|이죠|죠|이요|요|이여)" + Edge, Safe)]
    private static partial Regex WeakIs();

    [GeneratedRegex("^(?<name>[^ ]{1,40}?)" + Edge, Safe)]
    private static partial Regex Bare();
}
