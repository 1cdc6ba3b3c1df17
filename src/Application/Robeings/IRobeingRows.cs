using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Robeings;

namespace ChatPlatform.Application.Robeings;

/// <summary>Writes robeings so that no two writers lose each other's changes.</summary>
public interface IRobeingRows
{
    /// <summary>
    /// Saves a new robeing with its stats; false, and nothing is kept, when its id is taken. Where the scope has begun a transaction, this is
    /// part of it, and it can go on after a refusal; where it has not, this commits by itself.
    /// </summary>
    Task<bool> TryAddAsync(Robeing robeing, CancellationToken cancellationToken);

    /// <summary>
    /// Takes robeings so that others who want one of them wait, lets <paramref name="change"/> work on them, and saves what it did when it
    /// succeeds. Where the scope has begun a transaction, all of that is part of it, others wait until it ends, and commit and events are
    /// its owner's (<c>UnitOfWork.CommittedAsync</c>). Otherwise the changes are committed here, once, and the events are told after that.
    /// Fails with <c>robeing.busy</c> (503) when others do not end within <see cref="Patience"/>; a transaction is then lost.
    /// </summary>
    /// <param name="ids">Any number; unknown ones are left out.</param>
    /// <param name="change">Gets those that exist, in the order of their ids, with stats and achievements as they are now.</param>
    /// <param name="cancellationToken">Ends the waiting and the statements.</param>
    Task<Result<T>> ChangeAsync<T>(
        IReadOnlyCollection<RobeingId> ids, Func<IReadOnlyList<Robeing>, Task<Result<T>>> change, CancellationToken cancellationToken);

    /// <summary>How long one waits for others.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
}
