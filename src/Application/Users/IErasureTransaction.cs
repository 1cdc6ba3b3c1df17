using ChatPlatform.Application.Users.Contracts;

namespace ChatPlatform.Application.Users;

/// <summary>The transaction of an erasure, which each provider has in its own way; of this scope.</summary>
public interface IErasureTransaction
{
    /// <summary>Commits when the work says true, rolls back when it says false or throws. A lock that is not to be had in time surfaces as a conflict.</summary>
    Task<bool> RunAsync(Func<CancellationToken, Task<bool>> work, CancellationToken cancellationToken);

    /// <summary>
    /// Before a stage. Before <see cref="ErasureStage.Rest"/> it takes hold of the person: from then on nobody else writes for them; who
    /// tries waits for the commit and finds nothing.
    /// </summary>
    Task PrepareAsync(PersonToErase person, ErasureStage stage, CancellationToken cancellationToken);
}
