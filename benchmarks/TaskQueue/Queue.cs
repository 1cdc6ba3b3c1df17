using System.Diagnostics;
using ChatPlatform.Application.Common;
using ChatPlatform.Application.Tasks.Contracts;
using ChatPlatform.Domain.Common;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ChatPlatform.TaskQueueBenchmark;

/// <summary>The product's queue, used as its modules use it, and its table, to see what has ended.</summary>
internal sealed class Queue(IServiceScopeFactory scopes, NoOp handler, NpgsqlDataSource database)
{
    /// <summary>Adds tasks in one commit and returns their subjects.</summary>
    public async Task<IReadOnlyList<Guid>> AddAsync(int count)
    {
        var now = TimeProvider.System.GetUtcNow();
        List<Guid> subjects = [.. Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7(now))];
        await using var scope = scopes.CreateAsyncScope();
        var queue = scope.ServiceProvider.GetRequiredService<ITaskQueue>();
        foreach (var subject in subjects)
        {
            queue.Add(new NewTask(NoOp.Name, subject, default(ClientId), subject, now.AddHours(1)));
        }

        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().SaveChangesAsync();
        return subjects;
    }

    /// <summary>Tasks a second of what waits already: from letting go until the end of the last one is in the database.</summary>
    public async Task<double> DrainAsync(int count)
    {
        handler.Close();
        for (var added = 0; added < count; added += 500)
        {
            await AddAsync(Math.Min(500, count - added));
        }

        var began = Stopwatch.GetTimestamp();
        handler.Open();
        return await RateAsync(count, began);
    }

    /// <summary>Tasks a second when each comes with a commit of its own from one of many producers.</summary>
    public async Task<double> FlowAsync(int count, int producers)
    {
        var began = Stopwatch.GetTimestamp();
        var left = count;
        await Task.WhenAll(Enumerable.Range(0, producers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await AddAsync(1);
            }
        })));
        return await RateAsync(count, began);
    }

    /// <summary>Milliseconds from the commit to the handler, at a fixed rate that leaves workers free.</summary>
    public async Task<List<double>> PickUpAsync(int count, TimeSpan every)
    {
        var waits = new List<double>();
        for (var i = 0; i < count; i++)
        {
            var subject = (await AddAsync(1))[0];
            var committed = Stopwatch.GetTimestamp();
            await Task.Delay(every);
            while (!handler.Begun.ContainsKey(subject))
            {
                await Task.Delay(1);
            }

            // a worker may be quicker than the producer hears of its own commit
            waits.Add(Math.Max(0, Stopwatch.GetElapsedTime(committed, handler.Begun[subject]).TotalMilliseconds));
        }

        return waits;
    }

    private async Task<double> RateAsync(int count, long began)
    {
        await using var unfinished = database.CreateCommand("SELECT count(*) FROM aiprocessingtask WHERE status <> 'completed'");
        while (await unfinished.ExecuteScalarAsync() is not 0L)
        {
            await Task.Delay(20);
        }

        var rate = count / Stopwatch.GetElapsedTime(began).TotalSeconds;
        await using var empty = database.CreateCommand("TRUNCATE aiprocessingtask CASCADE");
        await empty.ExecuteNonQueryAsync();
        handler.Begun.Clear();
        return rate;
    }
}
