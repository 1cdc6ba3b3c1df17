using ChatPlatform.Application.Robeings;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Robeings;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Infrastructure.Persistence.InMemory;

/// <summary>One writer of robeings at a time.</summary>
internal sealed class RobeingGate : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>False when others did not end in time.</summary>
    public Task<bool> EnterAsync(CancellationToken cancellationToken) => _one.WaitAsync(IRobeingRows.Patience, cancellationToken);

    public void Leave() => _one.Release();

    public void Dispose() => _one.Dispose();
}

internal sealed class InMemoryRobeingRows(AppDbContext db, UnitOfWork unitOfWork, RobeingGate gate) : IRobeingRows
{
    public async Task<bool> TryAddAsync(Robeing robeing, CancellationToken cancellationToken)
    {
        var added = await InGateAsync<bool>(
            async () =>
            {
                if (await db.Robeings.AnyAsync(r => r.Id == robeing.Id, cancellationToken))
                {
                    return false;
                }

                db.Robeings.Add(robeing);
                await unitOfWork.SaveChangesAsync(cancellationToken);
                return true;
            },
            cancellationToken);
        return added.IsSuccess ? added.Value : throw new TimeoutException(added.Error.Message);
    }

    public Task<Result<T>> ChangeAsync<T>(
        IReadOnlyCollection<RobeingId> ids, Func<IReadOnlyList<Robeing>, Task<Result<T>>> change, CancellationToken cancellationToken) =>
        InGateAsync(
            async () =>
            {
                var result = await change(await db.ReadAnewAsync(ids, cancellationToken));
                if (result.IsSuccess)
                {
                    await unitOfWork.SaveChangesAsync(cancellationToken);
                }

                return result;
            },
            cancellationToken);

    private async Task<Result<T>> InGateAsync<T>(Func<Task<Result<T>>> work, CancellationToken cancellationToken)
    {
        if (!await gate.EnterAsync(cancellationToken))
        {
            return RobeingErrors.Busy;
        }

        try
        {
            return await work();
        }
        finally
        {
            gate.Leave();
        }
    }
}
