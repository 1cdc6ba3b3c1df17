using ChatPlatform.Application.Common;
using ChatPlatform.Application.Insights.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Conversations;

/// <summary>Deletes a session's messages and keeps the session. Not while an answer is being written (409).</summary>
public sealed record ClearSession(ConversationId Id) : ISelfCommitting<Done>;

internal sealed class ClearSessionHandler(
    IConversationsDb db, IMessageRemoval removal, ICurrentClient client, IUnitOfWork work, IEventLog events, TimeProvider clock)
    : IRequestHandler<ClearSession, Result<Done>>
{
    public async Task<Result<Done>> Handle(ClearSession command, CancellationToken cancellationToken)
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
            return ConversationErrors.Busy(running.MessageId);
        }

        conversation.Clear(clock.Now());
        await work.SaveChangesAsync(cancellationToken);

        // one statement, whatever the number of messages; a turn that begins meanwhile has higher positions and stays
        var removed = await removal.RemoveAsync(command.Id, conversation.MessageCount, cancellationToken);
        events.Record(new(
            "session.cleared", command.Id.Value.ToString(), $"[삭제] 세션 비우기: 메시지 {removed}개", conversation.UserId, new { Messages = removed }, client.Id));
        return new Done();
    }
}

/// <summary>Removes many messages at once, which each provider does in its own way.</summary>
public interface IMessageRemoval
{
    /// <summary>Deletes the messages of a conversation up to and including a position, with their prompt logs; commits by itself. How many there were.</summary>
    Task<int> RemoveAsync(ConversationId conversation, int upTo, CancellationToken cancellationToken);
}
