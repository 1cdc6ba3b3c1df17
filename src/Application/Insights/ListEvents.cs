using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Insights;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Insights;

/// <summary>Something that happened.</summary>
/// <param name="Id">Time-ordered.</param>
/// <param name="At">When.</param>
/// <param name="Kind">What, for example <c>conversation.started</c>.</param>
/// <param name="Subject">To what, usually an id.</param>
/// <param name="UserId">The person it is about.</param>
/// <param name="Text">One sentence for people.</param>
/// <param name="Detail">A JSON object as text.</param>
/// <param name="Node">The process that saw it happen.</param>
public sealed record EventEntry(
    Guid Id, DateTimeOffset At, string Kind, string Subject, string? UserId, string Text, string? Detail, Guid Node);

public sealed record EventPage(IReadOnlyList<EventEntry> Events, string? NextCursor);

/// <summary>What happened, newest first.</summary>
/// <param name="From">Inclusive.</param>
/// <param name="To">Exclusive.</param>
public sealed record ListEvents(
    int Limit, string? Cursor, string? Kind, string? Subject, string? UserId, DateTimeOffset? From, DateTimeOffset? To) : IQuery<EventPage>;

internal sealed class ListEventsValidator : AbstractValidator<ListEvents>
{
    public ListEventsValidator()
    {
        RuleFor(q => q.Limit).InclusiveBetween(1, PageLimits.Max);
        RuleFor(q => q.To).GreaterThan(q => q.From).When(q => q.From is not null && q.To is not null)
            .WithMessage("'to' must be later than 'from'.");
    }
}

internal sealed class ListEventsHandler(IInsightsDb db) : IRequestHandler<ListEvents, Result<EventPage>>
{
    public async Task<Result<EventPage>> Handle(ListEvents query, CancellationToken cancellationToken)
    {
        if (!Cursor.TryParse(query.Cursor, out var cursor))
        {
            return Cursor.Invalid;
        }

        // one more than asked tells whether there is a next page
        var found = await Narrow(db.EventLog.AsNoTracking(), query, cursor)
            .OrderByDescending(e => e.At).ThenByDescending(e => e.Id)
            .Take(query.Limit + 1)
            .ToListAsync(cancellationToken);
        var page = found.Take(query.Limit)
            .Select(e => new EventEntry(e.Id.Value, e.At, e.Kind, e.Subject, e.UserId?.Value, e.Text, e.Detail, e.Node.Value))
            .ToList();
        return new EventPage(page, found.Count > query.Limit ? new Cursor(page[^1].At, page[^1].Id).ToString() : null);
    }

    private static IQueryable<EventLogEntry> Narrow(IQueryable<EventLogEntry> events, ListEvents query, Cursor? cursor)
    {
        events = string.IsNullOrEmpty(query.Kind) ? events : events.Where(e => e.Kind == query.Kind);
        events = string.IsNullOrEmpty(query.Subject) ? events : events.Where(e => e.Subject == query.Subject);
        events = string.IsNullOrEmpty(query.UserId) ? events : events.Where(e => e.UserId == new UserId(query.UserId));
        events = query.From is null ? events : events.Where(e => e.At >= query.From);
        events = query.To is null ? events : events.Where(e => e.At < query.To);
        if (cursor is { } after)
        {
            // the first half lets the index seek, the second tells equal times apart
            var id = new EventLogEntryId(after.Id);
            events = events.Where(e => e.At <= after.At && (e.At < after.At || e.Id < id));
        }

        return events;
    }
}
