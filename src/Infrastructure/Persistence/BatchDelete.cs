using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Infrastructure.Persistence;

internal static class BatchDelete
{
    private const int BatchSize = 1_000;

    /// <summary>A hundred thousand rows of each table at a time; a backlog is worked off without holding the others up.</summary>
    private const int MostBatches = 100;

    /// <summary>Deletes many rows with small commits that lock little. The rows must be ordered.</summary>
    public static async Task DeleteInBatchesAsync<T>(this AppDbContext db, IQueryable<T> rows, CancellationToken cancellationToken)
        where T : class
    {
        for (var batch = 0; batch < MostBatches; batch++)
        {
            if (await DeleteAsync(db, rows.Take(BatchSize), cancellationToken) < BatchSize)
            {
                return;
            }
        }
    }

    private static async Task<int> DeleteAsync<T>(AppDbContext db, IQueryable<T> batch, CancellationToken cancellationToken)
        where T : class
    {
        if (db.Database.IsRelational())
        {
            return await batch.ExecuteDeleteAsync(cancellationToken);
        }

        db.RemoveRange(await batch.ToListAsync(cancellationToken));
        return await db.SaveChangesAsync(cancellationToken);
    }
}
