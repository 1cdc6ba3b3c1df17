using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Insights;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.Application.Insights;

/// <summary>What one roll-up did.</summary>
/// <param name="Rows">Changes of the log that were counted.</param>
/// <param name="Batches">Transactions it took.</param>
/// <param name="DurationMs">Milliseconds.</param>
/// <param name="AsOf">Every turn committed before is in the statistics.</param>
public sealed record RollUpReport(long Rows, int Batches, long DurationMs, DateTimeOffset? AsOf);

/// <summary>Counts what is there to be counted, batch by batch, each in a scope and a transaction of its own.</summary>
public sealed class RollUps(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>About a second's work, so that locks are held and a stop is kept waiting no longer.</summary>
    public const int BatchSize = 50_000;

    /// <summary>Fails with <c>statistics.rolling_up</c> when somebody else is at it.</summary>
    /// <param name="stopping">Ends it between two batches.</param>
    public async Task<Result<RollUpReport>> RunAsync(CancellationToken stopping)
    {
        var started = clock.GetTimestamp();
        var (rows, batches, asOf) = (0L, 0, (DateTimeOffset?)null);
        while (await CountAsync() is { } batch)
        {
            rows += batch.Rows;
            batches++;
            asOf = batch.AsOf;
            if (batch.Rows < BatchSize || stopping.IsCancellationRequested)
            {
                break;
            }
        }

        if (batches == 0)
        {
            return InsightsErrors.RollUpIsRunning;
        }

        var elapsed = clock.GetElapsedTime(started);
        Telemetry.RolledUp(rows, elapsed);
        Telemetry.CountedUntil(clock.Now() - asOf);
        return new RollUpReport(rows, batches, (long)elapsed.TotalMilliseconds, asOf);
    }

    private async Task<CountedBatch?> CountAsync()
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IUsageCounter>().CountAsync(BatchSize, CancellationToken.None);
    }
}
