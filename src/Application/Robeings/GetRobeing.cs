using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Robeings;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Robeings;

public sealed record GetRobeing(string RobeingId) : IQuery<RobeingDetails>;

internal sealed class GetRobeingHandler(IRobeingsDb db, ICurrentClient client) : IRequestHandler<GetRobeing, Result<RobeingDetails>>
{
    public async Task<Result<RobeingDetails>> Handle(GetRobeing query, CancellationToken cancellationToken)
    {
        var robeing = await db.Robeings.AsNoTracking().VisibleTo(RobeingCaller.Of(client), query.RobeingId)
            .Select(RobeingDetails.Projection)
            .FirstOrDefaultAsync(cancellationToken);
        return robeing is null ? RobeingErrors.NotFound(query.RobeingId) : robeing;
    }
}
