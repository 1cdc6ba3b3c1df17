namespace ChatPlatform.SlackSimulator;

/// <summary>Chance that follows from a seed and may be asked from many threads.</summary>
public sealed class Dice(int seed)
{
    private readonly Lock _lock = new();
    private readonly Random _random = new(seed);

    public string Draw(Mixture mixture)
    {
        lock (_lock)
        {
            return mixture.Draw(_random);
        }
    }

    /// <summary>0 or more, less than the limit.</summary>
    public int Below(int limit)
    {
        lock (_lock)
        {
            return _random.Next(limit);
        }
    }

    public bool Percent(int share) => Below(100) < share;
}
