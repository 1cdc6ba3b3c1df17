using ChatPlatform.Application.Insights;
using ChatPlatform.Application.Robeings.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using ChatPlatform.Domain.Insights;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Infrastructure.Persistence.InMemory;

/// <summary>What each answer has been counted as; there is one process, as there is one memory.</summary>
internal sealed class InMemoryCounted : IDisposable
{
    public SemaphoreSlim Gate { get; } = new(1, 1);

    public Dictionary<MessageId, TurnCounts> Turns { get; } = [];

    public void Dispose() => Gate.Dispose();
}

/// <summary>Looks at the whole log each time and counts what differs from what was counted before.</summary>
internal sealed class InMemoryUsageCounter(
    AppDbContext db, UnitOfWork work, InMemoryCounted counted, TimeProvider clock, IRobeingGrowth robeings) : IUsageCounter
{
    public async Task<CountedBatch?> CountAsync(int most, CancellationToken cancellationToken)
    {
        if (!await counted.Gate.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            return null;
        }

        try
        {
            return await CountAloneAsync(most, cancellationToken);
        }
        finally
        {
            counted.Gate.Release();
        }
    }

    public Task<DateTimeOffset?> ReadAsOfAsync(CancellationToken cancellationToken) =>
        db.UsageProgress.Select(p => (DateTimeOffset?)p.AsOf).SingleOrDefaultAsync(cancellationToken);

    public async Task<int> ForgetAsync(ClientId client, UserId user, CancellationToken cancellationToken)
    {
        var rows = await db.UsageUserQuarters.Where(u => u.ClientId == client && u.UserId == user).ToListAsync(cancellationToken);
        db.RemoveRange(rows);
        return rows.Count;
    }

    private async Task<CountedBatch> CountAloneAsync(int most, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var logs = await db.Logs.AsNoTracking().OrderBy(l => l.CreatedAt).ToListAsync(cancellationToken);
        var changes = logs
            .Select(l => (Log: l, Difference: CountsOf(l) - counted.Turns.GetValueOrDefault(l.MessageId)))
            .Where(c => c.Difference != default)
            .Take(most)
            .ToList();
        foreach (var (log, difference) in changes)
        {
            await AddAsync(log, difference, cancellationToken);
        }

        if (changes.Count < most)
        {
            if (await db.UsageProgress.SingleOrDefaultAsync(cancellationToken) is { } progress)
            {
                progress.Reached(now);
            }
            else
            {
                db.Add(UsageProgress.At(now));
            }
        }

        var activity = ActivityOf(changes);
        if (activity.Count > 0)
        {
            await robeings.CountAsync(activity, cancellationToken);
        }

        await work.SaveChangesAsync(cancellationToken);
        changes.ForEach(c => counted.Turns[c.Log.MessageId] = CountsOf(c.Log));
        return new CountedBatch(changes.Count, await ReadAsOfAsync(cancellationToken));
    }

    private async Task AddAsync(ConversationLog log, TurnCounts difference, CancellationToken cancellationToken)
    {
        var (quarter, robeing) = (QuarterHour.Of(log.CreatedAt), log.RobeingId ?? "");
        var usage = await db.UsageQuarters.FindAsync([quarter, log.ClientId, log.Channel, robeing], cancellationToken)
            ?? db.Add(UsageQuarter.Of(quarter, log.ClientId, log.Channel, robeing)).Entity;
        usage.Add(difference);
        if (difference.Turns != 0)
        {
            var user = await db.UsageUserQuarters.FindAsync([quarter, log.ClientId, log.UserId, robeing], cancellationToken)
                ?? db.Add(UsageUserQuarter.Of(quarter, log.ClientId, log.UserId, robeing)).Entity;
            user.Add(difference.Turns);
        }
    }

    private static List<RobeingActivity> ActivityOf(IEnumerable<(ConversationLog Log, TurnCounts Difference)> changes) =>
    [
        .. from change in changes
           where !string.IsNullOrEmpty(change.Log.RobeingId)
           group change.Difference by (change.Log.RobeingId, Quarter: QuarterHour.Of(change.Log.CreatedAt)) into robeing
           let sum = robeing.Aggregate((a, b) => a + b)
           where (sum.Completed, sum.Failed) != (0, 0)
           select new RobeingActivity(robeing.Key.RobeingId, robeing.Key.Quarter, sum.Completed + sum.Failed, sum.Completed, sum.Failed),
    ];

    private static TurnCounts CountsOf(ConversationLog log) => new(
        1,
        log.Status == MessageStatus.Completed ? 1 : 0,
        log.Status == MessageStatus.Failed ? 1 : 0,
        log.Status == MessageStatus.Cancelled ? 1 : 0,
        log.Status == MessageStatus.Interrupted ? 1 : 0,
        log.InputTokens ?? 0,
        log.OutputTokens ?? 0);
}
