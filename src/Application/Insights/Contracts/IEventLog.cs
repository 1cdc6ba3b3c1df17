using ChatPlatform.Domain.Common;

namespace ChatPlatform.Application.Insights.Contracts;

/// <summary>Something worth telling an operator later.</summary>
/// <param name="Kind">Stable and machine-readable, <c>noun.verb_in_past</c>, ≤ 60 characters: <c>user.renamed</c>, <c>conversation.started</c>, <c>task.failed</c>, <c>prompt.activated</c>.</param>
/// <param name="Subject">What it happened to, usually an id, ≤ 200 characters.</param>
/// <param name="Text">One sentence for people, in Korean or English, ≤ 500 characters: "[변경] 사용자 이름 변경 …".</param>
/// <param name="UserId">The person it is about; null for none.</param>
/// <param name="Detail">More facts, written as a snake_case JSON object. Never a secret, never message text.</param>
/// <param name="ClientId">Whose person that is; two clients may use the same user id.</param>
public sealed record PlatformEvent(
    string Kind, string Subject, string Text, UserId? UserId = null, object? Detail = null, ClientId? ClientId = null);

/// <summary>
/// Writes events to <c>eventlog</c>, in batches and off the caller's path: it never waits, never throws and never blocks. When the
/// database is away for long, events are dropped, and counted.
/// </summary>
public interface IEventLog
{
    /// <summary>Call it after the commit of what it speaks of.</summary>
    void Record(PlatformEvent platformEvent);
}
