using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using MediatR;

namespace ChatPlatform.Application.Insights;

/// <summary>Rolls the statistics up now, on this node. Fails with <c>statistics.rolling_up</c> (409) when another node is at it.</summary>
public sealed record RollUpStatistics : ISelfCommitting<RollUpReport>;

internal sealed class RollUpStatisticsHandler(RollUps rollUps) : IRequestHandler<RollUpStatistics, Result<RollUpReport>>
{
    public Task<Result<RollUpReport>> Handle(RollUpStatistics command, CancellationToken cancellationToken) => rollUps.RunAsync(cancellationToken);
}
