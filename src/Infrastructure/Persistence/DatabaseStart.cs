using ChatPlatform.Infrastructure.Prompts;
using Microsoft.Extensions.Hosting;

namespace ChatPlatform.Infrastructure.Persistence;

/// <summary>The first to start and the last to stop: nothing else runs without its database.</summary>
internal sealed class DatabaseStart(IDatabaseServer server, PromptSeed prompts) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await server.StartAsync(cancellationToken);
        await prompts.EnsureAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => server.StopAsync(cancellationToken);
}
