using ChatPlatform.Application.Conversations.Contracts;
using ChatPlatform.Application.Users;
using ChatPlatform.Domain.Common;
using ChatPlatform.Infrastructure.Common;
using Microsoft.Extensions.Logging;

namespace ChatPlatform.Infrastructure.Users;

/// <summary>
/// Once a minute: asks for summaries of people whose conversation is over or has become long. Any number of nodes may do so. Each pass
/// begins where the last one that succeeded ended, and a little before; the first one looks at a day.
/// </summary>
internal sealed partial class SummarySweep(
    SummaryRequests requests, UserOptions options, SessionOptions sessions, TimeProvider clock, ILogger<SummarySweep> logger)
    : PeriodicService(Interval, atStart: false, clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>When people were last seen is kept to the minute, and the clocks of nodes differ a little.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(3);

    private DateTimeOffset? _last;

    /// <returns>How many summaries were asked for.</returns>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        var now = Clock.Now();
        var over = sessions.IdleTimeout;
        var since = _last - Overlap ?? now - RipeConversations.Lookback;

        // those whose conversation has ended since, then those who are in the midst of one
        var added = await requests.AddAsync(since - over, now - over, cancellationToken);
        added += await requests.AddAsync(since > now - over ? since : now - over, now, cancellationToken);
        _last = now;
        return added;
    }

    protected override async Task RoundAsync(CancellationToken cancellationToken)
    {
        if (options.Summary)
        {
            await RunOnceAsync(cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Looking for conversations to summarise failed; it is tried again in a minute.")]
    protected override partial void LogFailed(Exception exception);
}
