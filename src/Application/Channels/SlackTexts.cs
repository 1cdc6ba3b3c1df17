namespace ChatPlatform.Application.Channels;

/// <summary>What Slack people read that no model has written.</summary>
internal static class SlackTexts
{
    public const string Failed = "죄송해요. 이번 질문에는 답변을 만들지 못했어요. 질문은 저장되어 있으니 잠시 뒤 다시 물어봐 주세요.";
    public const string NothingToSay = "드릴 말씀을 찾지 못했어요. 조금 더 자세히 물어봐 주시겠어요?";

    /// <summary>What somebody says who mentions the bot and says nothing else.</summary>
    public const string Called = "👋";

    public const string ConfirmForget =
        "정말 지울까요? 저와 나눈 대화와 기록, 제가 기억하는 것과 이름을 모두 지우고, 되돌릴 수 없어요. 지우려면 10분 안에 `/robeing forget 확인`을 입력해 주세요.";

    public const string StillForgetting = "지우고 있어요. 잠시 뒤 `/robeing name`을 입력했을 때 이름을 모른다고 하면 다 지워진 거예요.";
    public const string NothingToConfirm = "먼저 `/robeing forget`을 입력해 주세요. 10분 안에 확인하시면 지워 드려요.";
    public const string NotYetMet = "이 채널의 로빙은 아직 말을 한 적이 없어요. 먼저 한번 말을 걸어 주세요.";

    /// <summary>What people or settings say, as text that Slack does not take for its own marks.</summary>
    public static string Plain(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);
}
