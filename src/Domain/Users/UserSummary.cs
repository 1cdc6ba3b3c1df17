using ChatPlatform.Domain.Common;

namespace ChatPlatform.Domain.Users;

/// <summary>
/// What is remembered of a person, and up to where their conversations are in it. Each person has one, empty at first, so that erasing
/// and writing meet in one row: whoever read it before an erasure finds its <see cref="Version"/> changed and writes nothing.
/// </summary>
public sealed class UserSummary
{
    public const int TextMaxLength = 2_000;
    public const int ModelMaxLength = 200;

    private UserSummary(AppUserId appUserId) => AppUserId = appUserId;

    public AppUserId AppUserId { get; }

    /// <summary>Null when nothing is remembered.</summary>
    public string? Text { get; private set; }

    /// <summary>The newest conversation that was considered; earlier ones are not looked at again.</summary>
    public Guid? ConversationId { get; private set; }

    /// <summary>Its messages up to this position were considered.</summary>
    public int MessageCount { get; private set; }

    /// <summary>The newest conversation of which a summary was asked for.</summary>
    public Guid? RequestedConversationId { get; private set; }

    /// <summary>… up to this position.</summary>
    public int RequestedCount { get; private set; }

    /// <summary>Who wrote the text; null when a person did.</summary>
    public string? Model { get; private set; }

    public DateTimeOffset? UpdatedAt { get; private set; }

    /// <summary>True since a person wrote or corrected it: what they said is kept when more is added.</summary>
    public bool EditedByPerson { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; }

    public static UserSummary Empty(AppUserId user) => new(user);

    /// <summary>How many messages of a conversation were considered. Ids of conversations are ordered by the time at which they began.</summary>
    public int ConsideredOf(Guid conversation) => UpTo(ConversationId, MessageCount, conversation);

    /// <summary>How many messages of a conversation were considered, or soon will be.</summary>
    public int RequestedOf(Guid conversation) =>
        Math.Max(ConsideredOf(conversation), UpTo(RequestedConversationId, RequestedCount, conversation));

    /// <summary>Notes that a summary up to here is on its way; false when it was noted before.</summary>
    public bool Request(Guid conversation, int messageCount)
    {
        if (RequestedOf(conversation) >= messageCount)
        {
            return false;
        }

        (RequestedConversationId, RequestedCount) = (conversation, messageCount);
        return true;
    }

    /// <param name="text">Null when the conversation held nothing to remember.</param>
    public void Summarise(string? text, Guid conversation, int messageCount, string model, DateTimeOffset now)
    {
        (Text, ConversationId, MessageCount, Version) = (Fit(text) ?? Text, conversation, messageCount, Version + 1);
        if (text is not null)
        {
            (Model, UpdatedAt) = (model, now);
        }
    }

    public void Edit(string text, DateTimeOffset now) =>
        (Text, Model, UpdatedAt, EditedByPerson, Version) = (Fit(text), null, now, true, Version + 1);

    /// <summary>Forgets it, and all that was said until now: neither comes back.</summary>
    /// <param name="newest">The person's newest conversation; null when they have none.</param>
    /// <param name="messageCount">Its messages so far.</param>
    /// <param name="now">The time.</param>
    public void Erase(Guid? newest, int messageCount, DateTimeOffset now)
    {
        (Text, Model, UpdatedAt, EditedByPerson, Version) = (null, null, now, false, Version + 1);
        if (newest is { } conversation && ConsideredOf(conversation) < messageCount)
        {
            (ConversationId, MessageCount) = (conversation, messageCount);
        }
    }

    private static int UpTo(Guid? newest, int count, Guid conversation) => newest is not { } known || conversation.CompareTo(known) > 0 ? 0
        : conversation == known ? count
        : int.MaxValue;

    /// <summary>Cut at the end of a line or sentence, where there is one in the last half.</summary>
    private static string? Fit(string? text)
    {
        if (text is null || text.Length <= TextMaxLength)
        {
            return text;
        }

        var end = text.AsSpan(0, TextMaxLength).LastIndexOfAny(".\n!?") + 1;
        end = end > TextMaxLength / 2 ? end : CutText.EndWithin(text, TextMaxLength);
        return text[..end].TrimEnd();
    }
}
