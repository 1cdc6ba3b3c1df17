using ChatPlatform.Application.Tasks;
using ChatPlatform.Application.Tasks.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.Infrastructure.Persistence.InMemory;

/// <summary>The plain way, through the aggregate, one call at a time.</summary>
internal sealed class InMemoryDeliveryStore(IServiceScopeFactory scopes, TimeProvider clock) : IDeliveryStore, IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);

    public Task<TakenDeliveries> TakeDueAsync(
        string channel, ChannelRules rules, Guid token, int most, CancellationToken cancellationToken) =>
        AloneAsync(async (db, now) =>
        {
            var grace = rules.Grace;
            var left = await db.Deliveries.Where(d => d.Channel == channel && d.EndedAt != null && d.Lane != null).ToListAsync(cancellationToken);
            var pending = await db.Deliveries.Where(d => d.Channel == channel && d.State == DeliveryState.Pending).ToListAsync(cancellationToken);
            var unclaimed = await db.Deliveries
                .Where(d => d.Channel == Delivery.NoChannel && d.State == DeliveryState.Pending && d.Content == DeliveryContent.Answer)
                .ToListAsync(cancellationToken);
            foreach (var unheard in unclaimed.Where(d => d.NotBefore <= now))
            {
                unheard.GiveUp(DeliveryState.Held, now); // its response has left without it
            }

            foreach (var late in pending.Where(d => d.Deadline + grace < now))
            {
                late.GiveUp(late.Content == DeliveryContent.Apology ? DeliveryState.Failed : DeliveryState.Held, now, Delivery.TooLate);
            }

            foreach (var unknown in left.Where(d => d.MayBeLookedFor && d.Deadline + grace < now))
            {
                unknown.ForgetTarget(); // nobody will ever know
            }

            var lanes = new DeliveryLane(pending, left, rules.LanePause, rules.LooksAfter);
            var unsure = left.Where(d => d.MayBeLookedFor && d.EndedAt < now - rules.LooksAfter && d.NotBefore <= now && d.Deadline + grace > now).ToHashSet();
            var due = pending.Where(d => d.IsDue(now) && (rules.SaysWhenLate || d.Content != DeliveryContent.Awaited) && !lanes.Holds(d, now))
                .Concat(unsure).OrderBy(d => d.NotBefore).Take(most).ToList();
            var taken = due.ConvertAll(d => new DueDelivery(
                d.Id,
                d.Recipient,
                d.Content == DeliveryContent.Answer ? new ParcelItem(d.Subject, d.Shown) : null,
                d.Target!,
                DueDelivery.KindOf(d.Content),
                now.AddSeconds(2) < d.Deadline + grace,
                unsure.Contains(d)));
            due.ForEach(d => d.Leave(token, rules.Via, now));
            var next = pending.Where(d => d.State == DeliveryState.Pending)
                .Select(d => d.Content != DeliveryContent.Awaited && d.NotBefore < d.Deadline ? d.NotBefore : d.Deadline)
                .Select(at => (TimeSpan?)(at - now))
                .Min();
            return new TakenDeliveries(taken, next);
        });

    public Task<IReadOnlyList<HeldDelivery>> TakeHeldAsync(
        Guid recipient, AiTaskId? awaited, Guid token, string via, int most, CancellationToken cancellationToken) =>
        AloneAsync<IReadOnlyList<HeldDelivery>>(async (db, now) =>
        {
            var all = await db.Deliveries.Where(d => d.Recipient == recipient).OrderBy(d => d.Id).ToListAsync(cancellationToken);
            var shown = all.Where(d => d.CanBeShown(awaited, now)).Take(most).ToList();
            var held = shown.ConvertAll(Of);
            shown.ForEach(d => d.Leave(token, d.TaskId == awaited ? "inline" : via, now));
            return held;
        });

    public Task<bool> AnnounceAsync(AiTaskId task, CancellationToken cancellationToken) =>
        AloneAsync(async (db, _) => (await db.Deliveries.SingleOrDefaultAsync(d => d.TaskId == task, cancellationToken))?.Announce() ?? true);

    public Task<bool> ReleaseAsync(AiTaskId task, TimeSpan after, CancellationToken cancellationToken) =>
        AloneAsync(async (db, now) => (await db.Deliveries.SingleOrDefaultAsync(d => d.TaskId == task, cancellationToken))?.Release(now + after) ?? false);

    public Task<IReadOnlyList<HeldDelivery>> FindAsync(Guid token, CancellationToken cancellationToken) =>
        AloneAsync<IReadOnlyList<HeldDelivery>>(async (db, _) =>
        {
            var taken = await db.Deliveries.Where(d => d.SendToken == token).OrderBy(d => d.Id).ToListAsync(cancellationToken);
            return taken.ConvertAll(Of);
        });

    public Task SettleAsync(IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken) =>
        AloneAsync(async (db, now) =>
        {
            foreach (var settlement in settlements)
            {
                (await db.Deliveries.FindAsync([settlement.Id], cancellationToken))?.Settle(settlement, now);
            }

            return true;
        });

    public Task<int> ExpireAsync(TimeSpan age, CancellationToken cancellationToken) =>
        AloneAsync(async (db, now) =>
        {
            var cutoff = now - age;
            var old = await db.Deliveries.Where(d => d.CreatedAt < cutoff && d.Content == DeliveryContent.Answer).ToListAsync(cancellationToken);
            var given = old.Where(d => d.CanBeShown(null, now)).Take(1_000).ToList();
            given.ForEach(d => d.GiveUp(DeliveryState.Expired, now));
            return given.Count;
        });

    public void Dispose() => _gate.Dispose();

    private static HeldDelivery Of(Delivery d) => new(d.Id, new ParcelItem(d.Subject, d.Shown), d.Content == DeliveryContent.Apology);

    private async Task<T> AloneAsync<T>(Func<AppDbContext, DateTimeOffset, Task<T>> work)
    {
        await _gate.WaitAsync();
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
            var result = await work(db, clock.Now());
            await db.SaveChangesAsync();
            return result;
        }
        finally
        {
            _gate.Release();
        }
    }
}
