using System.Collections.Concurrent;
using ChatPlatform.Application.Access;
using ChatPlatform.Application.Access.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Infrastructure.Access;

/// <summary>For the in-memory provider, which has neither transactions nor other processes.</summary>
internal sealed class InMemoryIdempotency(AppDbContext db, RunningKeys running, TimeProvider clock) : IIdempotencyStore
{
    public async Task<Result<IdempotentOutcome>> RunAsync(
        ClientId client, string key, string requestHash, Func<Task<RememberedResponse>> run, CancellationToken cancellationToken)
    {
        if (!running.TryTake(client, key))
        {
            return IdempotencyErrors.Running;
        }

        try
        {
            var row = await db.IdempotencyKeys.AsNoTracking()
                .SingleOrDefaultAsync(i => i.ClientId == client && i.Key == key, cancellationToken);
            if (row is not null)
            {
                return Replay.Of(row, requestHash);
            }

            var response = await run();
            if (response.Status is >= 200 and < 300)
            {
                db.IdempotencyKeys.Add(new IdempotencyKey(client, key, requestHash, clock.Now())
                {
                    ResponseStatus = response.Status,
                    ResponseBody = response.Body,
                    ResponseContentType = response.ContentType,
                    ResponseLocation = response.Location,
                });
                await db.SaveChangesAsync(cancellationToken);
            }

            return new IdempotentOutcome(response, Replayed: false);
        }
        finally
        {
            running.Release(client, key);
        }
    }
}

/// <summary>The idempotency keys whose first request is running in this process.</summary>
internal sealed class RunningKeys
{
    private readonly ConcurrentDictionary<(ClientId Client, string Key), byte> _keys = new();

    public bool TryTake(ClientId client, string key) => _keys.TryAdd((client, key), 0);

    public void Release(ClientId client, string key) => _keys.TryRemove((client, key), out _);
}
