namespace ChatPlatform.Application.Channels;

/// <summary>What KakaoTalk people read that no model has written.</summary>
internal static class KakaoTexts
{
    public const string Generating = "AI가 답변을 생성하고 있어요!";
    public const string StillWorking = "아직 답변을 만들고 있어요. 잠시 뒤 아래의 '답변 확인'을 눌러 주세요.";
    public const string Delayed = "답변이 늦어지고 있어요. 준비되면 다음에 말을 걸어 주실 때, 또는 '답변 확인'을 누르시면 보여 드릴게요.";
    public const string Failed = "죄송해요. 이번 질문에는 답변을 만들지 못했어요. 질문은 저장되어 있으니 잠시 뒤 다시 물어봐 주세요.";
    public const string Busy = "지금 질문이 많이 밀려 있어 이 질문은 받지 못했어요. 잠시 뒤 다시 말씀해 주세요.";
    public const string TooMany = "앞서 하신 질문들의 답변을 아직 만들고 있어 이 질문은 받지 못했어요. 답변이 나온 뒤 다시 말씀해 주세요.";
    public const string Slow = "응답이 늦어지고 있어요. 잠시 뒤 아래 버튼을 다시 눌러 주세요.";
    public const string Blank = "메시지가 비어 있어요. 궁금한 것을 글로 적어 주세요.";
    public const string TooLong = "메시지가 너무 길어요. 조금 나누어서 보내 주세요.";
    public const string NothingHeld = "확인할 새 답변이 없어요. 궁금한 것을 말씀해 주세요.";
    public const string NothingMore = "더 보여 드릴 내용이 없어요.";

    /// <summary>Buttons, and what the person says by tapping them.</summary>
    public const string CheckAnswer = "답변 확인";
    public const string ShowMore = "이어서 보기";
    public const string ChangeName = "이름 변경";
}
