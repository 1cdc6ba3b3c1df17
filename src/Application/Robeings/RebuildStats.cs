using ChatPlatform.Application.Access.Contracts;
using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Robeings;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Robeings;

/// <summary>Makes the stats again from the ledger. Commits itself, since others who change the robeing must wait.</summary>
public sealed record RebuildStats(string RobeingId) : ISelfCommitting<RebuiltStats>;

/// <param name="Stats">As they are now.</param>
/// <param name="Differences">What was stored differently; empty when nothing was.</param>
public sealed record RebuiltStats(RobeingStatsDetails Stats, IReadOnlyList<StatDifference> Differences);

internal sealed class RebuildStatsHandler(IRobeingsDb db, IRobeingRows rows, IAudit audit, ICurrentClient client)
    : IRequestHandler<RebuildStats, Result<RebuiltStats>>
{
    public Task<Result<RebuiltStats>> Handle(RebuildStats command, CancellationToken cancellationToken) =>
        rows.ChangeAsync<RebuiltStats>(
            db,
            command.RobeingId,
            client,
            async robeing =>
            {
                var differences = robeing.Stats.Rebuild(await SumAsync(robeing.Id, cancellationToken));
                audit.Record("robeing.rebuilt", robeing.Id.Value, new { Differences = differences });
                return new RebuiltStats(RobeingStatsDetails.Of(robeing), differences);
            },
            cancellationToken);

    /// <summary>The sum of <see cref="GrowthEvent.Growth"/> over the ledger, in one query.</summary>
    private Task<Growth> SumAsync(RobeingId robeing, CancellationToken cancellationToken) => db.RobeingGrowth
        .Where(g => g.RobeingId == robeing)
        .GroupBy(_ => 1)
        .Select(ledger => new Growth(
            ledger.Sum(g => g.Xp),
            ledger.Sum(g => g.Conversations),
            ledger.Sum(g => g.Successes),
            ledger.Sum(g => g.Failures),
            ledger.Sum(g => g.Kind == GrowthKind.Task ? g.Successes : 0),
            new StatPoints(
                ledger.Sum(g => g.Memory),
                ledger.Sum(g => g.Compute),
                ledger.Sum(g => g.Empathy),
                ledger.Sum(g => g.Leadership),
                ledger.Sum(g => g.Ethics)),
            ledger.Max(g => g.Conversations > 0 ? g.Day : null)))
        .SingleOrDefaultAsync(cancellationToken);
}
