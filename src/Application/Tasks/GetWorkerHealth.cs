using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Tasks;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Tasks;

/// <summary>How the workers are, on all nodes.</summary>
public sealed record GetWorkerHealth : IQuery<WorkerHealth>;

/// <param name="Nodes">The living ones.</param>
/// <param name="Running">Tasks that are being worked on.</param>
/// <param name="Waiting">Tasks that are pending, those that pause after an error included.</param>
/// <param name="OldestWaitingSeconds">Age of the oldest pending task; null when none is.</param>
/// <param name="SuccessRate">Of the tasks that ended within the last hour, 0–1; null when none did.</param>
/// <param name="CompletedLastHour">Within the last hour.</param>
/// <param name="FailedLastHour">Within the last hour.</param>
/// <param name="NeverReceived">Answers of the last seven days that are held, uncertain or expired.</param>
/// <param name="LastError">The newest of any node.</param>
/// <param name="LastErrorAt">When it happened.</param>
public sealed record WorkerHealth(
    IReadOnlyList<WorkerNodeView> Nodes,
    int Running,
    int Waiting,
    double? OldestWaitingSeconds,
    double? SuccessRate,
    int CompletedLastHour,
    int FailedLastHour,
    int NeverReceived,
    string? LastError,
    DateTimeOffset? LastErrorAt);

public sealed record WorkerNodeView(Guid NodeId, DateTimeOffset StartedAt, DateTimeOffset SeenAt, int Running, int Parallelism, long Completed, long Failed);

internal sealed class GetWorkerHealthHandler(ITasksDb db, TimeProvider clock) : IRequestHandler<GetWorkerHealth, Result<WorkerHealth>>
{
    public async Task<Result<WorkerHealth>> Handle(GetWorkerHealth query, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var (alive, hour, week) = (now - AiTask.Lease, now.AddHours(-1), now.AddDays(-7));
        var nodes = await db.WorkerNodes.AsNoTracking().Where(n => n.SeenAt > alive).OrderBy(n => n.Id).ToListAsync(cancellationToken);
        // two queries: an index each
        var unfinished = await db.AiTasks.AsNoTracking()
            .Where(t => t.Status == AiTaskStatus.Pending || t.Status == AiTaskStatus.Processing)
            .GroupBy(t => t.Status)
            .Select(g => new { Status = g.Key, Count = g.Count(), Oldest = g.Min(t => t.CreatedAt) })
            .ToListAsync(cancellationToken);
        var ended = await db.AiTasks.AsNoTracking()
            .Where(t => t.CompletedAt > hour)
            .GroupBy(t => t.Status)
            .Select(g => new { Status = g.Key, Count = g.Count() })
            .ToListAsync(cancellationToken);
        var unreceived = await db.Deliveries.AsNoTracking().CountAsync(
            d => d.CreatedAt > week && (d.State == DeliveryState.Held || d.State == DeliveryState.Uncertain || d.State == DeliveryState.Expired),
            cancellationToken);

        int EndedAs(AiTaskStatus status) => ended.Find(c => c.Status == status)?.Count ?? 0;
        var (completed, failed) = (EndedAs(AiTaskStatus.Completed), EndedAs(AiTaskStatus.Failed));
        var pending = unfinished.Find(c => c.Status == AiTaskStatus.Pending);
        var newest = nodes.Where(n => n.LastErrorAt is not null).MaxBy(n => n.LastErrorAt);
        return new WorkerHealth(
            nodes.ConvertAll(n => new WorkerNodeView(n.Id.Value, n.StartedAt, n.SeenAt, n.Running, n.Parallelism, n.Completed, n.Failed)),
            unfinished.Find(c => c.Status == AiTaskStatus.Processing)?.Count ?? 0,
            pending?.Count ?? 0,
            pending is null ? null : (now - pending.Oldest).TotalSeconds,
            completed + failed == 0 ? null : (double)completed / (completed + failed),
            completed,
            failed,
            unreceived,
            newest?.LastError,
            newest?.LastErrorAt);
    }
}
