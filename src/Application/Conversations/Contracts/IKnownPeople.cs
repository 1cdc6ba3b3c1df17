using ChatPlatform.Domain.Common;

namespace ChatPlatform.Application.Conversations.Contracts;

/// <summary>What conversations know of their people.</summary>
public interface IKnownPeople
{
    /// <summary>
    /// Takes what is remembered of a person out of their conversations, in the unit of work of this scope: answers that are still to be made
    /// go without it. One query.
    /// </summary>
    Task ForgetSummaryAsync(ClientId client, UserId user, CancellationToken cancellationToken);

    /// <summary>
    /// The client in whose sessions or log somebody appears under this id: the preferred one if it is among them, else the one they talked
    /// to last. Null when nowhere. At most two queries.
    /// </summary>
    Task<ClientId?> FindClientAsync(UserId user, ClientId preferred, CancellationToken cancellationToken);
}
