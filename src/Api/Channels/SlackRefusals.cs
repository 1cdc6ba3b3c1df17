using ChatPlatform.Domain.Channels;

namespace ChatPlatform.Api.Channels;

/// <summary>Says in the log why requests are refused: each reason once a minute, for anybody may send what is refused.</summary>
internal sealed partial class SlackRefusals(TimeProvider clock, ILogger<SlackRefusals> log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private DateTimeOffset _secretAt;
    private DateTimeOffset _clockAt;

    /// <param name="age">How old a request is that is rightly signed; null when no secret of ours has signed it.</param>
    public void Add(TimeSpan? age)
    {
        if (age is not { } known)
        {
            if (IsDue(ref _secretAt))
            {
                LogSecret(log);
            }
        }
        else if (IsDue(ref _clockAt))
        {
            LogClock(log, (long)known.TotalSeconds, (long)SlackSignature.MostSkew.TotalSeconds);
        }
    }

    private bool IsDue(ref DateTimeOffset last)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            var isDue = now - last >= Pause;
            last = isDue ? now : last;
            return isDue;
        }
    }

    [LoggerMessage(LogLevel.Warning, "slack.bad_signature: a request was signed with another secret. SLACK_SIGNING_SECRET must be the signing secret of the app that calls")]
    private static partial void LogSecret(ILogger logger);

    [LoggerMessage(
        LogLevel.Warning,
        "slack.bad_signature: a request is signed rightly, but its time is {Seconds} s behind this server's clock (negative: ahead), and {Most} s is the most. Set the clock, or somebody sends old requests again")]
    private static partial void LogClock(ILogger logger, long seconds, long most);
}
