using ChatPlatform.Domain.Common;

namespace ChatPlatform.Domain.Insights;

/// <summary>Something that happened and that operators may want to know later. Never changed.</summary>
public sealed class EventLogEntry
{
    public const int KindMaxLength = 60;
    public const int SubjectMaxLength = 200;
    public const int TextMaxLength = 500;
    public const int DetailMaxLength = 4_000;

    private EventLogEntry(
        EventLogEntryId id, DateTimeOffset at, string kind, string subject, UserId? userId, string text, string? detail, NodeId node) =>
        (Id, At, Kind, Subject, UserId, Text, Detail, Node) = (id, at, kind, subject, userId, text, detail, node);

    public EventLogEntryId Id { get; }

    public DateTimeOffset At { get; }

    /// <summary><c>noun.verb_in_past</c>.</summary>
    public string Kind { get; }

    /// <summary>What it happened to, usually an id.</summary>
    public string Subject { get; }

    /// <summary>The person it is about.</summary>
    public UserId? UserId { get; }

    /// <summary>Whose person that is; null for none.</summary>
    public ClientId? ClientId { get; private init; }

    /// <summary>One sentence for people.</summary>
    public string Text { get; }

    /// <summary>A JSON object as text; never a secret, never message text.</summary>
    public string? Detail { get; }

    /// <summary>The process that saw it happen.</summary>
    public NodeId Node { get; }

    /// <summary>Cuts what is too long: an event that is a little short is better than none.</summary>
    /// <param name="detail">A JSON object; one that is too long is replaced, since half of it would be no JSON.</param>
    public static EventLogEntry Of(
        DateTimeOffset at, string kind, string subject, UserId? userId, string text, string? detail, NodeId node, ClientId? clientId = null) => new(
            EventLogEntryId.New(at),
            at,
            OperatorText.Storable(kind, KindMaxLength),
            OperatorText.Storable(subject, SubjectMaxLength),
            userId is { } user ? new UserId(OperatorText.Storable(user.Value, Common.UserId.MaxLength)) : null,
            OperatorText.Masked(text, TextMaxLength),
            detail is { Length: > DetailMaxLength } ? $$"""{"omitted_characters":{{detail.Length}}}""" : detail,
            node)
        {
            ClientId = clientId,
        };
}
