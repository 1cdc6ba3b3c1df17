using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Conversations;

public sealed record GetSession(ConversationId Id) : IQuery<SessionDetails>;

internal sealed class GetSessionHandler(IConversationsDb db, ICurrentClient client)
    : IRequestHandler<GetSession, Result<SessionDetails>>
{
    public async Task<Result<SessionDetails>> Handle(GetSession query, CancellationToken cancellationToken)
    {
        var row = await db.Conversations.AsNoTracking()
            .Where(c => c.Id == query.Id && c.ClientId == client.Id)
            .Select(SessionDetails.Row(db))
            .SingleOrDefaultAsync(cancellationToken);
        return row is null ? ConversationErrors.NotFound : row.Details;
    }
}
