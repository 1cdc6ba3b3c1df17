using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Users;

public sealed record GetUserSummary(string UserId) : IQuery<UserSummaryDetails>;

internal sealed class GetUserSummaryHandler(IUsersDb db, ICurrentClient client)
    : IRequestHandler<GetUserSummary, Result<UserSummaryDetails>>
{
    public async Task<Result<UserSummaryDetails>> Handle(GetUserSummary query, CancellationToken cancellationToken)
    {
        var user = await db.AppUsers.AsNoTracking().Include(u => u.Summary).Reached(query.UserId, client).FirstOrDefaultAsync(cancellationToken);
        return user is null ? UserErrors.NotFound : UserSummaryDetails.Of(user);
    }
}
