using ChatPlatform.Application.Conversations.Contracts;
using ChatPlatform.Domain.Tasks;

namespace ChatPlatform.Application.Tasks;

/// <summary>A task as operators see it.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="Kind"><c>answer</c>, <c>user_summary</c> …</param>
/// <param name="Status">pending, processing, completed or failed.</param>
/// <param name="ConversationId">The conversation it answers in; null for other kinds, and when it was deleted.</param>
/// <param name="MessageId">What it is about: for an answer, the answer's message.</param>
/// <param name="Question">What was asked, masked.</param>
/// <param name="Priority">Higher runs first.</param>
/// <param name="Attempts">So far.</param>
/// <param name="NextAttemptAt">While pending.</param>
/// <param name="Deadline">After this no attempt begins.</param>
/// <param name="ErrorCode">Of the newest error.</param>
/// <param name="ErrorDetail">Of the newest error.</param>
/// <param name="Errors">All of them, oldest first: attempt, at, code, message.</param>
/// <param name="TokensUsed">Input and output together.</param>
/// <param name="CreatedAt">When it was added.</param>
/// <param name="StartedAt">The newest attempt.</param>
/// <param name="CompletedAt">When it was completed or failed.</param>
/// <param name="Delivery">The answer's way to the person.</param>
public sealed record AiTaskView(
    Guid TaskId,
    string Kind,
    AiTaskStatus Status,
    Guid? ConversationId,
    Guid MessageId,
    string? Question,
    int Priority,
    int Attempts,
    DateTimeOffset? NextAttemptAt,
    DateTimeOffset Deadline,
    string? ErrorCode,
    string? ErrorDetail,
    IReadOnlyList<AttemptError> Errors,
    int? TokensUsed,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? CompletedAt,
    DeliveryView? Delivery)
{
    /// <param name="texts">What the subjects may be: of another kind of task, a message is not the answer to anything.</param>
    internal static AiTaskView Of(AiTask t, Delivery? d, IReadOnlyDictionary<Guid, AnswerText> texts) =>
        Of(t, d, t.Kind == IQuestions.AnswerTask ? texts.GetValueOrDefault(t.Subject) : null);

    private static AiTaskView Of(AiTask t, Delivery? d, AnswerText? answer) => new(
        t.Id.Value,
        t.Kind,
        t.Status,
        answer?.ConversationId,
        t.Subject,
        answer?.MaskedQuestion,
        t.Priority,
        t.Attempts,
        t.Status == AiTaskStatus.Pending ? t.NextAttemptAt : null,
        t.Deadline,
        t.ErrorCode,
        t.ErrorDetail,
        AttemptEnd.ErrorsOf(t.Errors),
        t.TokensUsed,
        t.CreatedAt,
        t.StartedAt,
        t.CompletedAt,
        d is null ? null : new DeliveryView(d.State, d.Channel, d.Via, d.Attempts, d.Receipt, d.EndedAt));
}

/// <param name="State">pending, delivered, held, uncertain, failed or expired.</param>
/// <param name="Channel"><c>kakao_callback</c>, or <c>none</c> when the person comes for it.</param>
/// <param name="Via"><c>inline</c>, <c>callback</c>, <c>next_utterance</c>, <c>button</c>; null until it left.</param>
/// <param name="Attempts">Times it left us, or nearly did.</param>
/// <param name="Receipt">What the channel said.</param>
/// <param name="EndedAt">When it came to its state.</param>
public sealed record DeliveryView(DeliveryState State, string Channel, string? Via, int Attempts, string? Receipt, DateTimeOffset? EndedAt);
