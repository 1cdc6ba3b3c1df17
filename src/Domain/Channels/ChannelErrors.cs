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

    public static readonly Error SlackClosed = new(
        ErrorKind.Unavailable,
        "slack.closed",
        "The Slack channel is closed: SLACK_SIGNING_SECRET and SLACK_BOT_TOKEN must be set, from the pages of the Slack app.");

    public static readonly Error SlackBadSignature = new(
        ErrorKind.Unauthenticated,
        "slack.bad_signature",
        "The signature is missing, wrong, or older than five minutes. SLACK_SIGNING_SECRET must be the app's signing secret, and this server's clock right.");

    public static readonly Error NotSaved = new(
        ErrorKind.Unavailable, "channel.not_saved", "The message could not be saved in time; nothing was acknowledged. Send it again.");

    public static readonly Error Busy = new(
        ErrorKind.Unavailable, "channel.busy", "Too many messages wait for their answers; nothing was acknowledged. Send it again later.");

    public static Error CallbackRefused(string why) => new(
        ErrorKind.Validation, "kakao.callback_refused", $"The callback URL is refused: {why} KAKAO_CALLBACK_HOSTS lists the hosts that are allowed.");
}
