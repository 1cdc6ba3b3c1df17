namespace ChatPlatform.SlackSimulator;

/// <summary>The channels of the workspace that the bot is in, and what was written there.</summary>
public sealed class Channels
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<ChannelMessage>> _messages = [];

    /// <summary>A channel that is not open is not found.</summary>
    public void Open(string channel)
    {
        lock (_lock)
        {
            _messages.TryAdd(channel, []);
        }
    }

    public bool Has(string channel)
    {
        lock (_lock)
        {
            return _messages.ContainsKey(channel);
        }
    }

    public void Add(ChannelMessage message)
    {
        lock (_lock)
        {
            _messages[message.Channel].Add(message);
        }
    }

    /// <summary>The message that began the thread and its replies, oldest first; of a reply, that reply alone. Empty when there is none.</summary>
    public IReadOnlyList<ChannelMessage> Thread(string channel, string ts)
    {
        lock (_lock)
        {
            var found = _messages[channel].Where(m => m.Root == ts).OrderBy(m => m.Ts, StringComparer.Ordinal).ToList();
            return found.Count > 0 ? found : [.. _messages[channel].Where(m => m.Ts == ts)];
        }
    }

    public IReadOnlyList<ChannelMessage> Messages(string channel)
    {
        lock (_lock)
        {
            return [.. _messages[channel]];
        }
    }
}
