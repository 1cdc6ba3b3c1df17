using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Users;

public sealed record GetUser(string UserId) : IQuery<UserDetails>;

internal sealed class GetUserHandler(IUsersDb db, ICurrentClient client) : IRequestHandler<GetUser, Result<UserDetails>>
{
    public async Task<Result<UserDetails>> Handle(GetUser query, CancellationToken cancellationToken)
    {
        var found = await db.AppUsers.AsNoTracking().Reached(query.UserId, client)
            .Select(u => new { User = u, Channels = db.UserIdentities.Where(i => i.AppUserId == u.Id).Select(i => i.Channel).ToList() })
            .FirstOrDefaultAsync(cancellationToken);
        return found is null ? UserErrors.NotFound : UserDetails.Of(found.User, found.Channels);
    }
}
