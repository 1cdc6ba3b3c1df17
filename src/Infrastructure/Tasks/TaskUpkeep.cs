using ChatPlatform.Application.Tasks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatPlatform.Infrastructure.Tasks;

/// <summary>At the start and once an hour: removes tasks that ended long ago, and callback URLs that nobody will use any more.</summary>
internal sealed partial class TaskUpkeep(ITaskStore store, TaskOptions options, TimeProvider clock, ILogger<TaskUpkeep> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>Far beyond any channel's window, and beyond all retries.</summary>
    private static readonly TimeSpan TargetAge = TimeSpan.FromHours(1);

    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        await RepeatAsync(() => store.ForgetTargetsAsync(TargetAge, cancellationToken));
        if (options.RetentionDays > 0)
        {
            await RepeatAsync(() => store.RemoveEndedAsync(TimeSpan.FromDays(options.RetentionDays), cancellationToken));
        }
    }

    /// <summary>Small commits that lock little, until there is no more.</summary>
    private static async Task RepeatAsync(Func<Task<int>> batch)
    {
        while (await batch() > 0)
        {
        }
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

    [LoggerMessage(LogLevel.Warning, "Old tasks could not be removed; it is tried again in an hour")]
    private partial void LogFailed(Exception exception);
}
