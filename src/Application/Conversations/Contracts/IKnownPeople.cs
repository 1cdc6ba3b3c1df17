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
}
