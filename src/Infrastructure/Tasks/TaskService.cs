using ChatPlatform.Application.Tasks;
using Microsoft.Extensions.Hosting;

namespace ChatPlatform.Infrastructure.Tasks;

/// <summary>Runs this node's workers. Told to stop, they hand back at once what they have not done.</summary>
internal sealed class TaskService(TaskWorker worker, IEnumerable<DeliveryWorker> senders, IHostApplicationLifetime lifetime) : BackgroundService
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    // with the rest of the process, not when its turn comes: running answers are waited for meanwhile
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var stopping = lifetime.ApplicationStopping;
        return Task.WhenAll(
        [
            Task.Run(() => worker.RunAsync(Grace, stopping), CancellationToken.None),
            .. senders.Select(sender => Task.Run(() => sender.RunAsync(stopping), CancellationToken.None)),
        ]);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        if (ExecuteTask is { } running)
        {
            await Task.WhenAny(running, Task.Delay(Timeout.Infinite, cancellationToken));
        }

        await base.StopAsync(cancellationToken);
    }
}
