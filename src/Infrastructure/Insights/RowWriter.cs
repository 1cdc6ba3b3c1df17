using System.Data.Common;
using ChatPlatform.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatPlatform.Infrastructure.Insights;

/// <summary>
/// Writes what waits in a buffer: one commit for all of it, then a pause in which more may gather; a full batch is followed at once by
/// the next. While the database is away the same batch is tried again and again. A row that the database refuses is dropped alone.
/// </summary>
/// <param name="notice">Makes the row that says how many were dropped; it is written once writing works again.</param>
internal sealed partial class RowWriter<T>(
    RowBuffer<T> buffer, Func<long, T> notice, IServiceScopeFactory scopes, TimeProvider clock, ILogger<RowWriter<T>> log)
    where T : class
{
    public const int MaxBatch = 500;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Between two tries; a database that is back is found soon.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>Ends when the buffer is complete and empty.</summary>
    /// <param name="hurry">No more pauses between batches.</param>
    /// <param name="abandon">Gives up what is not written.</param>
    public async Task RunAsync(CancellationToken hurry, CancellationToken abandon)
    {
        var batch = new List<T>(MaxBatch);
        try
        {
            while (await buffer.Rows.WaitToReadAsync(abandon))
            {
                await WriteNextAsync(batch, hurry, abandon);
            }
        }
        catch (OperationCanceledException) when (abandon.IsCancellationRequested)
        {
            LogAbandoned(batch.Count + buffer.Rows.Count);
        }
    }

    private async Task WriteNextAsync(List<T> batch, CancellationToken hurry, CancellationToken abandon)
    {
        while (batch.Count < MaxBatch && buffer.Rows.TryRead(out var row))
        {
            batch.Add(row);
        }

        await WriteAsync(batch, abandon);
        var wasFull = batch.Count == MaxBatch;
        batch.Clear();
        if (buffer.TakeDropped() is > 0 and var dropped)
        {
            LogDropped(dropped);
            await WriteAsync([notice(dropped)], abandon);
        }

        if (!wasFull)
        {
            await Task.WhenAny(Task.Delay(Pause, clock, hurry)); // a pause that is cut short is no failure
        }
    }

    private async Task WriteAsync(List<T> rows, CancellationToken abandon)
    {
        for (var pause = Pause; !await TryWriteAsync(rows, isFirstTry: pause == Pause, abandon); pause = Longer(pause))
        {
            await Task.Delay(pause, clock, abandon);
        }
    }

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;

    /// <summary>False when it should be tried again.</summary>
    private async Task<bool> TryWriteAsync(List<T> rows, bool isFirstTry, CancellationToken abandon)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
            db.AddRange(rows);
            await db.SaveChangesAsync(abandon);
            return true;
        }
        catch (DbUpdateException e) when (StateOf(e) is "23505" && rows.Count == 1)
        {
            return true; // the primary key: an earlier try did arrive, and only its answer was lost
        }
        catch (DbUpdateException e) when (StateOf(e) is ['2', '2' or '3', ..])
        {
            await WriteOneByOneAsync(rows, e, abandon);
            return true;
        }
        catch (Exception e) when (!abandon.IsCancellationRequested)
        {
            if (isFirstTry)
            {
                LogAway(e.GetBaseException().Message);
            }

            return false;
        }
    }

    /// <summary>SQLSTATE classes 22 and 23: not the database is at fault but a value, and perhaps of one row alone.</summary>
    private async Task WriteOneByOneAsync(List<T> rows, DbUpdateException refusal, CancellationToken abandon)
    {
        if (rows.Count == 1)
        {
            LogRefused(refusal.GetBaseException().Message);
            buffer.Drop(1);
            return;
        }

        foreach (var row in rows)
        {
            await WriteAsync([row], abandon);
        }
    }

    private static string? StateOf(DbUpdateException e) => (e.InnerException as DbException)?.SqlState;

    [LoggerMessage(LogLevel.Warning, "The log tables cannot be written ({Reason}); trying again")]
    private partial void LogAway(string reason);

    [LoggerMessage(LogLevel.Warning, "{Count} rows were dropped: the database was away, or slower than they came")]
    private partial void LogDropped(long count);

    [LoggerMessage(LogLevel.Error, "The database refused a row, which is dropped ({Reason})")]
    private partial void LogRefused(string reason);

    [LoggerMessage(LogLevel.Warning, "{Count} rows were not written before the stop")]
    private partial void LogAbandoned(int count);
}
