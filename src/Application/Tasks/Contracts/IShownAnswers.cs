namespace ChatPlatform.Application.Tasks.Contracts;

/// <summary>Answers taken to be shown in a response. They count as uncertain until <see cref="IShownAnswers.ConfirmAsync"/>.</summary>
/// <param name="Token">For the confirmation.</param>
/// <param name="Items">The answers, oldest first.</param>
/// <param name="Failed">True when the awaited task failed: the response is its apology.</param>
public sealed record TakenAnswers(Guid Token, IReadOnlyList<ParcelItem> Items, bool Failed);

/// <summary>What the first response to a request carried.</summary>
/// <param name="Item">The answer; null when it was an apology.</param>
public sealed record RepeatedResponse(ParcelItem? Item);

/// <summary>How a response to a person carries answers that no channel has delivered.</summary>
public interface IShownAnswers
{
    /// <summary>
    /// Takes what is held for the person, and the awaited task's answer when its channel has not been used yet; at most three. No other
    /// response and no channel will carry them. Commits by itself; one statement.
    /// </summary>
    /// <param name="recipient">The person.</param>
    /// <param name="awaited">The task this response waited for; null when it waited for none.</param>
    /// <param name="via">How what was held reaches the person: <c>next_utterance</c>, <c>button</c>. What was awaited goes <c>inline</c>.</param>
    /// <param name="cancellationToken">Before the commit only.</param>
    Task<TakenAnswers> TakeAsync(Guid recipient, Guid? awaited, string via, CancellationToken cancellationToken);

    /// <summary>
    /// What the response to the same request carried. Null when none has carried an answer, and from then on none will: of two responses
    /// to one request nobody knows which is seen. At most two statements.
    /// </summary>
    Task<RepeatedResponse?> RepeatAsync(Guid task, CancellationToken cancellationToken);

    /// <summary>
    /// The response that said the answer follows has left: no other response to the request will carry it, and its channel may be used
    /// half a second from now. One statement.
    /// </summary>
    Task ReleaseAsync(Guid task, CancellationToken cancellationToken);

    /// <summary>The newest delivered answer that was too long to be shown whole; null when there is none.</summary>
    Task<TakenAnswers?> TakeRestAsync(Guid recipient, CancellationToken cancellationToken);

    /// <summary>The response has left, whole. Items without an entry in <paramref name="shown"/> did not fit and are held again.</summary>
    Task ConfirmAsync(Guid token, IReadOnlyList<ShownItem> shown, CancellationToken cancellationToken);

    /// <summary>
    /// Takes an answer of which nobody can say whether it arrived, because the person asks for it: no duplicate then. Null when it is not
    /// so, or may be on its way at this moment. Commits by itself; at most two statements.
    /// </summary>
    /// <param name="recipient">The person.</param>
    /// <param name="subject">The task's subject.</param>
    /// <param name="via">How it reaches the person now.</param>
    /// <param name="cancellationToken">Before the commit only.</param>
    Task<TakenAnswers?> TakeUncertainAsync(Guid recipient, Guid subject, string via, CancellationToken cancellationToken);
}
