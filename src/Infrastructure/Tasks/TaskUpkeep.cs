using ChatPlatform.Application.Tasks;
using ChatPlatform.Infrastructure.Common;
using Microsoft.Extensions.Logging;

namespace ChatPlatform.Infrastructure.Tasks;

/// <summary>At the start and once an hour: removes tasks that ended long ago, and callback URLs that nobody will use any more.</summary>
internal sealed partial class TaskUpkeep(ITaskStore store, TaskOptions options, TimeProvider clock, ILogger<TaskUpkeep> logger)
    : PeriodicService(Interval, atStart: true, clock)
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

    protected override Task RoundAsync(CancellationToken cancellationToken) => RunOnceAsync(cancellationToken);

    [LoggerMessage(LogLevel.Warning, "Old tasks could not be removed; it is tried again in an hour")]
    protected override partial void LogFailed(Exception exception);
}
