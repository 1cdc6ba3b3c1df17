using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Conversations;

/// <param name="Sessions">Newest first.</param>
/// <param name="NextCursor">For the next page; null at the end.</param>
public sealed record SessionPage(IReadOnlyList<SessionDetails> Sessions, string? NextCursor);

public sealed record ListSessions(string? UserId, string? Channel, int Limit, string? Cursor) : IQuery<SessionPage>;

internal sealed class ListSessionsValidator : AbstractValidator<ListSessions>
{
    public ListSessionsValidator() => RuleFor(q => q.Limit).InclusiveBetween(1, PageLimits.Max);
}

internal sealed class ListSessionsHandler(IConversationsDb db, ICurrentClient client)
    : IRequestHandler<ListSessions, Result<SessionPage>>
{
    public async Task<Result<SessionPage>> Handle(ListSessions query, CancellationToken cancellationToken)
    {
        if (!Cursor.TryParse(query.Cursor, out var cursor))
        {
            return Cursor.Invalid;
        }

        var sessions = db.Conversations.AsNoTracking().Where(c => c.ClientId == client.Id);
        if (query.UserId is not null)
        {
            sessions = sessions.Where(c => c.UserId == new UserId(query.UserId));
        }

        if (query.Channel is not null)
        {
            sessions = sessions.Where(c => c.Channel == query.Channel);
        }

        if (cursor is { } from)
        {
            sessions = sessions.Where(c => c.CreatedAt <= from.At && (c.CreatedAt < from.At || c.Id < new ConversationId(from.Id)));
        }

        var page = await sessions
            .OrderByDescending(c => c.CreatedAt).ThenByDescending(c => c.Id)
            .Take(query.Limit + 1)
            .Select(SessionDetails.Row(db))
            .ToListAsync(cancellationToken);
        var next = page.Count > query.Limit ? page[query.Limit - 1].Conversation : null;
        return new SessionPage(
            [.. page.Take(query.Limit).Select(row => row.Details)],
            next is null ? null : new Cursor(next.CreatedAt, next.Id.Value).ToString());
    }
}
