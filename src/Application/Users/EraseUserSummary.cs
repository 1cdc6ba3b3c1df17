using ChatPlatform.Application.Access.Contracts;
using ChatPlatform.Application.Common;
using ChatPlatform.Application.Conversations.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Users;

/// <summary>Forgets what is remembered of a person; what was said until now is not summarised again, by a task that runs right now neither.</summary>
public sealed record EraseUserSummary(string UserId) : ICommand<Done>;

internal sealed class EraseUserSummaryHandler(IUsersDb db, ITranscripts transcripts, IAudit audit, ICurrentClient client, TimeProvider clock)
    : IRequestHandler<EraseUserSummary, Result<Done>>
{
    public async Task<Result<Done>> Handle(EraseUserSummary command, CancellationToken cancellationToken)
    {
        var user = await db.AppUsers.Include(u => u.Summary).Reached(command.UserId, client).FirstOrDefaultAsync(cancellationToken);
        if (user is null)
        {
            return UserErrors.NotFound;
        }

        var talks = await transcripts.FindAsync(
            user.ClientId, [user.UserId], RipeConversations.Channel, DateTimeOffset.UnixEpoch, take: 1, cancellationToken);
        var newest = talks is [var talk] ? talk : null;
        user.Summary.Erase(newest?.ConversationId, newest?.MessageCount ?? 0, clock.Now());
        audit.Record("user_summary.erased", user.UserId.Value);
        return new Done();
    }
}
