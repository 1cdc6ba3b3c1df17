using System.Collections.Concurrent;

namespace ChatPlatform.Application.Tasks;

/// <summary>The attempts that run on this node, by their tokens. A stop for one that has just ended is not heard.</summary>
internal sealed class RunningAttempts
{
    private readonly ConcurrentDictionary<Guid, Attempt> _running = new();

    public int Count => _running.Count;

    public bool IsEmpty => _running.IsEmpty;

    /// <summary>Whose leases are to be renewed.</summary>
    public HeldTask[] Held => [.. _running.Values.Select(a => a.Held)];

    /// <summary>Says when the attempt is to stop.</summary>
    public CancellationToken Add(ClaimedTask task)
    {
        var attempt = new Attempt(task);
        _running[task.Token] = attempt;
        return attempt.Stopping;
    }

    public void Remove(Guid token)
    {
        if (_running.TryRemove(token, out var attempt))
        {
            attempt.Dispose();
        }
    }

    public void Stop(Guid token) => _running.GetValueOrDefault(token)?.Stop();

    public void StopAll()
    {
        foreach (var attempt in _running.Values)
        {
            attempt.Stop();
        }
    }

    private sealed class Attempt(ClaimedTask task) : IDisposable
    {
        private readonly CancellationTokenSource _stop = new();

        public HeldTask Held { get; } = new(task.Id, task.Token);

        public CancellationToken Stopping => _stop.Token;

        public void Stop()
        {
            try
            {
                _stop.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // it has just ended by itself
            }
        }

        public void Dispose() => _stop.Dispose();
    }
}
