using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Access;
using ChatPlatform.Domain.Common;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Access;

/// <summary>One thing that was done.</summary>
/// <param name="Id">Time-ordered.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Who: a key's name, <c>system</c>, or <c>anonymous</c>.</param>
/// <param name="Action">What, for example <c>api_key.created</c>.</param>
/// <param name="Subject">To what.</param>
/// <param name="Detail">A JSON object as text.</param>
/// <param name="RemoteAddress">From where.</param>
public sealed record AuditEntry(
    Guid Id, DateTimeOffset At, string Actor, string Action, string Subject, string? Detail, string? RemoteAddress);

public sealed record AuditPage(IReadOnlyList<AuditEntry> AuditEvents, string? NextCursor);

/// <summary>What was done, newest first.</summary>
public sealed record ListAuditEvents(int Limit, string? Cursor, string? Action, string? Actor) : IQuery<AuditPage>;

internal sealed class ListAuditEventsValidator : AbstractValidator<ListAuditEvents>
{
    public ListAuditEventsValidator() => RuleFor(q => q.Limit).InclusiveBetween(1, PageLimits.Max);
}

internal sealed class ListAuditEventsHandler(IAccessDb db) : IRequestHandler<ListAuditEvents, Result<AuditPage>>
{
    public async Task<Result<AuditPage>> Handle(ListAuditEvents query, CancellationToken cancellationToken)
    {
        if (!Cursor.TryParse(query.Cursor, out var cursor))
        {
            return Cursor.Invalid;
        }

        var events = db.AuditEvents.AsNoTracking();
        if (!string.IsNullOrEmpty(query.Action))
        {
            events = events.Where(e => e.Action == query.Action);
        }

        if (!string.IsNullOrEmpty(query.Actor))
        {
            events = events.Where(e => e.Actor == query.Actor);
        }

        if (cursor is { } after)
        {
            var (at, id) = (after.At, new AuditEventId(after.Id));
            events = events.Where(e => e.At < at || (e.At == at && e.Id < id));
        }

        // one more than asked tells whether there is a next page
        var found = await events
            .OrderByDescending(e => e.At).ThenByDescending(e => e.Id)
            .Take(query.Limit + 1)
            .Select(e => new AuditEntry(e.Id.Value, e.At, e.Actor, e.Action, e.Subject, e.Detail, e.RemoteAddress))
            .ToListAsync(cancellationToken);
        var page = found.Take(query.Limit).ToList();
        return new AuditPage(page, found.Count > query.Limit ? new Cursor(page[^1].At, page[^1].Id).ToString() : null);
    }
}
