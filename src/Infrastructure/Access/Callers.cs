using System.Collections.Concurrent;
using ChatPlatform.Application.Access;
using ChatPlatform.Domain.Access;
using ChatPlatform.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.Infrastructure.Access;

internal sealed class Callers(IServiceScopeFactory scopes, TimeProvider clock) : ICallers
{
    /// <summary>Some 3 MB. A flood of made-up keys empties the cache once for every 10,000 of them, which costs each real key one query.</summary>
    private const int Capacity = 10_000;

    private static readonly TimeSpan KnownFor = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan UnknownFor = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<(CredentialKind Kind, string Hash), Entry> _entries = new();
    private readonly ConcurrentDictionary<ApiKeyId, DateTimeOffset> _lastUsed = new();

    public ValueTask<Caller?> FindAsync(CredentialKind kind, Secret secret, CancellationToken cancellationToken)
    {
        if (secret.Value.Length > Secret.MaxLength)
        {
            return ValueTask.FromResult<Caller?>(null);
        }

        var now = clock.Now();
        var lookup = LookupOf((kind, secret.Hash()), now);
        return lookup.IsCompletedSuccessfully
            ? ValueTask.FromResult(Unexpired(lookup.GetAwaiter().GetResult(), now))
            : WaitAsync(lookup, now, cancellationToken);
    }

    public void Forget() => _entries.Clear();

    /// <summary>The keys used since the last call, and when; a use is noted when the key is looked up, that is every 5 s.</summary>
    public IReadOnlyDictionary<ApiKeyId, DateTimeOffset> TakeLastUsed()
    {
        var taken = new Dictionary<ApiKeyId, DateTimeOffset>();
        foreach (var key in _lastUsed.Keys)
        {
            if (_lastUsed.TryRemove(key, out var at))
            {
                taken[key] = at;
            }
        }

        return taken;
    }

    private static async ValueTask<Caller?> WaitAsync(Task<Caller?> lookup, DateTimeOffset now, CancellationToken cancellationToken) =>
        Unexpired(await lookup.WaitAsync(cancellationToken), now);

    private static Caller? Unexpired(Caller? caller, DateTimeOffset now) => caller?.ExpiresAt <= now ? null : caller;

    // One lookup for all who wait for the same key. It starts only when its entry is in place, so that Forget, which follows a commit,
    // removes every lookup that may have missed that commit.
    private Task<Caller?> LookupOf((CredentialKind Kind, string Hash) key, DateTimeOffset now)
    {
        Entry? fresh = null;
        while (true)
        {
            if (_entries.TryGetValue(key, out var entry))
            {
                if (entry.IsFresh(now))
                {
                    return entry.Lookup.Value;
                }

                fresh ??= new Entry(now, () => LoadAsync(key.Kind, key.Hash));
                if (_entries.TryUpdate(key, fresh, entry))
                {
                    return fresh.Lookup.Value;
                }
            }
            else
            {
                fresh ??= new Entry(now, () => LoadAsync(key.Kind, key.Hash));
                if (_entries.Count >= Capacity)
                {
                    _entries.Clear();
                }

                if (_entries.TryAdd(key, fresh))
                {
                    return fresh.Lookup.Value;
                }
            }
        }
    }

    private async Task<Caller?> LoadAsync(CredentialKind kind, string hash)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IAccessDb>();
        var caller = kind == CredentialKind.Key ? await KeyAsync(db, hash) : await SessionAsync(db, hash);
        if (caller is not null)
        {
            _lastUsed[caller.KeyId] = clock.Now();
        }

        return caller;
    }

    private static Task<Caller?> KeyAsync(IAccessDb db, string hash) => db.ApiKeys
        .Where(k => k.Hash == hash && k.RevokedAt == null)
        .Select(k => new Caller(k.Id, k.ClientId, k.Name, ScopeText.Split(k.Scopes), k.ExpiresAt, k.RateLimitPerMinute, null))
        .SingleOrDefaultAsync();

    // a session never outlives its key's expiry, so its own is enough; a revocation of the key ends it too
    private static Task<Caller?> SessionAsync(IAccessDb db, string hash) => (
        from session in db.ConsoleSessions
        join key in db.ApiKeys on session.ApiKeyId equals key.Id
        where session.Hash == hash && key.RevokedAt == null
        select new Caller(
            key.Id, key.ClientId, key.Name, ScopeText.Split(key.Scopes), session.ExpiresAt, key.RateLimitPerMinute, session.Hash))
        .SingleOrDefaultAsync();

    private sealed class Entry(DateTimeOffset startedAt, Func<Task<Caller?>> load)
    {
        public Lazy<Task<Caller?>> Lookup { get; } = new(load);

        // counted from before the query, so that the 5 s hold for what the query may have just missed
        public bool IsFresh(DateTimeOffset now)
        {
            if (!Lookup.IsValueCreated || !Lookup.Value.IsCompleted)
            {
                return now - startedAt < KnownFor;
            }

            return Lookup.Value.IsCompletedSuccessfully
                && now - startedAt < (Lookup.Value.GetAwaiter().GetResult() is null ? UnknownFor : KnownFor);
        }
    }
}
