using ChatPlatform.Domain.Common;
using ChatPlatform.Infrastructure.Common;
using ChatPlatform.Infrastructure.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatPlatform.Infrastructure.Insights;

/// <summary>At the start and once an hour: deletes events and log messages that have been kept long enough.</summary>
internal sealed partial class InsightsUpkeep(
    IServiceScopeFactory scopes, InsightsSettings settings, TimeProvider clock, ILogger<InsightsUpkeep> logger)
    : PeriodicService(Interval, atStart: true, clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var now = Clock.Now();
        var (oldestEvent, oldestMessage) = (now.AddDays(-settings.EventLogDays), now.AddDays(-settings.LogMessageDays));
        await db.DeleteInBatchesAsync(db.EventLog.Where(e => e.At < oldestEvent).OrderBy(e => e.At), cancellationToken);
        await db.DeleteInBatchesAsync(db.LogMessages.Where(m => m.At < oldestMessage).OrderBy(m => m.At), cancellationToken);
    }

    protected override Task RoundAsync(CancellationToken cancellationToken) => RunOnceAsync(cancellationToken);

    [LoggerMessage(LogLevel.Warning, "Old events and log messages could not be deleted; it is tried again in an hour")]
    protected override partial void LogFailed(Exception exception);
}
