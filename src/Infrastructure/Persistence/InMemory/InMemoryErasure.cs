using ChatPlatform.Application.Users;
using ChatPlatform.Application.Users.Contracts;

namespace ChatPlatform.Infrastructure.Persistence.InMemory;

/// <summary>No turn is written meanwhile, and what is removed goes with the one save at the end of the work.</summary>
internal sealed class InMemoryErasure(InMemoryTurnStore turns) : IErasureTransaction
{
    public Task<bool> RunAsync(Func<CancellationToken, Task<bool>> work, CancellationToken cancellationToken) =>
        turns.AloneAsync(_ => work(cancellationToken));

    public Task PrepareAsync(PersonToErase person, ErasureStage stage, CancellationToken cancellationToken) => Task.CompletedTask;
}
