using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Conversations;

/// <summary>Deletes a session with its messages. A running answer is stopped and thrown away; rows of the log stay.</summary>
public sealed record DeleteSession(ConversationId Id) : ICommand<Done>;

internal sealed class DeleteSessionHandler(IConversationsDb db, RunningTurns turns, ICurrentClient client)
    : IRequestHandler<DeleteSession, Result<Done>>
{
    public async Task<Result<Done>> Handle(DeleteSession command, CancellationToken cancellationToken)
    {
        var conversation = await db.Conversations
            .SingleOrDefaultAsync(c => c.Id == command.Id && c.ClientId == client.Id, cancellationToken);
        if (conversation is null)
        {
            return ConversationErrors.NotFound;
        }

        var running = await db.RunningTurns.SingleOrDefaultAsync(t => t.ConversationId == command.Id, cancellationToken);
        if (running is not null)
        {
            turns.Find(running.MessageId)?.Cancel(byPerson: true);
        }

        // messages, prompt logs and the running turn go with it: ON DELETE CASCADE
        db.Conversations.Remove(conversation);
        return new Done();
    }
}
