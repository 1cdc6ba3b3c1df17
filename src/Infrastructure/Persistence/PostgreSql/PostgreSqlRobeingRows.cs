using ChatPlatform.Application.Robeings;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Robeings;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ChatPlatform.Infrastructure.Persistence.PostgreSql;

/// <summary>
/// Locks the rows of the stats, in the order of their ids, so that nobody waits in a circle. Not those of the robeings: rows that refer to
/// them would wait too. They are read by a statement of their own, after the wait: it sees what others committed meanwhile.
/// </summary>
internal sealed class PostgreSqlRobeingRows(AppDbContext db, UnitOfWork unitOfWork) : IRobeingRows
{
    public async Task<bool> TryAddAsync(Robeing robeing, CancellationToken cancellationToken)
    {
        db.Robeings.Add(robeing);
        try
        {
            await unitOfWork.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            db.Entry(robeing.Stats).State = EntityState.Detached; // added and never saved: this scope forgets both
            db.Entry(robeing).State = EntityState.Detached;
            return false;
        }
    }

    public async Task<Result<T>> ChangeAsync<T>(
        IReadOnlyCollection<RobeingId> ids, Func<IReadOnlyList<Robeing>, Task<Result<T>>> change, CancellationToken cancellationToken)
    {
        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellationToken) : null;
        try
        {
            await LockAsync(ids, cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return RobeingErrors.Busy;
        }

        var result = await change(await db.ReadAnewAsync(ids, cancellationToken));
        if (!result.IsSuccess)
        {
            return result;
        }

        await unitOfWork.SaveChangesAsync(cancellationToken);
        if (own is not null)
        {
            await own.CommitAsync(cancellationToken);
            await unitOfWork.CommittedAsync();
        }

        return result;
    }

    // the time-out is for this wait alone: the other statements of a transaction keep the server's
    private Task<int> LockAsync(IReadOnlyCollection<RobeingId> ids, CancellationToken cancellationToken)
    {
        var values = ids.Select(id => id.Value).ToArray();
        var patience = $"{IRobeingRows.Patience.TotalMilliseconds:0}ms";
        return db.Database.ExecuteSqlAsync(
            $"""
            SELECT set_config('lock_timeout', {patience}, true);
            SELECT 1 FROM robeing_stats WHERE robeing_id = ANY ({values}) ORDER BY robeing_id FOR UPDATE;
            SET LOCAL lock_timeout TO DEFAULT
            """,
            cancellationToken);
    }
}
