using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Conversations;

/// <summary>Stops an answer; what was written is kept. Of one that runs on another node the wish is passed on, and heard within 2 s.</summary>
public sealed record CancelAnswer(MessageId AnswerId) : ISelfCommitting<CancelledAnswer>;

/// <param name="MessageId">The answer.</param>
/// <param name="Status">How it ended, or still its running status when it is being stopped on another node.</param>
public sealed record CancelledAnswer(Guid MessageId, MessageStatus Status);

internal sealed class CancelAnswerHandler(RunningTurns turns, ITurnStore store, IConversationsDb db, ICurrentClient client)
    : IRequestHandler<CancelAnswer, Result<CancelledAnswer>>
{
    /// <summary>How long the caller waits to hear how the answer ended.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public async Task<Result<CancelledAnswer>> Handle(CancelAnswer command, CancellationToken cancellationToken)
    {
        var local = turns.Find(command.AnswerId);
        if (local is not null && local.Turn.ClientId == client.Id)
        {
            local.Cancel(byPerson: true);
            await Task.WhenAny(local.Last, Task.Delay(Patience, cancellationToken));
        }
        else if (await store.RequestCancelAsync(command.AnswerId, client.Id, cancellationToken))
        {
            return new CancelledAnswer(command.AnswerId.Value, MessageStatus.Streaming);
        }

        var status = await (
            from m in db.Messages
            join c in db.Conversations on m.ConversationId equals c.Id
            where m.Id == command.AnswerId && c.ClientId == client.Id && m.Role == MessageRole.Assistant
            select (MessageStatus?)m.Status).SingleOrDefaultAsync(cancellationToken);
        return status switch
        {
            null => ConversationErrors.MessageNotFound,
            MessageStatus.Pending or MessageStatus.Streaming or MessageStatus.Cancelled => new CancelledAnswer(command.AnswerId.Value, status.Value),
            _ => ConversationErrors.MessageEnded,
        };
    }
}
