using ChatPlatform.Application.Tasks.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Tasks;

internal sealed class ShownAnswers(IDeliveryStore store, ITasksDb db, TaskSignals signals, TimeProvider clock) : IShownAnswers
{
    /// <summary>What has left us is on its way for a moment.</summary>
    private static readonly TimeSpan OnItsWay = TimeSpan.FromMilliseconds(500);

    /// <summary>A response of KakaoTalk has room for three.</summary>
    private const int Most = 3;

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

    private static Settlement Settle(DeliveryId id, Guid token, ShownItem? shown) => shown is null
        ? new Settlement(id, token, DeliveryState.Held)
        : new Settlement(id, token, DeliveryState.Delivered, Shown: shown.Upto, HasRest: shown.HasRest);
}
