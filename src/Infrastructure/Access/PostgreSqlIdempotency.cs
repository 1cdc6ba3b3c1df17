using ChatPlatform.Application.Access;
using ChatPlatform.Application.Access.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ChatPlatform.Infrastructure.Access;

/// <summary>The row and the creation share a transaction; who comes second waits on the primary key until the first has ended.</summary>
internal sealed class PostgreSqlIdempotency(AppDbContext db, UnitOfWork unitOfWork, TimeProvider clock) : IIdempotencyStore
{
    public async Task<Result<IdempotentOutcome>> RunAsync(
        ClientId client, string key, string requestHash, Func<Task<RememberedResponse>> run, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        try
        {
            if (await TakeAsync(client, key, requestHash, cancellationToken) == 0)
            {
                return await RecallAsync(client, key, requestHash, cancellationToken);
            }
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return IdempotencyErrors.Running;
        }

        var response = await run();
        if (response.Status is >= 200 and < 300)
        {
            await RememberAsync(client, key, response, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            await unitOfWork.CommittedAsync();
        }

        return new IdempotentOutcome(response, Replayed: false);
    }

    // the time-out is for this insert alone: the statements of the creation itself keep the server's
    private Task<int> TakeAsync(ClientId client, string key, string requestHash, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            SET LOCAL lock_timeout = '1s';
            INSERT INTO idempotency_key (client_id, key, request_hash, created_at)
            VALUES ({client.Value}, {key}, {requestHash}, {clock.Now()})
            ON CONFLICT (client_id, key) DO NOTHING;
            SET LOCAL lock_timeout TO DEFAULT
            """,
            cancellationToken);

    private async Task<Result<IdempotentOutcome>> RecallAsync(
        ClientId client, string key, string requestHash, CancellationToken cancellationToken)
    {
        var row = await db.IdempotencyKeys.AsNoTracking()
            .SingleOrDefaultAsync(i => i.ClientId == client && i.Key == key, cancellationToken);
        return row is null
            ? IdempotencyErrors.Running // cleaned away between the two statements: the client's next try finds it free
            : Replay.Of(row, requestHash);
    }

    private Task<int> RememberAsync(ClientId client, string key, RememberedResponse response, CancellationToken cancellationToken) =>
        db.IdempotencyKeys.Where(i => i.ClientId == client && i.Key == key).ExecuteUpdateAsync(
            row => row
                .SetProperty(i => i.ResponseStatus, response.Status)
                .SetProperty(i => i.ResponseBody, response.Body)
                .SetProperty(i => i.ResponseContentType, response.ContentType)
                .SetProperty(i => i.ResponseLocation, response.Location),
            cancellationToken);
}

internal static class Replay
{
    public static Result<IdempotentOutcome> Of(IdempotencyKey row, string requestHash) =>
        row.RequestHash != requestHash || row.ResponseStatus is not { } status
            ? IdempotencyErrors.Mismatch
            : new IdempotentOutcome(
                new RememberedResponse(status, row.ResponseBody ?? "", row.ResponseContentType, row.ResponseLocation), Replayed: true);
}
