using System.Collections.Frozen;

namespace ChatPlatform.Domain.Conversations;

/// <summary>Messages that are an order to the platform as a whole.</summary>
internal static class IntentCommands
{
    private const int MaxLength = 30;

    private static readonly FrozenSet<string> Known = PhraseList.Of("""
        이름변경|이름바꾸기|이름바꿔|이름바꿀래|이름수정|닉네임변경|닉네임바꿔|별명변경|호칭변경|내이름변경|내이름바꿔|다른이름
        새대화|새로운대화|새대화시작|대화초기화|대화삭제|대화종료|기록삭제|기억삭제|초기화|리셋|처음부터|처음으로|다시시작|취소|그만|중지|중단|종료|나가기|로그아웃|설정
        도움말|메뉴|명령어|사용법|답변확인|더보기|상담원연결|구독취소|알림끄기|알림켜기|알림꺼|알림켜
        reset|restart|startover|newchat|newconversation|clear|clearchat|clearhistory|stop|cancel|quit|exit|logout|menu|help|settings|commands|changename|changemyname|unsubscribe
        """);

    /// <summary>What may follow: 이름 변경해 줘, 대화 초기화 부탁해요.</summary>
    private static readonly string[] Tails =
        ["해주세요", "해줘요", "해줘", "하기", "할래요", "할래", "할게요", "할게", "부탁드려요", "부탁해요", "부탁해", "주세요", "줘요", "줘", "해요", "해", "요", "좀", "please"];

    public static Intent? Of(string text)
    {
        if (text is ['/' or '!', _, ..] && char.IsLetter(text.AsSpan(1).TrimStart(' ') is [var first, ..] ? first : ' '))
        {
            var word = text.AsSpan(1).TrimStart(' ');
            var end = word.IndexOfAny(' ', '\n');
            return (end < 0 ? word : word[..end]).Contains('/') ? null : new(IntentName.Command, 0.98); // no path
        }

        if (text.Length > MaxLength || text.Contains('?'))
        {
            return null;
        }

        var phrase = string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
        if (Known.Contains(phrase))
        {
            return new(IntentName.Command, 0.9);
        }

        return Array.Find(Tails, tail => phrase.EndsWith(tail, StringComparison.Ordinal)) is { } said && Known.Contains(phrase[..^said.Length])
            ? new(IntentName.Command, 0.85)
            : null;
    }
}
