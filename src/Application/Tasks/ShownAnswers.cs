using ChatPlatform.Application.Common;
using ChatPlatform.Application.Tasks.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.Application.Tasks;

internal sealed class ShownAnswers(
    IDeliveryStore store, ITasksDb db, TaskSignals signals, IServiceScopeFactory scopes, TimeProvider clock) : IShownAnswers
{
    /// <summary>What has left us is on its way for a moment.</summary>
    private static readonly TimeSpan OnItsWay = TimeSpan.FromMilliseconds(500);

    /// <summary>A response of KakaoTalk has room for three.</summary>
    private const int Most = 3;

    /// <summary>No response and no post takes longer.</summary>
    private static readonly TimeSpan LongestWay = TimeSpan.FromSeconds(10);

    public async Task<TakenAnswers> TakeAsync(Guid recipient, Guid? awaited, string via, CancellationToken cancellationToken)
    {
        var token = Guid.CreateVersion7(clock.Now());
        AiTaskId? task = awaited is { } id ? new AiTaskId(id) : null;
        var taken = await store.TakeHeldAsync(recipient, task, token, via, Most, cancellationToken);
        return new TakenAnswers(token, [.. taken.Where(t => !t.Failed).Select(t => t.Item)], taken.Any(t => t.Failed));
    }

    public async Task<RepeatedResponse?> RepeatAsync(Guid task, CancellationToken cancellationToken)
    {
        var id = new AiTaskId(task);
        if (await store.AnnounceAsync(id, cancellationToken))
        {
            return null;
        }

        var found = await db.Deliveries.AsNoTracking()
            .Where(d => d.TaskId == id)
            .Select(d => new { d.State, d.Via, d.Content, d.Subject })
            .SingleOrDefaultAsync(cancellationToken);
        return found switch
        {
            { Content: DeliveryContent.Apology } => new RepeatedResponse(null),
            { Via: "inline" } => new RepeatedResponse(new ParcelItem(found.Subject, 0)),
            _ => null,
        };
    }

    public async Task ReleaseAsync(Guid task, CancellationToken cancellationToken)
    {
        if (await store.ReleaseAsync(new AiTaskId(task), OnItsWay, cancellationToken))
        {
            signals.DeliveryReleased();
        }
    }

    public async Task<TakenAnswers?> TakeRestAsync(Guid recipient, CancellationToken cancellationToken)
    {
        var newest = await db.Deliveries.AsNoTracking()
            .Where(d => d.Recipient == recipient && d.State == DeliveryState.Delivered && d.HasRest)
            .OrderByDescending(d => d.Id)
            .Select(d => new { d.SendToken, d.Subject, d.Shown })
            .FirstOrDefaultAsync(cancellationToken);
        return newest is { SendToken: { } token } ? new TakenAnswers(token, [new(newest.Subject, newest.Shown)], false) : null;
    }

    public async Task ConfirmAsync(Guid token, IReadOnlyList<ShownItem> shown, CancellationToken cancellationToken)
    {
        var taken = await store.FindAsync(token, cancellationToken);
        await store.SettleAsync(
            [.. taken.Where(t => !t.Failed).Select(t => Settle(t.Id, token, shown.FirstOrDefault(s => s.Subject == t.Item.Subject)))],
            cancellationToken);
    }

    public async Task<TakenAnswers?> TakeUncertainAsync(Guid recipient, Guid subject, string via, CancellationToken cancellationToken)
    {
        // a scope of its own: what the caller has changed and not committed is not committed by this
        await using var scope = scopes.CreateAsyncScope();
        var now = clock.Now();
        var quiet = now - LongestWay;
        var delivery = await scope.ServiceProvider.GetRequiredService<ITasksDb>().Deliveries
            .Where(d => d.Recipient == recipient && d.State == DeliveryState.Uncertain && d.Subject == subject && d.EndedAt < quiet)
            .SingleOrDefaultAsync(cancellationToken);
        if (delivery is null)
        {
            return null;
        }

        var item = new ParcelItem(delivery.Subject, delivery.Shown);
        var token = Guid.CreateVersion7(now);
        delivery.Leave(token, via, now);
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().SaveChangesAsync(cancellationToken);
        return new TakenAnswers(token, [item], Failed: false);
    }

    private static Settlement Settle(DeliveryId id, Guid token, ShownItem? shown) => shown is null
        ? new Settlement(id, token, DeliveryState.Held)
        : new Settlement(id, token, DeliveryState.Delivered, Shown: shown.Upto, HasRest: shown.HasRest);
}
