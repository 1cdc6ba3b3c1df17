using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Users;

namespace ChatPlatform.Application.Users;

internal static class UsersInReach
{
    /// <summary>
    /// The person a caller means by a user id, first: their own client's. An admin reaches every client's people, those of the channels
    /// above all; where several clients use the id, the one that was seen last.
    /// </summary>
    public static IQueryable<AppUser> Reached(this IQueryable<AppUser> users, string userId, ICurrentClient client)
    {
        var (id, own) = (new UserId(userId), client.Id);
        users = client.IsAdmin ? users.Where(u => u.UserId == id) : users.Where(u => u.UserId == id && u.ClientId == own);
        return users.OrderBy(u => u.ClientId == own ? 0 : 1).ThenByDescending(u => u.LastSeenAt);
    }
}
