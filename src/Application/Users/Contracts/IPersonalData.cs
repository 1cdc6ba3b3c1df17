using ChatPlatform.Domain.Common;

namespace ChatPlatform.Application.Users.Contracts;

/// <summary>Whose data is erased: a client's person, with or without a row in <c>appuser</c>.</summary>
public sealed record PersonToErase(ClientId ClientId, UserId UserId)
{
    /// <summary>Stands for the person in what is kept of the erasure.</summary>
    public string Pseudonym => Domain.Common.Pseudonym.Of(UserId.Value);
}

/// <summary>The parts of an erasure, in this order, all in one transaction.</summary>
public enum ErasureStage
{
    /// <summary>The many rows that nobody writes any more. It may take seconds: touch nothing that running work may want to write.</summary>
    Settled,

    /// <summary>All that is left. Everybody who could add more waits meanwhile, so it must be quick.</summary>
    Rest,

    /// <summary>Where the person is spoken of beside their data. Only when something was held.</summary>
    Mentions,
}

/// <summary>
/// What one module holds of a person. Every module that does implements it, for each provider; <c>EraseUserTests</c> fails for a table
/// with a <c>user_id</c> that nobody erases.
/// </summary>
public interface IPersonalData
{
    /// <summary>Lower ones go first: rows that point at others' before those.</summary>
    int Rank { get; }

    /// <summary>
    /// Erases in the transaction of this scope with a number of statements that does not depend on the number of rows. In memory it takes
    /// effect with the next save.
    /// </summary>
    /// <returns>How many by kind, in snake_case, zero included.</returns>
    Task<IReadOnlyDictionary<string, int>> EraseAsync(PersonToErase person, ErasureStage stage, CancellationToken cancellationToken);

    /// <summary>After the commit, on the instance that erased, beside those of the other modules. What it throws is logged.</summary>
    Task ErasedAsync(PersonToErase person, CancellationToken cancellationToken) => Task.CompletedTask;
}
