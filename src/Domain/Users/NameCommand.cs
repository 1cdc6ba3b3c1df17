using System.Text.RegularExpressions;

namespace ChatPlatform.Domain.Users;

internal enum NameCommandKind
{
    None,

    /// <summary><c>/이름</c>, 이름 바꿔, 다른 이름 …</summary>
    Ask,

    /// <summary><c>/이름 홍길동</c>.</summary>
    Set,

    Cancel,
    Yes,
    No,
}

/// <summary>Utterances that are an order as a whole.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Name">What stands behind <c>/이름</c>.</param>
internal readonly partial record struct NameCommand(NameCommandKind Kind, string Name = "")
{
    private const RegexOptions Safe =
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    private const string Please = "( ?(줘|줘요|줘라|주라|주세요|주십시오|줄래|줄래요|주실래요|줄 수 있어|줄 수 있어요|줄 수 있나요|달라|줘봐))?";
    private const string Change = "(바꿔요?" + Please + "|바꿔도 (돼|돼요|될까|될까요)|바꿀(래|래요|게|게요|까|까요)|바꾸(기|자|고 ?싶(어|어요|습니다|은데|은데요|다)|겠습니다|겠어|겠어요|면 (돼|돼요|될까|될까요))"
        + "|고쳐" + Please + "|고칠(래|래요)"
        + "|(변경|수정|교체)( ?(해" + Please + "|해요|할래|할래요|할게|할게요|하고 ?싶(어|어요|습니다|은데|은데요)|하기|하자|하겠습니다|부탁해|부탁해요|부탁드려요|부탁드립니다|부탁합니다|요|요청|가능해|가능해요|가능한가요))?)";

    public static NameCommand Of(string utterance)
    {
        var text = SpokenText.Clean(utterance);
        if (Slash().Match(text) is { Success: true } slash)
        {
            var name = slash.Groups["name"].Value.Trim();
            return name.Length == 0 ? new(NameCommandKind.Ask) : new(NameCommandKind.Set, name);
        }

        var bare = SpokenText.Unquoted(text);
        return Renaming().IsMatch(bare) ? new(NameCommandKind.Ask)
            : Cancel().IsMatch(bare) ? new(NameCommandKind.Cancel)
            : Yes().IsMatch(bare) ? new(NameCommandKind.Yes)
            : No().IsMatch(bare) ? new(NameCommandKind.No)
            : default;
    }

    [GeneratedRegex("^/ ?이름(?<name>[ :=\n].*)?$", Safe)]
    private static partial Regex Slash();

    [GeneratedRegex("^((내|제|나의|저의) ?)?(다른 ?이름((으?로)? ?(좀 )?(" + Change + "|불러" + Please + "|불려|할래|할래요|할게|할게요|하고 ?싶(어|어요|습니다|은데|은데요)|해" + Please + "|쓸래|쓸래요|쓰고 ?싶(어|어요)))?|(이름|닉네임|호칭|별명)(을|를|도|만)? ?(좀 |다시 |다른 ?걸로 |새로 )?" + Change + ")$", Safe)]
    private static partial Regex Renaming();

    [GeneratedRegex("^(취소|취소해|취소해요|취소해 ?(줘|줘요|주세요)|취소할래|취소할래요|취소할게|취소할게요|취소요|취소합니다|/취소|그만|그만할래|그만할래요|그만둘래|그만해|안 ?할래|안 ?할래요|안 ?바꿀래|안 ?바꿀래요|됐어|됐어요|cancel)$", Safe)]
    private static partial Regex Cancel();

    [GeneratedRegex("^(네|넵|넹|넴|예|옙|응|웅|엉|어|ㅇ|ㅇㅇ|ㅇㅋ|ㄴㅔ|맞아|맞아요|맞습니다|맞음|맞어|마자|그래|그래요|그렇습니다|당연하지|오케이|(네|넵|예|응|어) (맞아|맞아요|맞습니다|그래요)|yes|yep|yeah|y|ok|okay)$", Safe)]
    private static partial Regex Yes();

    [GeneratedRegex("^(아니|아니야|아니요|아니오|아닙니다|아냐|아뇨|아닌데|아닌데요|ㄴ|ㄴㄴ|노|틀려|틀려요|틀렸어|틀렸어요|(아니|아니요|아뇨) (아니야|아니에요|틀렸어|틀렸어요)|no|nope|n)$", Safe)]
    private static partial Regex No();
}
