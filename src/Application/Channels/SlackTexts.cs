using ChatPlatform.Domain.Common;

namespace ChatPlatform.Application.Channels;

/// <summary>What Slack people read that no model has written.</summary>
public static class SlackTexts
{
    public const string Failed = "죄송해요. 이번 질문에는 답변을 만들지 못했어요. 질문은 저장되어 있으니 잠시 뒤 다시 물어봐 주세요.";
    public const string NothingToSay = "드릴 말씀을 찾지 못했어요. 조금 더 자세히 물어봐 주시겠어요?";

    /// <summary>What somebody says who mentions the bot and says nothing else.</summary>
    public const string Called = "👋";

    public const string ConfirmForget =
        "정말 지울까요? 저와 나눈 대화와 기록, 제가 기억하는 것과 이름을 모두 지우고, 되돌릴 수 없어요. 지우려면 10분 안에 `/robeing forget 확인`을 입력해 주세요.";

    public const string NothingToConfirm = "먼저 `/robeing forget`을 입력해 주세요. 10분 안에 확인하시면 지워 드려요.";
    public const string NothingHeld = "이 워크스페이스에서 기억하고 있는 것이 없어요. 지울 것도 없어요.";
    public const string NotYetMet = "이 채널의 로빙은 아직 말을 한 적이 없어요. 먼저 한번 말을 걸어 주세요.";
    public const string NoName = "아직 이름을 몰라요. `/robeing name 민수`처럼 알려 주세요.";
    public const string NameRefused =
        "그 이름은 쓸 수 없어요. 한글, 영문, 숫자와 · - _ 를 띄어쓰기 없이 1~20자까지 쓸 수 있어요. `/robeing name 민수`처럼 다시 입력해 주세요.";

    public const string StillAtIt = "아직 하고 있어요. 잠시 뒤 다시 확인해 주세요.";
    public const string StillAtItAndFollows = "아직 하고 있어요. 끝나면 여기에 알려 드릴게요.";

    public const string Unreadable = "명령을 읽지 못했어요. `/robeing help`를 입력해 보세요.";
    public const string TooLong = "명령이 너무 길어요. 4,000자 안으로 줄여 주세요.";
    public const string NotConnected = "이 워크스페이스는 아직 연결되어 있지 않아요. 관리자에게 알려 주세요.";
    public const string Busy = "지금은 요청이 너무 많아요. 잠시 뒤 다시 해 주세요.";
    public const string NotSaved = "지금은 저장하지 못했어요. 잠시 뒤 다시 해 주세요.";
    public const string NotDone = "지금은 처리하지 못했어요. 잠시 뒤 다시 해 주세요.";

    /// <summary>Why a command came to nothing.</summary>
    public static string Of(Error error) => error.Code switch
    {
        "channel.not_saved" => NotSaved,
        "user.not_found" => NothingHeld,
        "robeing.not_found" => NotYetMet,
        "robeing.busy" => Busy,
        _ => NotDone,
    };

    /// <summary>What people or settings say, as text that Slack does not take for its own marks.</summary>
    public static string Plain(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);
}
