namespace ChatPlatform.SlackSimulator;

/// <summary>How much each channel takes: a bucket that fills at the rate.</summary>
internal sealed class RateLimits(double rate, int burst, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (double Left, long At)> _buckets = [];

    /// <summary>Takes one. Null when there was one, else the whole seconds until there will be.</summary>
    public int? Take(string channel)
    {
        lock (_lock)
        {
            var now = clock.GetTimestamp();
            var (left, at) = _buckets.GetValueOrDefault(channel, (burst, now));
            left = Math.Min(left + (clock.GetElapsedTime(at, now).TotalSeconds * rate), burst);
            var has = left >= 1;
            _buckets[channel] = (has ? left - 1 : left, now);
            return has ? null : (int)Math.Max(Math.Ceiling((1 - left) / rate), 1);
        }
    }
}
