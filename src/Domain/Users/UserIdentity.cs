using ChatPlatform.Domain.Common;

namespace ChatPlatform.Domain.Users;

/// <summary>What a channel knows a person by. Unique as a whole, apart from whom it belongs to.</summary>
public sealed class UserIdentity
{
    public const int ChannelMaxLength = 40;
    public const int AccountMaxLength = 100;
    public const int ExternalIdMaxLength = 100;

    private UserIdentity(ClientId clientId, string channel, string account, string externalId, AppUserId appUserId, DateTimeOffset createdAt) =>
        (ClientId, Channel, Account, ExternalId, AppUserId, CreatedAt) = (clientId, channel, account, externalId, appUserId, createdAt);

    public ClientId ClientId { get; }

    /// <summary><c>kakao</c>, <c>slack</c>.</summary>
    public string Channel { get; }

    /// <summary>The bot or workspace; empty where the channel names none.</summary>
    public string Account { get; }

    public string ExternalId { get; }

    public AppUserId AppUserId { get; }

    public DateTimeOffset CreatedAt { get; }

    public static UserIdentity Of(AppUser user, string channel, string account, string externalId, DateTimeOffset now) =>
        new(user.ClientId, channel, account, externalId, user.Id, now);
}
