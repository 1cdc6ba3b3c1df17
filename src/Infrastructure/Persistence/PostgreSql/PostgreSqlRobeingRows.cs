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
    /// <summary>For the server to say that it has waited long enough.</summary>
    private static readonly TimeSpan Answering = TimeSpan.FromSeconds(2);

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
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.QueryCanceled)
        {
            return RobeingErrors.Busy;
        }

        var result = await change(await db.ReadAnewAsync(ids, cancellationToken));
        if (!result.IsSuccess)
        {
            return result;
        }

        await SaveAsync(cancellationToken);
        if (own is not null)
        {
            await own.CommitAsync(cancellationToken);
            await unitOfWork.CommittedAsync();
        }

        return result;
    }

    /// <summary>Without a savepoint, which would be two round trips: nobody goes on with a transaction whose save has failed.</summary>
    private async Task SaveAsync(CancellationToken cancellationToken)
    {
        var savepoints = db.Database.AutoSavepointsEnabled;
        db.Database.AutoSavepointsEnabled = false;
        try
        {
            await unitOfWork.SaveChangesAsync(cancellationToken);
        }
        finally
        {
            db.Database.AutoSavepointsEnabled = savepoints;
        }
    }

    // A limit of the statement, not of its locks: each of those would be given the whole time anew. It is for this wait alone, as the
    // command's is: the other statements of a transaction keep the usual ones.
    private async Task LockAsync(IReadOnlyCollection<RobeingId> ids, CancellationToken cancellationToken)
    {
        var values = ids.Select(id => id.Value).ToArray();
        var patience = $"{IRobeingRows.Patience.TotalMilliseconds:0}ms";
        var usual = db.Database.GetCommandTimeout();
        db.Database.SetCommandTimeout(IRobeingRows.Patience + Answering);
        try
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                SELECT set_config('statement_timeout', {patience}, true);
                SELECT 1 FROM robeing_stats WHERE robeing_id = ANY ({values}) ORDER BY robeing_id FOR UPDATE;
                SET LOCAL statement_timeout TO DEFAULT
                """,
                cancellationToken);
        }
        finally
        {
            db.Database.SetCommandTimeout(usual);
        }
    }
}
