using ChatPlatform.Application.Tasks.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Tasks;

internal sealed class TaskQueue(ITasksDb db, TimeProvider clock) : ITaskQueue
{
    public Guid Add(NewTask task, NewDelivery? delivery)
    {
        var added = AiTask.Add(task.Kind, task.Subject, task.ClientId, task.Lane, task.Priority, task.Deadline, clock.Now());
        db.AiTasks.Add(added);
        if (delivery is not null)
        {
            db.Deliveries.Add(Delivery.Of(
                added,
                delivery.Recipient,
                delivery.Channel ?? Delivery.NoChannel,
                delivery.Target,
                delivery.DedupKey,
                delivery.NotBefore,
                delivery.Deadline,
                delivery.Lane));
        }

        return added.Id.Value;
    }

    public async Task<Guid?> FindAsync(string dedupKey, CancellationToken cancellationToken) => await db.Deliveries
        .Where(d => d.DedupKey == dedupKey)
        .Select(d => (Guid?)d.TaskId.Value)
        .SingleOrDefaultAsync(cancellationToken);

    public async Task<Guid?> FindAsync(string kind, Guid subject, CancellationToken cancellationToken) => await db.AiTasks
        .Where(t => t.Kind == kind && t.Subject == subject)
        .Select(t => (Guid?)t.Id.Value)
        .SingleOrDefaultAsync(cancellationToken);

    public Task<int> CountUnfinishedAsync(Guid recipient, CancellationToken cancellationToken) => db.Deliveries.CountAsync(
        d => d.Recipient == recipient && (d.State == DeliveryState.Pending || d.State == DeliveryState.Held) && d.Content == DeliveryContent.Awaited,
        cancellationToken);
}
