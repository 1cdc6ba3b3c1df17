using ChatPlatform.Domain.Common;

namespace ChatPlatform.Domain.Conversations;

/// <summary>Where a conversation takes place.</summary>
/// <param name="Channel"><c>api</c>, <c>web</c>, <c>kakao</c>, <c>slack</c> …</param>
/// <param name="ChannelId">The place within the channel: a Slack channel, a room; null where there is none.</param>
/// <param name="Thread">What sets it apart from others in the same place, ≤ 40 characters; null where a person has one at a time.</param>
public sealed record ConversationPlace(string Channel, string? ChannelId = null, string? Thread = null)
{
    public const int MaxLength = 100;
    public const int ThreadMaxLength = 40;

    public static readonly ConversationPlace Api = new("api");
}

/// <summary>A session began.</summary>
public sealed record ConversationStarted(ConversationId Id, ClientId ClientId, UserId UserId, string Channel) : IDomainEvent;

/// <summary>A session is gone, and its messages with it.</summary>
public sealed record ConversationDeleted(ConversationId Id, ClientId ClientId, UserId UserId, int Messages) : IDomainEvent;

/// <summary>A session: one person's talk with the AI. Its messages are numbered 1, 2, 3 … in the order they were said.</summary>
public sealed class Conversation : AggregateRoot
{
    public const int NameMaxLength = 100;
    public const int TitleMaxLength = 80;
    public const int JsonMaxLength = 16_000;

    private Conversation(ConversationId id, ClientId clientId, UserId userId, DateTimeOffset createdAt) =>
        (Id, ClientId, UserId, CreatedAt, LastAccessed) = (id, clientId, userId, createdAt, createdAt);

    public ConversationId Id { get; }

    /// <summary>Only this client's keys see the conversation.</summary>
    public ClientId ClientId { get; }

    public UserId UserId { get; private set; }

    public string Channel { get; private set; } = ConversationPlace.Api.Channel;

    public string? ChannelId { get; private set; }

    /// <summary>A conversation of its own within the place, in which several people may ask; unique there. Null where a person has one at a time.</summary>
    public string? Thread { get; private set; }

    public string? RobeingId { get; private set; }

    public string? PromptName { get; private set; }

    /// <summary>A JSON object of text values that fill the prompt's variables.</summary>
    public string Variables { get; private set; } = "{}";

    /// <summary>A JSON object of the caller's own.</summary>
    public string Metadata { get; private set; } = "{}";

    /// <summary>The start of the first question; null before it.</summary>
    public string? Title { get; private set; }

    /// <summary>The position of the newest message; grows for ever, also when messages are cleared.</summary>
    public int MessageCount { get; private set; }

    public DateTimeOffset CreatedAt { get; }

    public DateTimeOffset LastAccessed { get; private set; }

    public static Conversation Start(ClientId client, UserId user, ConversationPlace place, DateTimeOffset now)
    {
        var conversation = new Conversation(ConversationId.New(now), client, user, now)
        {
            Channel = place.Channel,
            ChannelId = place.ChannelId,
            Thread = place.Thread,
        };
        conversation.Raise(new ConversationStarted(conversation.Id, client, user, place.Channel));
        return conversation;
    }

    /// <summary>Chooses who answers, and what fills the prompt.</summary>
    public Conversation With(string? robeingId, string? promptName, string variables, string metadata)
    {
        (RobeingId, PromptName, Variables, Metadata) = (robeingId, promptName, variables, metadata);
        return this;
    }

    /// <summary>What is known of the person, as variables of the prompt.</summary>
    public void Know(string variables) => Variables = variables;

    /// <summary>Adds a question and the answer that awaits it.</summary>
    public (Message Question, Message Answer) Ask(MessageId questionId, MessageId answerId, string text, DateTimeOffset now)
    {
        var question = Message.Asked(questionId, Id, ++MessageCount, text, now);
        var answer = Message.Awaited(answerId, Id, ++MessageCount, now);
        Title ??= CutText.To(text, TitleMaxLength);
        LastAccessed = now;
        return (question, answer);
    }

    /// <summary>Forgets what was said; the numbering goes on.</summary>
    public void Clear(DateTimeOffset now) => (Title, LastAccessed) = (null, now);

    /// <summary>Its person was erased, and others talk in it: it goes on without whatever was known of that person.</summary>
    public void LeaveToOthers() => (UserId, Title, Variables, Metadata) = (UserId.Guest, null, "{}", "{}");

    /// <summary>Somebody else who asked here is erased: forgets its title, where they gave it, and what was known of whoever asked last.</summary>
    public void ForgetWhoAsked(string question) =>
        (Title, Variables) = (Title is not null && question.StartsWith(Title, StringComparison.Ordinal) ? null : Title, "{}");

    /// <summary>Says goodbye; whoever calls this removes it.</summary>
    /// <param name="messages">How many messages go with it.</param>
    public void Delete(int messages) => Raise(new ConversationDeleted(Id, ClientId, UserId, messages));
}
