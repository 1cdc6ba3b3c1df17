using ChatPlatform.Domain.Common;

namespace ChatPlatform.Application.Conversations.Contracts;

/// <summary>Something a person said in a channel, to be answered by a task.</summary>
/// <param name="ClientId">The client that owns the channel's conversations.</param>
/// <param name="UserId">The person.</param>
/// <param name="Channel"><c>kakao</c>, <c>slack</c>.</param>
/// <param name="ChannelId">The place within it, ≤ 100 characters; null where there is none.</param>
/// <param name="Text">1–32,000 characters.</param>
/// <param name="Idle">A conversation in which nothing was said for this long is over: a new one begins.</param>
/// <param name="PersonName">For the prompt of a new conversation; null when unknown.</param>
/// <param name="PersonSummary">What is remembered of the person, for the prompt of a new conversation; null when nothing is.</param>
public sealed record ChannelQuestion(
    ClientId ClientId, UserId UserId, string Channel, string? ChannelId, string Text, TimeSpan Idle, string? PersonName, string? PersonSummary)
{
    /// <summary>
    /// The thread within the place that is one conversation, whoever asks in it and however long it was silent, ≤ 40 characters. Null: the
    /// person's newest conversation in the channel (with <see cref="RobeingId"/>: in this place of it), until it is idle for too long.
    /// </summary>
    public string? Thread { get; init; }

    /// <summary>Who answers in a new conversation; null for nobody in particular.</summary>
    public string? RobeingId { get; init; }

    /// <summary>For the log: the kind of place, as the channel calls it, ≤ 40 characters.</summary>
    public string? ChannelType { get; init; }

    /// <summary>For the log: the person, as Slack knows them, ≤ 40 characters.</summary>
    public string? SlackUserId { get; init; }

    /// <summary>For the log: the thread that the answer goes into, ≤ 40 characters.</summary>
    public string? ThreadTs { get; init; }
}

/// <summary>Where the question and its answer are.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="AnswerId">The answer that is awaited: the subject of a task of the kind <see cref="IQuestions.AnswerTask"/>.</param>
public sealed record AwaitedAnswer(Guid ConversationId, Guid AnswerId);

/// <summary>How channels put questions into conversations.</summary>
public interface IQuestions
{
    /// <summary>The kind of the task that answers.</summary>
    const string AnswerTask = "answer";

    /// <summary>Characters of a question.</summary>
    const int TextMaxLength = 32_000;

    /// <summary>
    /// Adds the question and its awaited answer to the person's conversation, to the unit of work of this scope; one query. Two at once:
    /// one commit fails on a unique index, repeat it in a new scope.
    /// </summary>
    Task<AwaitedAnswer> AddAsync(ChannelQuestion question, CancellationToken cancellationToken);

    /// <summary>Whether a thread is a conversation already, and none of a robeing that speaks there for somebody else. One query.</summary>
    /// <param name="client">The client that owns the channel's conversations.</param>
    /// <param name="channel">Such as <c>slack</c>.</param>
    /// <param name="channelId">The place within it.</param>
    /// <param name="thread">The thread within the place.</param>
    /// <param name="others">Ids of robeings whose threads do not count.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    Task<bool> IsThreadAsync(
        ClientId client, string channel, string channelId, string thread, IReadOnlyCollection<string> others, CancellationToken cancellationToken);

    /// <summary>The text and time of the newest question in the person's running conversation; null when there is none. One query.</summary>
    Task<NewestQuestion?> FindNewestAsync(ClientId client, UserId user, string channel, CancellationToken cancellationToken);
}

/// <param name="AnswerId">The answer that belongs to it.</param>
public sealed record NewestQuestion(string Text, DateTimeOffset AskedAt, Guid AnswerId);

/// <summary>An answer as channels show it.</summary>
/// <param name="AnswerId">Its message.</param>
/// <param name="ConversationId">Its conversation.</param>
/// <param name="Question">What was asked.</param>
/// <param name="Text">Complete, or as far as it got.</param>
/// <param name="Status">Of the message, in snake_case.</param>
/// <param name="MaskedQuestion">The same without what identifies a person.</param>
public sealed record AnswerText(Guid AnswerId, Guid ConversationId, string Question, string Text, string Status, string MaskedQuestion);

public interface IAnswerTexts
{
    /// <summary>By the messages' ids; what no longer exists is missing. One query.</summary>
    Task<IReadOnlyDictionary<Guid, AnswerText>> ReadAsync(IReadOnlyCollection<Guid> answers, CancellationToken cancellationToken);
}
