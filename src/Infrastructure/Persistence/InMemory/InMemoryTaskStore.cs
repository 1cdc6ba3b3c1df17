using ChatPlatform.Application.Tasks;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.Infrastructure.Persistence.InMemory;

/// <summary>The plain way, through the aggregates, one call at a time.</summary>
internal sealed class InMemoryTaskStore(IServiceScopeFactory scopes, TimeProvider clock) : ITaskStore, IDisposable
{
    private const int MostAtOnce = 1_000;

    private readonly SemaphoreSlim _gate = new(1, 1);

    public async Task<WorkerGain> ExchangeAsync(WorkerTurn turn, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
            var now = clock.Now();
            await EndAsync(db, turn.Ended, now);
            await ReportAsync(db, turn, now);
            var kept = await RenewAsync(db, turn.Held, now);
            var claimed = turn.Free > 0 ? await ClaimAsync(db, turn, now) : [];
            await db.SaveChangesAsync(cancellationToken);
            return new WorkerGain(claimed, kept);
        }
        finally
        {
            _gate.Release();
        }
    }

    public async Task<QueueDepth> MeasureAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var now = clock.Now();
        var due = await db.AiTasks.CountAsync(t => t.Status == AiTaskStatus.Pending && t.Priority >= 0 && t.NextAttemptAt <= now, cancellationToken);
        return new QueueDepth(due, Math.Max(1, await db.WorkerNodes.SumAsync(w => w.Parallelism, cancellationToken)));
    }

    public async Task<int> RemoveEndedAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var cutoff = clock.Now() - age;
        var old = await db.AiTasks
            .Where(t => t.CompletedAt < cutoff
                && !db.Deliveries.Any(d => d.TaskId == t.Id && (d.State == DeliveryState.Pending || d.State == DeliveryState.Held)))
            .OrderBy(t => t.CompletedAt)
            .Take(MostAtOnce)
            .ToListAsync(cancellationToken);
        var ids = old.ConvertAll(t => t.Id);
        db.RemoveRange(await db.Deliveries.Where(d => ids.Contains(d.TaskId)).ToListAsync(cancellationToken));
        db.RemoveRange(old);
        await db.SaveChangesAsync(cancellationToken);
        return old.Count;
    }

    public async Task<int> ForgetTargetsAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var cutoff = clock.Now() - age;
        var left = await db.Deliveries
            .Where(d => d.Target != null && d.State != DeliveryState.Pending && d.Deadline < cutoff)
            .OrderBy(d => d.Deadline)
            .Take(MostAtOnce)
            .ToListAsync(cancellationToken);
        left.ForEach(d => d.ForgetTarget());
        await db.SaveChangesAsync(cancellationToken);
        return left.Count;
    }

    public void Dispose() => _gate.Dispose();

    private static async Task EndAsync(AppDbContext db, IReadOnlyList<AttemptEnd> ended, DateTimeOffset now)
    {
        foreach (var end in ended)
        {
            var task = await db.AiTasks.FindAsync(end.TaskId);
            if (task?.End(end, now).IsSuccess == true && end.Status is AiTaskStatus.Completed or AiTaskStatus.Failed)
            {
                var delivery = await db.Deliveries.SingleOrDefaultAsync(d => d.TaskId == end.TaskId);
                delivery?.Ready(end.Status == AiTaskStatus.Completed, now);
            }
        }
    }

    private static async Task ReportAsync(AppDbContext db, WorkerTurn turn, DateTimeOffset now)
    {
        if (turn.Report is { } report)
        {
            var node = await db.WorkerNodes.FindAsync(turn.Node) ?? db.Add(WorkerNode.Of(turn.Node, now)).Entity;
            node.Report(report, now);
        }
    }

    private static async Task<HashSet<Guid>> RenewAsync(AppDbContext db, IReadOnlyList<HeldTask> held, DateTimeOffset now)
    {
        var kept = new HashSet<Guid>();
        foreach (var mine in held)
        {
            if (await db.AiTasks.FindAsync(mine.Id) is { } task && task.AttemptToken == mine.Token)
            {
                task.Renew(now);
                kept.Add(mine.Token);
            }
        }

        return kept;
    }

    private static async Task<List<ClaimedTask>> ClaimAsync(AppDbContext db, WorkerTurn turn, DateTimeOffset now)
    {
        var unfinished = await db.AiTasks
            .Where(t => t.Status == AiTaskStatus.Pending || t.Status == AiTaskStatus.Processing)
            .ToListAsync();
        var first = unfinished.OrderBy(t => t.CreatedAt).ThenBy(t => t.Id.Value).GroupBy(t => t.Lane).Select(lane => lane.First());
        var claimed = new List<ClaimedTask>();
        foreach (var task in first.Where(t => t.IsDue(now)).OrderByDescending(t => t.Priority).ThenBy(t => t.Id).Take(turn.Free))
        {
            var waited = now - task.NextAttemptAt;
            task.Claim(turn.Node, Guid.CreateVersion7(now), now);
            claimed.Add(new ClaimedTask(
                task.Id,
                task.Kind,
                task.Subject,
                task.AttemptToken!.Value,
                task.Attempts,
                task.Errors,
                task.Deadline,
                waited,
                task.Deadline < now,
                task.Priority >= 0));
        }

        return claimed;
    }
}
