using ChatPlatform.Domain.Insights;
using Microsoft.Extensions.Hosting;

namespace ChatPlatform.Infrastructure.Insights;

/// <summary>Runs the writers of events and log messages, and gives them a moment at the stop.</summary>
internal sealed class InsightsWriters(
    RowBuffer<EventLogEntry> events,
    RowBuffer<LogMessage> messages,
    RowWriter<EventLogEntry> eventWriter,
    RowWriter<LogMessage> messageWriter,
    TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan FlushLimit = TimeSpan.FromSeconds(3);

    // never disposed of: a host may be told to stop once more when it is gone already
    private readonly CancellationTokenSource _hurry = new();
    private readonly CancellationTokenSource _abandon = new(Timeout.InfiniteTimeSpan, clock);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        events.Complete();
        messages.Complete();
        _abandon.CancelAfter(FlushLimit);
        await _hurry.CancelAsync();
        if (ExecuteTask is not null)
        {
            await Task.WhenAny(ExecuteTask, Task.Delay(Timeout.Infinite, cancellationToken));
        }

        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        LogMessages.IgnoreThisFlow(); // or each failure to write a log message would be another one
        await Task.WhenAll(eventWriter.RunAsync(_hurry.Token, _abandon.Token), messageWriter.RunAsync(_hurry.Token, _abandon.Token));
    }
}
