using ChatPlatform.Domain.Common;
using ChatPlatform.Infrastructure.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatPlatform.Infrastructure.Insights;

/// <summary>At the start and once an hour: deletes events and log messages that have been kept long enough.</summary>
internal sealed partial class InsightsUpkeep(
    IServiceScopeFactory scopes, InsightsSettings settings, TimeProvider clock, ILogger<InsightsUpkeep> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var now = clock.Now();
        var (oldestEvent, oldestMessage) = (now.AddDays(-settings.EventLogDays), now.AddDays(-settings.LogMessageDays));
        await db.DeleteInBatchesAsync(db.EventLog.Where(e => e.At < oldestEvent).OrderBy(e => e.At), cancellationToken);
        await db.DeleteInBatchesAsync(db.LogMessages.Where(m => m.At < oldestMessage).OrderBy(m => m.At), cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            do
            {
                await TryOnceAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // the host stops
        }
    }

    private async Task TryOnceAsync(CancellationToken stoppingToken)
    {
        try
        {
            await RunOnceAsync(stoppingToken);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            // the database may be away; old rows wait for the next hour
            LogFailed(e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Old events and log messages could not be deleted; it is tried again in an hour")]
    private partial void LogFailed(Exception exception);
}
