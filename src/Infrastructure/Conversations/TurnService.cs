using ChatPlatform.Application.Conversations;
using Microsoft.Extensions.Hosting;

namespace ChatPlatform.Infrastructure.Conversations;

/// <summary>Runs the <see cref="TurnKeeper"/>, and brings running turns to an end when the process stops.</summary>
internal sealed class TurnService(TurnKeeper keeper, RunningTurns turns, IHostApplicationLifetime lifetime, TimeProvider clock)
    : BackgroundService
{
    /// <summary>Answers that are nearly done may finish; whoever stops a server does not want to wait long.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan SaveTime = TimeSpan.FromSeconds(10);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // before the web server waits for its open streams, not after
        lifetime.ApplicationStopping.Register(() => _ = DrainAsync(Grace));
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await DrainAsync(TimeSpan.Zero);
        await WaitForEndAsync(SaveTime, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TurnKeeper.Every, clock);
        do
        {
            await keeper.RunOnceAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task DrainAsync(TimeSpan grace)
    {
        turns.StopAccepting();
        await WaitForEndAsync(grace, CancellationToken.None);
        foreach (var stream in turns.All)
        {
            stream.Cancel(byPerson: false);
        }
    }

    private async Task WaitForEndAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var until = clock.GetUtcNow() + patience;
        while (turns.Count > 0 && clock.GetUtcNow() < until && !cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), clock, CancellationToken.None);
        }
    }
}
