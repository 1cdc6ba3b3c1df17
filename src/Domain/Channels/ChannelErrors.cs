using ChatPlatform.Domain.Common;

namespace ChatPlatform.Domain.Channels;

public static class ChannelErrors
{
    public static readonly Error KakaoClosed = new(
        ErrorKind.Unavailable,
        "kakao.closed",
        "The KakaoTalk channel is closed: KAKAO_SKILL_SECRET must be set. Set it here, and in the bot as the header X-Skill-Secret of its skill.");

    public static readonly Error KakaoBadSecret = new(
        ErrorKind.Unauthenticated,
        "kakao.bad_secret",
        "The header X-Skill-Secret is missing or wrong. Set it in the bot's skill to the value of KAKAO_SKILL_SECRET.");

    public static readonly Error KakaoBadAddress = new(
        ErrorKind.Forbidden,
        "kakao.bad_address",
        "Skill requests are not taken from this address. KAKAO_SKILL_ADDRESSES lists those that are; behind a proxy TRUSTED_PROXIES must name it.");

    public static Error CallbackRefused(string why) => new(
        ErrorKind.Validation, "kakao.callback_refused", $"The callback URL is refused: {why} KAKAO_CALLBACK_HOSTS lists the hosts that are allowed.");
}
