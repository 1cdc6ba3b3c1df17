using System.Collections.Concurrent;
using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;

namespace ChatPlatform.Application.Conversations;

/// <summary>The turns this process is working on.</summary>
public sealed class RunningTurns(ThisNode node)
{
    /// <summary>More than this at once on one node is turned away with 503, so that a slow model cannot eat the memory.</summary>
    public const int Max = 2_000;

    private readonly ConcurrentDictionary<MessageId, TurnFeed> _turns = new();
    private readonly ConcurrentDictionary<MessageId, bool> _beginning = new();

    /// <summary>This process, for the rows it writes.</summary>
    public NodeId Node => node.Id;

    public int Count => _turns.Count;

    /// <summary>True once the process is going down: no new turn may begin.</summary>
    public bool IsStopping { get; private set; }

    public IEnumerable<TurnFeed> All => _turns.Values;

    public TurnFeed? Find(MessageId answer) => _turns.GetValueOrDefault(answer);

    /// <summary>False for a turn that the database lays to us and that nobody here works on: a begin whose outcome we never heard.</summary>
    public bool Knows(MessageId answer) => _beginning.ContainsKey(answer) || _turns.ContainsKey(answer); // in the order a turn passes through them

    public void Beginning(MessageId answer) => _beginning[answer] = true;

    public void Begun(MessageId answer) => _beginning.TryRemove(answer, out _);

    public void Add(TurnFeed stream) => _turns[stream.Turn.AnswerId] = stream;

    public void Remove(TurnFeed stream) => _turns.TryRemove(stream.Turn.AnswerId, out _);

    public void StopAccepting() => IsStopping = true;
}
