namespace ChatPlatform.Domain.Users;

/// <summary>The answer to "what is your name?": 민수, 민수요, 민수야, "민수!".</summary>
internal static class BareName
{
    /// <summary>Longest first. Not 다, 임 and 고, with which names end as well.</summary>
    private static readonly string[] Ends =
        ["이라고 해요", "라고 해요", "이에요", "이예요", "입니다", "으로요", "예요", "에요", "이야", "이요", "로요", "야", "요"];

    /// <summary>Null for what is no valid name, for a question, and for 몰라, 싫어요, 안녕하세요 …</summary>
    public static PersonName? In(string utterance)
    {
        var said = SpokenText.Clean(utterance);
        var text = SpokenText.Bare(said);
        var name = WithoutEnd(text);
        if (said.EndsWith('?') || SpokenText.IsPleasantry(text) || NameWords.IsNever(text) || NameWords.IsNever(name))
        {
            return null;
        }

        // 민수로 해줘, 민수라고 부르면 돼: the rest of "이름은 …"
        var finding = NameExtraction.From("이름은 " + text);
        return PersonName.From(name) ?? (finding.Certainty == NameCertainty.Certain ? finding.Name : null);
    }

    private static string WithoutEnd(string text)
    {
        if (NameShape.LooksLikeAName(text) || Array.Find(Ends, e => text.EndsWith(e, StringComparison.Ordinal)) is not { } end)
        {
            return text;
        }

        var stem = text[..^end.Length].TrimEnd();
        var name = end[0] == '이' && stem.Length > 0 ? NameShape.WithItsOwnI(stem) : stem;

        // 미야, 하요: too little would be left
        return name.Length < 2 && !NameShape.IsSingle(name) ? text : name;
    }
}
