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

    private Task? _draining;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // a turn of a node that is not on record is taken for a dead node's
        await keeper.BeatAsync(cancellationToken);

        // before the web server waits for its open streams, not after
        lifetime.ApplicationStopping.Register(() => _draining = DrainAsync());
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // the keeper goes on meanwhile: a node that is silent for too long is taken for dead
        await Task.WhenAny(_draining ?? DrainAsync(), Task.Delay(Timeout.Infinite, cancellationToken));
        await base.StopAsync(cancellationToken);
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

    private async Task DrainAsync()
    {
        turns.StopAccepting();
        await WaitForEndAsync(Grace);
        foreach (var stream in turns.All)
        {
            stream.Cancel(byPerson: false);
        }

        await WaitForEndAsync(SaveTime);
    }

    private async Task WaitForEndAsync(TimeSpan patience)
    {
        var began = clock.GetTimestamp();
        while (turns.Count > 0 && clock.GetElapsedTime(began) < patience)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), clock, CancellationToken.None);
        }
    }
}
