using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Conversations;

/// <summary>Deletes a session with its messages. A running answer is stopped and thrown away; rows of the log stay.</summary>
public sealed record DeleteSession(ConversationId Id) : ICommand<Done>;

internal sealed class DeleteSessionHandler(
    IConversationsDb db, ITurnStore store, RunningTurns turns, ICurrentClient client, TimeProvider clock)
    : IRequestHandler<DeleteSession, Result<Done>>
{
    /// <summary>So that a stopped answer still gets its row in the log; one that hangs loses it with the session.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(100);

    public async Task<Result<Done>> Handle(DeleteSession command, CancellationToken cancellationToken)
    {
        var conversation = await db.Conversations
            .SingleOrDefaultAsync(c => c.Id == command.Id && c.ClientId == client.Id, cancellationToken);
        if (conversation is null)
        {
            return ConversationErrors.NotFound;
        }

        // not tracked: the turn's own end may remove its row before we do
        var running = await db.RunningTurns.Where(t => t.ConversationId == command.Id).Select(t => (MessageId?)t.MessageId)
            .SingleOrDefaultAsync(cancellationToken);
        if (running is { } answer)
        {
            await StopAsync(answer, cancellationToken);
        }

        // messages, prompt logs and the running turn go with it: ON DELETE CASCADE
        conversation.Delete(await db.Messages.CountAsync(m => m.ConversationId == command.Id, cancellationToken));
        db.Conversations.Remove(conversation);
        return new Done();
    }

    private async Task StopAsync(MessageId answer, CancellationToken cancellationToken)
    {
        if (turns.Find(answer) is { } feed)
        {
            feed.Cancel(byPerson: true);
            await Task.WhenAny(feed.Last, Task.Delay(Patience, clock, cancellationToken));
            return;
        }

        // the node that runs it hears of it at its next heartbeat
        await store.RequestCancelAsync(answer, client.Id, cancellationToken);
        var began = clock.GetTimestamp();
        while (clock.GetElapsedTime(began) < Patience && await db.RunningTurns.AnyAsync(t => t.MessageId == answer, cancellationToken))
        {
            await Task.Delay(PollEvery, clock, cancellationToken);
        }
    }
}
