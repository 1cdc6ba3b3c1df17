using ChatPlatform.Domain.Common;

namespace ChatPlatform.Application.Users.Contracts;

/// <summary>What was erased.</summary>
/// <param name="UserId">Who was meant; the receipt is the only thing that still names them.</param>
/// <param name="Erased">How many by kind, in snake_case, zero included: <c>identities</c>, <c>names</c>, <c>conversations</c>, <c>messages</c> …</param>
/// <param name="At">When it was committed, UTC.</param>
public sealed record ErasureReceipt(string UserId, IReadOnlyDictionary<string, int> Erased, DateTimeOffset At);

/// <summary>Erases people; for this module's endpoint, and for channels in which people ask for it themselves.</summary>
public interface IErasure
{
    /// <summary>
    /// Removes every trace of a client's person in one transaction of its own; what runs for them is stopped and cannot write any more.
    /// Takes about a second, and some for a hundred thousand messages. Fails with <c>user.not_found</c> when nothing is held, with
    /// <c>user.nobody</c> for <c>guest</c>. Conflicts with the person's running work are tried again for 10 s, then thrown.
    /// </summary>
    Task<Result<ErasureReceipt>> EraseAsync(PersonToErase person, CancellationToken cancellationToken);
}
