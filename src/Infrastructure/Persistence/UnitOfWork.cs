using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ChatPlatform.Infrastructure.Persistence;

/// <summary>
/// Saves the context and publishes the domain events of what was saved, when it is committed: at once, or, where the save is part of a
/// transaction, when whoever began that says so. What is rolled back is never spoken of.
/// </summary>
internal sealed partial class UnitOfWork(AppDbContext db, IMediator mediator, ILogger<UnitOfWork> log) : IUnitOfWork
{
    private readonly List<IDomainEvent> _uncommitted = [];

    public async Task<int> SaveChangesAsync(CancellationToken cancellationToken = default)
    {
        // before the save: what it deletes is not tracked afterwards
        var aggregates = db.ChangeTracker.Entries<AggregateRoot>().Select(e => e.Entity).Where(a => a.Events.Count > 0).ToList();
        var saved = await db.SaveChangesAsync(cancellationToken);
        foreach (var aggregate in aggregates)
        {
            _uncommitted.AddRange(aggregate.Events);
            aggregate.ClearEvents();
        }

        if (db.Database.CurrentTransaction is null)
        {
            await CommittedAsync();
        }

        return saved;
    }

    /// <summary>For those who begin transactions: the changes saved so far are committed.</summary>
    public async Task CommittedAsync()
    {
        var events = _uncommitted.ToArray();
        _uncommitted.Clear();
        foreach (var domainEvent in events)
        {
            try
            {
                var type = typeof(Committed<>).MakeGenericType(domainEvent.GetType());
                await mediator.Publish((INotification)Activator.CreateInstance(type, domainEvent)!, CancellationToken.None);
            }
            catch (Exception e)
            {
                // the change is made; the caller must hear that, whatever came of telling others
                LogFailed(e, domainEvent.GetType().Name);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Not everybody could be told of {Event}")]
    private partial void LogFailed(Exception exception, string @event);
}
