using Microsoft.Extensions.Hosting;

namespace ChatPlatform.Infrastructure.Common;

/// <summary>Does something again and again while the node runs. A round that fails is reported, and the next one comes in its time.</summary>
/// <param name="interval">From one round to the next.</param>
/// <param name="atStart">Whether the first round comes at once.</param>
/// <param name="clock">Tells the time.</param>
internal abstract class PeriodicService(TimeSpan interval, bool atStart, TimeProvider clock) : BackgroundService
{
    protected TimeProvider Clock { get; } = clock;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval, Clock);
        try
        {
            if (atStart)
            {
                await TryRoundAsync(stoppingToken);
            }

            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryRoundAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // the host stops
        }
    }

    protected abstract Task RoundAsync(CancellationToken cancellationToken);

    /// <summary>The database may be away; what is to be done waits for the next round.</summary>
    protected abstract void LogFailed(Exception exception);

    private async Task TryRoundAsync(CancellationToken stoppingToken)
    {
        try
        {
            await RoundAsync(stoppingToken);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            LogFailed(e);
        }
    }
}
