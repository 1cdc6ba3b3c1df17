using ChatPlatform.Domain.Access;

namespace ChatPlatform.Application.Access;

/// <summary>Settings of section <c>Access</c>.</summary>
public sealed record AccessOptions
{
    /// <summary>
    /// An admin key that is ensured at every start; <c>CHATPLATFORM_ADMIN_KEY</c>. 1–256 visible ASCII characters; outside Development at
    /// least 32 and no placeholder. Null: the first start makes one and prints it.
    /// </summary>
    public Secret? AdminKey { get; init; }

    /// <summary>Requests a minute for each key, and for each address without one, 0–1,000,000; 0 is no limit. <c>RATE_LIMIT_PER_MINUTE</c>.</summary>
    public int RateLimitPerMinute { get; init; } = 600;

    /// <summary>Sign-in attempts a minute for each address, 1–1,000,000.</summary>
    public int SignInPerMinute { get; init; } = 10;

    /// <summary>
    /// Requests a minute for each address that calls a channel's endpoints, 0–1,000,000; 0 is no limit. High, because a platform sends all
    /// its people's messages from a few addresses, and what it is refused is lost.
    /// </summary>
    public int ChannelPerMinute { get; init; } = 60_000;
}
