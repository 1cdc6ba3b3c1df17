using System.Collections.Concurrent;

namespace ChatPlatform.Infrastructure.Common;

/// <summary>
/// Keeps in memory what was read from the database. Callers that miss together share one read. An entry is there before its read begins
/// and what is forgotten is taken out, so a read that was under way during a change can never leave an old value behind.
/// </summary>
/// <param name="read">Reads the value; what it throws reaches those who wait, and the next caller reads anew.</param>
/// <param name="maxEntries">Keys come from callers, so unknown ones take room too; beyond this everything is dropped and read again.</param>
/// <param name="clock">For the age of entries.</param>
internal sealed class SharedCache<TKey, TValue>(Func<TKey, CancellationToken, Task<TValue>> read, int maxEntries, TimeProvider clock)
    where TKey : notnull
{
    /// <summary>The read is shared, so no caller's own token may end it.</summary>
    private static readonly TimeSpan ReadLimit = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<TKey, Entry> _entries = new();

    public int Count => _entries.Count;

    /// <param name="key">Of the value.</param>
    /// <param name="maxAge">What was read longer ago is read again.</param>
    /// <param name="isHit">False when the caller must wait for a read.</param>
    public Task<TValue> GetAsync(TKey key, TimeSpan maxAge, out bool isHit)
    {
        while (true)
        {
            if (_entries.TryGetValue(key, out var found) && clock.GetElapsedTime(found.Began) < maxAge && !found.HasFailed)
            {
                isHit = found.IsRead;
                return found.Value.Value;
            }

            if (found is null && _entries.Count >= maxEntries)
            {
                _entries.Clear();
            }

            var entry = new Entry(clock.GetTimestamp(), new Lazy<Task<TValue>>(() => ReadAsync(key)));
            if (found is null ? _entries.TryAdd(key, entry) : _entries.TryUpdate(key, entry, found))
            {
                isHit = false;
                return entry.Value.Value;
            }
        }
    }

    public void Forget(TKey key) => _entries.TryRemove(key, out _);

    public void ForgetAll() => _entries.Clear();

    private async Task<TValue> ReadAsync(TKey key)
    {
        using var limit = new CancellationTokenSource(ReadLimit, clock);
        try
        {
            return await read(key, limit.Token);
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested)
        {
            throw new TimeoutException("The database did not answer in time.", e);
        }
    }

    private sealed class Entry(long began, Lazy<Task<TValue>> value)
    {
        public long Began { get; } = began;

        public Lazy<Task<TValue>> Value { get; } = value;

        public bool IsRead => Value is { IsValueCreated: true, Value.IsCompletedSuccessfully: true };

        public bool HasFailed => Value is { IsValueCreated: true, Value: { IsCompleted: true, IsCompletedSuccessfully: false } };
    }
}
