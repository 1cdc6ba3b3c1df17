using ChatPlatform.Application.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatPlatform.Infrastructure.Persistence.PostgreSql;

/// <summary>
/// Runs every <see cref="IWarmUp"/> when the server listens, and leaves nothing of it behind. Nothing waits for it: a person who comes
/// before it is done is served, only slower.
/// </summary>
internal sealed partial class WarmUp(IServiceScopeFactory scopes, IHostApplicationLifetime lifetime, ILogger<WarmUp> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStarted, stoppingToken);
        await Task.Delay(Timeout.InfiniteTimeSpan, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await RunAsync(stoppingToken);
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
            await using var transaction = await db.Database.BeginTransactionAsync(stopping);
            foreach (var part in scope.ServiceProvider.GetServices<IWarmUp>())
            {
                await part.RunAsync(stopping);
            }
        }
        catch (Exception e)
        {
            if (!stopping.IsCancellationRequested)
            {
                LogFailed(log, e); // a node that is cold is slow, no more
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The warm-up failed; the first answers after this start will be slow")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
