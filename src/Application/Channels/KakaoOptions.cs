using System.Net;
using ChatPlatform.Domain.Channels;

namespace ChatPlatform.Application.Channels;

/// <summary>Settings of section <c>Kakao</c>.</summary>
public sealed record KakaoOptions
{
    /// <summary>
    /// What Kakao sends as <c>X-Skill-Secret</c>; <c>KAKAO_SKILL_SECRET</c>. Outside Development 16–256 characters and no placeholder.
    /// Null: open in Development, closed elsewhere.
    /// </summary>
    public SkillSecret? Secret { get; init; }

    /// <summary>True where requests need no secret: in Development, while none is set.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Where requests with the secret may come from; <c>KAKAO_SKILL_ADDRESSES</c>. Empty: from anywhere.</summary>
    public IReadOnlyList<IPNetwork> Addresses { get; init; } = [];

    /// <summary>Hosts, with all below them, that answers may be posted to; <c>KAKAO_CALLBACK_HOSTS</c>. At least one.</summary>
    public IReadOnlyList<string> CallbackHosts { get; init; } = ["kakao.com"];

    /// <summary>True in Development: answers may be posted to this machine as well.</summary>
    public bool AllowsLoopback { get; init; }

    /// <summary>How long a request that brought a callback URL waits for its answer, 0–4 s; <c>KAKAO_QUICK_SECONDS</c>.</summary>
    public TimeSpan QuickWithCallback { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>How long one without waits, 0–4.2 s (Kakao gives up after 5); <c>KAKAO_QUICK_SECONDS_NO_CALLBACK</c>.</summary>
    public TimeSpan QuickWithoutCallback { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>From the first attempt to connect to the last byte of Kakao's receipt, 1–10 s.</summary>
    public TimeSpan CallbackTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
