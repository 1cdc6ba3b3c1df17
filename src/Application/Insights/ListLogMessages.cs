using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Insights;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Insights;

/// <summary>A warning or an error of the platform itself.</summary>
/// <param name="Id">Time-ordered.</param>
/// <param name="At">When.</param>
/// <param name="Level">How bad it is.</param>
/// <param name="Category">The part of the program that speaks.</param>
/// <param name="EventName">Name, else number, of the message.</param>
/// <param name="Text">What it says; what identifies a person is masked.</param>
/// <param name="Exception">Types and messages from outside in, then the platform's own frames.</param>
/// <param name="TraceId">Of the request; the same as in its problem.</param>
/// <param name="Node">The process that wrote it.</param>
public sealed record LogMessageEntry(
    Guid Id,
    DateTimeOffset At,
    LogMessageLevel Level,
    string Category,
    string? EventName,
    string Text,
    string? Exception,
    string? TraceId,
    Guid Node);

public sealed record LogMessagePage(IReadOnlyList<LogMessageEntry> LogMessages, string? NextCursor);

/// <summary>Warnings and errors, newest first.</summary>
/// <param name="Level">At least this bad.</param>
/// <param name="Category">How the category begins.</param>
/// <param name="From">Inclusive.</param>
/// <param name="To">Exclusive.</param>
public sealed record ListLogMessages(
    int Limit, string? Cursor, LogMessageLevel? Level, string? Category, string? TraceId, DateTimeOffset? From, DateTimeOffset? To)
    : IQuery<LogMessagePage>;

internal sealed class ListLogMessagesValidator : AbstractValidator<ListLogMessages>
{
    public ListLogMessagesValidator()
    {
        RuleFor(q => q.Limit).InclusiveBetween(1, PageLimits.Max);
        RuleFor(q => q.To).GreaterThan(q => q.From).When(q => q.From is not null && q.To is not null)
            .WithMessage("'to' must be later than 'from'.");
    }
}

internal sealed class ListLogMessagesHandler(IInsightsDb db) : IRequestHandler<ListLogMessages, Result<LogMessagePage>>
{
    public async Task<Result<LogMessagePage>> Handle(ListLogMessages query, CancellationToken cancellationToken)
    {
        if (!Cursor.TryParse(query.Cursor, out var cursor))
        {
            return Cursor.Invalid;
        }

        // one more than asked tells whether there is a next page
        var found = await Narrow(db.LogMessages.AsNoTracking(), query, cursor)
            .OrderByDescending(m => m.At).ThenByDescending(m => m.Id)
            .Take(query.Limit + 1)
            .ToListAsync(cancellationToken);
        var page = found.Take(query.Limit)
            .Select(m => new LogMessageEntry(
                m.Id.Value, m.At, m.Level, m.Category, m.EventName, m.Text, m.Exception, m.TraceId, m.Node.Value))
            .ToList();
        return new LogMessagePage(page, found.Count > query.Limit ? new Cursor(page[^1].At, page[^1].Id).ToString() : null);
    }

    private static IQueryable<LogMessage> Narrow(IQueryable<LogMessage> messages, ListLogMessages query, Cursor? cursor)
    {
        // levels are stored as words, so 'at least' is a list of them
        var levels = Enum.GetValues<LogMessageLevel>().Where(level => level >= query.Level).ToList();
        messages = query.Level is null ? messages : messages.Where(m => levels.Contains(m.Level));
        messages = string.IsNullOrEmpty(query.Category) ? messages : messages.Where(m => m.Category.StartsWith(query.Category));
        messages = string.IsNullOrEmpty(query.TraceId) ? messages : messages.Where(m => m.TraceId == query.TraceId);
        messages = query.From is null ? messages : messages.Where(m => m.At >= query.From);
        messages = query.To is null ? messages : messages.Where(m => m.At < query.To);
        if (cursor is { } after)
        {
            // the first half lets the index seek, the second tells equal times apart
            var id = new LogMessageId(after.Id);
            messages = messages.Where(m => m.At <= after.At && (m.At < after.At || m.Id < id));
        }

        return messages;
    }
}
