using ChatPlatform.Domain.Common;

namespace ChatPlatform.Domain.Access;

/// <summary>Who did what to what, and from where. Written with the change it speaks of; never changed.</summary>
public sealed class AuditEvent
{
    public const int ActorMaxLength = 100;
    public const int ActionMaxLength = 100;
    public const int SubjectMaxLength = 200;
    public const int RemoteAddressMaxLength = 64;

    private AuditEvent(
        AuditEventId id, DateTimeOffset at, string actor, string action, string subject, string? detail, string? remoteAddress) =>
        (Id, At, Actor, Action, Subject, Detail, RemoteAddress) = (id, at, actor, action, subject, detail, remoteAddress);

    public AuditEventId Id { get; }

    public DateTimeOffset At { get; }

    public string Actor { get; }

    public string Action { get; }

    public string Subject { get; }

    /// <summary>A JSON object as text; never a secret, never message text.</summary>
    public string? Detail { get; }

    public string? RemoteAddress { get; }

    public static AuditEvent Record(
        DateTimeOffset at, string actor, string action, string subject, string? detail, string? remoteAddress) => new(
            AuditEventId.New(at),
            at,
            CutText.To(actor, ActorMaxLength), // a row that is a little short is better than a change that fails because of it
            CutText.To(action, ActionMaxLength),
            CutText.To(subject, SubjectMaxLength),
            detail,
            remoteAddress is null ? null : CutText.To(remoteAddress, RemoteAddressMaxLength));
}
