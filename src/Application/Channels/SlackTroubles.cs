using System.Collections.Concurrent;

namespace ChatPlatform.Application.Channels;

/// <summary>Since when something goes wrong in Slack, as this node knows it: another one, and one that was started again, begins anew.</summary>
internal sealed class SlackTroubles(TimeProvider clock)
{
    /// <summary>Beyond this, what is over is thrown out.</summary>
    private const int Many = 1_000;

    /// <summary>Between two warnings of the same: every answer that waits in a channel meets the same trouble again each minute.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(10);

    /// <summary>A channel does not stand still for longer than that because of one answer that cannot be looked for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>No answer is tried for longer.</summary>
    private static readonly TimeSpan Over = TimeSpan.FromHours(2);

    private readonly ConcurrentDictionary<(string Team, string Channel, string Reason), long> _told = new();
    private readonly ConcurrentDictionary<Guid, long> _inVain = new();

    /// <summary>Whether to warn of it.</summary>
    public bool IsNews(SlackTarget target, string reason)
    {
        var key = (target.Team, target.Channel, reason);
        if (_told.TryGetValue(key, out var told) && clock.GetElapsedTime(told) < Quiet)
        {
            return false;
        }

        Clear(_told);
        _told[key] = clock.GetTimestamp();
        return true;
    }

    /// <summary>A look for a delivery has failed. True when it has not succeeded for so long that it is given up.</summary>
    public bool LookedInVain(Guid delivery)
    {
        Clear(_inVain);
        return clock.GetElapsedTime(_inVain.GetOrAdd(delivery, clock.GetTimestamp())) > Patience;
    }

    public void Looked(Guid delivery) => _inVain.TryRemove(delivery, out _);

    private void Clear<TKey>(ConcurrentDictionary<TKey, long> troubles)
        where TKey : notnull
    {
        if (troubles.Count < Many)
        {
            return;
        }

        foreach (var (key, at) in troubles)
        {
            _ = clock.GetElapsedTime(at) > Over && troubles.TryRemove(key, out _);
        }
    }
}
