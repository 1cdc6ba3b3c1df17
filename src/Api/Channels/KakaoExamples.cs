using ChatPlatform.Domain.Channels;

namespace ChatPlatform.Api.Channels;

/// <summary>What the skill looks like in the API document.</summary>
internal static class KakaoExamples
{
    public static readonly SkillBody Request = new(
        new SkillRequest("내일 비 와?", new SkillUser("c5d3e1f0a9b84721"), "https://bot-api.kakao.com/v1/bots/…/callback/…"),
        new SkillBot("64f0c1d2e3"));

    public static readonly KakaoReply Later = KakaoReply.Later("AI가 답변을 생성하고 있어요!");

    public static readonly KakaoReply Answer = KakaoReply.Answer("안녕하세요! 무엇을 도와드릴까요?", KakaoQuickReply.Say("이름 변경"));
}
