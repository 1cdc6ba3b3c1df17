namespace ChatPlatform.Domain.Users;

/// <summary>Whom a clause speaks of.</summary>
internal enum NameSubject
{
    /// <summary>Nobody is named: 김민수입니다, 민수라고 불러줘.</summary>
    Unsaid,

    /// <summary>내 이름은, 제 이름은, 이름은.</summary>
    Name,

    /// <summary>이름이 without whose: it may be anybody's.</summary>
    SomeName,

    /// <summary>나는, 난, 저는, 전, 제가 …</summary>
    Self,

    /// <summary>나를, 저를: only with 불러줘.</summary>
    Me,
}

/// <summary>How a clause says the name.</summary>
internal enum NamePredicate
{
    /// <summary>민수 (nothing follows).</summary>
    Bare,

    /// <summary>민수야, 민수예요, 민수입니다.</summary>
    Is,

    /// <summary>민수다, 민수임, 민수고, 민수요: ends that verbs, nouns and names have as well.</summary>
    WeakIs,

    /// <summary>민수라고 해요.</summary>
    Says,

    /// <summary>민수라고 불러줘.</summary>
    Calls,

    /// <summary>민수로 바꿔줘.</summary>
    Becomes,
}

/// <summary>A clause taken apart.</summary>
/// <param name="Subject">Whom it speaks of.</param>
/// <param name="Predicate">What it says of them.</param>
/// <param name="Name">What stands where the name stands.</param>
/// <param name="End">What follows the name directly: 이야, 라고, 로 …</param>
/// <param name="Tail">The rest of the clause.</param>
internal readonly record struct KoreanPhrase(NameSubject Subject, NamePredicate Predicate, string Name, string End, string Tail)
{
    public bool EndsHere => !Tail.Any(c => char.IsLetterOrDigit(c) && !Hangul.IsLoneJamo(c));
}
