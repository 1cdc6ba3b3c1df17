using ChatPlatform.Application.Conversations.Contracts;
using ChatPlatform.Application.Users;
using ChatPlatform.Domain.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatPlatform.Infrastructure.Users;

/// <summary>
/// Once a minute: asks for summaries of people whose conversation is over or has become long. Any number of nodes may do so. Each pass
/// begins where the last one that succeeded ended, and a little before; the first one looks at a day.
/// </summary>
internal sealed partial class SummarySweep(
    SummaryRequests requests, UserOptions options, SessionOptions sessions, TimeProvider clock, ILogger<SummarySweep> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>When people were last seen is kept to the minute, and the clocks of nodes differ a little.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(3);

    private DateTimeOffset? _last;

    /// <returns>How many summaries were asked for.</returns>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var over = sessions.IdleTimeout;
        var since = _last - Overlap ?? now - RipeConversations.Lookback;

        // those whose conversation has ended since, then those who are in the midst of one
        var added = await requests.AddAsync(since - over, now - over, cancellationToken);
        added += await requests.AddAsync(since > now - over ? since : now - over, now, cancellationToken);
        _last = now;
        return added;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Summary)
        {
            return;
        }

        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryOnceAsync(stoppingToken);
            }
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
            // the database may be away; the next pass begins where this one did
            LogFailed(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Looking for conversations to summarise failed; it is tried again in a minute.")]
    private partial void LogFailed(Exception exception);
}
