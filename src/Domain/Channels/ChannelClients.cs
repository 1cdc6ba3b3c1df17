using ChatPlatform.Domain.Common;

namespace ChatPlatform.Domain.Channels;

/// <summary>The clients that own what comes in through channels. Fixed, so that every node and every start sees the same data.</summary>
public static class ChannelClients
{
    public static readonly ClientId Kakao = new(new Guid("00000000-0000-7000-8000-00000000ca0a"));

    public static readonly ClientId Slack = new(new Guid("00000000-0000-7000-8000-000000005ac0"));
}
