using ChatPlatform.Application.Insights;
using ChatPlatform.Domain.Common;
using ChatPlatform.Infrastructure.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatPlatform.Infrastructure.Insights;

/// <summary>
/// Rolls the statistics up at the start, which catches up with what happened meanwhile, and every few minutes. All nodes try; whoever finds
/// another one at it only notes how far that is.
/// </summary>
internal sealed partial class RollUpService(
    RollUps rollUps, IServiceScopeFactory scopes, InsightsSettings settings, TimeProvider clock, ILogger<RollUpService> logger)
    : PeriodicService(TimeSpan.FromSeconds(settings.RollUpSeconds), atStart: true, clock)
{
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        var done = await rollUps.RunAsync(cancellationToken);
        if (done.IsSuccess)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var asOf = await scope.ServiceProvider.GetRequiredService<IUsageCounter>().ReadAsOfAsync(cancellationToken);
        Application.Common.Telemetry.CountedUntil(Clock.Now() - asOf);
    }

    protected override Task RoundAsync(CancellationToken cancellationToken) => RunOnceAsync(cancellationToken);

    [LoggerMessage(LogLevel.Warning, "The statistics could not be rolled up; it is tried again in its time")]
    protected override partial void LogFailed(Exception exception);
}
