using System.Data.Common;
using System.Runtime.CompilerServices;
using ChatPlatform.Application.Robeings;
using ChatPlatform.Domain.Robeings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ChatPlatform.Infrastructure.Robeings;

/// <summary>Tells this node's cache which robeings a commit has changed, whoever saved them: when the save, or its transaction, is committed.</summary>
internal sealed class RobeingChanges(IRobeingCache cache) : SaveChangesInterceptor, IDbTransactionInterceptor
{
    private readonly ConditionalWeakTable<DbContext, HashSet<RobeingId>> _uncommitted = [];

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Note(eventData.Context!);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) => new(SavingChanges(eventData, result));

    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        if (eventData.Context!.Database.CurrentTransaction is null)
        {
            Tell(eventData.Context);
        }

        return result;
    }

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default) =>
        new(SavedChanges(eventData, result));

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Tell(eventData.Context);

    public Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Tell(eventData.Context);
        return Task.CompletedTask;
    }

    private void Note(DbContext context)
    {
        foreach (var entry in context.ChangeTracker.Entries())
        {
            RobeingId? changed = entry.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted) ? null : entry.Entity switch
            {
                Robeing robeing => robeing.Id,
                RobeingStats stats => stats.RobeingId,
                RobeingSetting setting => setting.RobeingId,
                _ => null,
            };
            if (changed is { } id)
            {
                _uncommitted.GetOrCreateValue(context).Add(id);
            }
        }
    }

    /// <summary>What was noted and rolled back is told with a later commit of this context: forgotten once too often, which costs one read.</summary>
    private void Tell(DbContext? context)
    {
        if (context is null || !_uncommitted.TryGetValue(context, out var changed))
        {
            return;
        }

        foreach (var id in changed)
        {
            cache.Forget(id);
        }

        changed.Clear();
    }
}
