using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Robeings;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Robeings;

public sealed record GetRobeingStats(string RobeingId) : IQuery<RobeingStatsDetails>;

internal sealed class GetRobeingStatsHandler(IRobeingsDb db, ICurrentClient client)
    : IRequestHandler<GetRobeingStats, Result<RobeingStatsDetails>>
{
    public async Task<Result<RobeingStatsDetails>> Handle(GetRobeingStats query, CancellationToken cancellationToken)
    {
        var robeing = await db.Robeings.AsNoTracking().VisibleTo(RobeingCaller.Of(client), query.RobeingId)
            .Include(r => r.Stats)
            .FirstOrDefaultAsync(cancellationToken);
        return robeing is null ? RobeingErrors.NotFound(query.RobeingId) : RobeingStatsDetails.Of(robeing);
    }
}
