using System.Globalization;

namespace ChatPlatform.SlackSimulator;

/// <summary>Slack's <c>ts</c>: the time of a message and its name. Ascending and never the same twice, so that they compare as text.</summary>
public sealed class MessageClock(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private long _last;

    /// <summary>Such as <c>1700000000.000123</c>.</summary>
    public string Next()
    {
        lock (_lock)
        {
            _last = Math.Max(_last + 1, clock.GetUtcNow().ToUnixTimeMilliseconds() * 1000);
            return string.Create(CultureInfo.InvariantCulture, $"{_last / 1_000_000}.{_last % 1_000_000:D6}");
        }
    }
}
