using ChatPlatform.Application.Access.Contracts;
using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Conversations;

/// <summary>Reads the log: a chat key its own rows, an admin key all of them.</summary>
/// <param name="From">Inclusive.</param>
/// <param name="To">Exclusive.</param>
/// <param name="Q">
/// Text within question or answer, 1–100 characters. It is compared with what was really said; so a masked log does not answer a whole
/// number or e-mail address (what <see cref="SensitiveText"/> would mask), or a hit would confirm what the mask hides. A part of one
/// (<c>010-1234</c>) is answered, since it cannot be told from an order number or a year: whoever may search can piece a number together
/// from such hits, within the rows that their key sees.
/// </param>
/// <param name="Masked">Whether what identifies a person is replaced by a label.</param>
public sealed record GetLogs(
    string? UserId,
    string? RobeingId,
    string? Channel,
    MessageStatus? Status,
    DateTimeOffset? From,
    DateTimeOffset? To,
    string? Q,
    int Limit,
    string? Cursor,
    bool Masked = true) : IQuery<LogPage>;

internal sealed class GetLogsValidator : AbstractValidator<GetLogs>
{
    public GetLogsValidator()
    {
        RuleFor(q => q.Limit).InclusiveBetween(1, PageLimits.Max);
        RuleFor(q => q.Q).Length(1, 100);
        RuleFor(q => q.Q).Must(text => text is null || SensitiveText.Mask(text.Normalize()) == text.Normalize()).When(q => q.Masked)
            .WithMessage("The log is masked: search for a phone, card, account or resident number or an e-mail address in /admin/logs, with an admin key.");
        RuleFor(q => q.To).GreaterThan(q => q.From).When(q => q.From is not null && q.To is not null)
            .WithMessage("'to' must be later than 'from'.");
    }
}

internal sealed class GetLogsHandler(IConversationsDb db, ILogSearch search, IAudit audit, IUnitOfWork work, ICurrentClient client)
    : IRequestHandler<GetLogs, Result<LogPage>>
{
    public async Task<Result<LogPage>> Handle(GetLogs query, CancellationToken cancellationToken)
    {
        if (!Cursor.TryParse(query.Cursor, out var cursor))
        {
            return Cursor.Invalid;
        }

        if (!query.Masked)
        {
            // before the rows are read: nobody sees them without a trace
            audit.Record("logs.read_unmasked", query.UserId ?? "*", new { query.UserId, query.RobeingId, query.Channel, query.From, query.To, Searched = query.Q is not null });
            await work.SaveChangesAsync(cancellationToken);
        }

        IQueryable<ConversationLog> Filter(IQueryable<ConversationLog> logs) => Narrow(logs, query, cursor);
        var page = string.IsNullOrEmpty(query.Q)
            ? await Filter(db.Logs.AsNoTracking()).Take(query.Limit + 1).ToListAsync(cancellationToken)
            : await search.FindAsync(Filter, query.Q.Normalize(), query.Limit + 1, cancellationToken);
        var last = page.Count > query.Limit ? page[query.Limit - 1] : null;
        return new LogPage(
            [.. page.Take(query.Limit).Select(log => LogEntry.Of(log, query.Masked))],
            last is null ? null : new Cursor(last.CreatedAt, last.Id).ToString());
    }

    private IQueryable<ConversationLog> Narrow(IQueryable<ConversationLog> logs, GetLogs query, Cursor? cursor)
    {
        logs = client.IsAdmin ? logs : logs.Where(l => l.ClientId == client.Id);
        logs = query.UserId is null ? logs : logs.Where(l => l.UserId == new UserId(query.UserId));
        logs = query.RobeingId is null ? logs : logs.Where(l => l.RobeingId == query.RobeingId);
        logs = query.Channel is null ? logs : logs.Where(l => l.Channel == query.Channel);
        logs = query.Status is null ? logs : logs.Where(l => l.Status == query.Status);
        logs = query.From is null ? logs : logs.Where(l => l.CreatedAt >= query.From);
        logs = query.To is null ? logs : logs.Where(l => l.CreatedAt < query.To);
        if (cursor is { } from)
        {
            // the first half lets the index seek, the second tells equal times apart
            logs = logs.Where(l => l.CreatedAt <= from.At && (l.CreatedAt < from.At || l.Id < from.Id));
        }

        return logs.OrderByDescending(l => l.CreatedAt).ThenByDescending(l => l.Id);
    }
}
