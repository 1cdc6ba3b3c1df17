using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Conversations;

/// <summary>Finds an answer to read, whether it runs here, runs on another node, or ended long ago.</summary>
public sealed record FollowAnswer(MessageId AnswerId) : IQuery<TurnFeed>;

internal sealed class FollowAnswerHandler(RunningTurns turns, StoredAnswers stored, ICurrentClient client)
    : IRequestHandler<FollowAnswer, Result<TurnFeed>>
{
    public async Task<Result<TurnFeed>> Handle(FollowAnswer query, CancellationToken cancellationToken)
    {
        if (turns.Find(query.AnswerId) is { } local)
        {
            return local.Turn.ClientId == client.Id ? local : ConversationErrors.MessageNotFound;
        }

        return await stored.OpenAsync(query.AnswerId, client.Id, cancellationToken) is { } stream
            ? stream
            : ConversationErrors.MessageNotFound;
    }
}

/// <summary>Answers as the database has them, in the shape of a running turn.</summary>
internal sealed class StoredAnswers(IConversationsDb db, TimeProvider clock)
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Null when the client has no such answer. One that still runs on another node is polled from its checkpoints until it ends,
    /// for as long as <paramref name="reader"/> is there.
    /// </summary>
    public async Task<TurnFeed?> OpenAsync(MessageId id, ClientId client, CancellationToken reader)
    {
        var found = await ReadAsync(id, client, reader);
        if (found is not var (message, turn))
        {
            return null;
        }

        var stream = new TurnFeed(turn);
        stream.Append(message.Content);
        if (message.Outcome is { } outcome)
        {
            stream.End(new TurnEvent.Ended(outcome));
        }
        else
        {
            _ = PollAsync(stream, client, reader);
        }

        return stream;
    }

    private async Task PollAsync(TurnFeed stream, ClientId client, CancellationToken reader)
    {
        try
        {
            while (true)
            {
                await Task.Delay(PollEvery, clock, reader);
                var found = await ReadAsync(stream.Turn.AnswerId, client, reader);
                if (found is not var (message, _))
                {
                    stream.End(new TurnEvent.Lost(ConversationErrors.MessageNotFound));
                    return;
                }

                var known = stream.Text.Length;
                if (message.Content.Length > known)
                {
                    stream.Append(message.Content[known..]);
                }

                if (message.Outcome is { } outcome)
                {
                    stream.End(new TurnEvent.Ended(outcome));
                    return;
                }
            }
        }
        catch (Exception e)
        {
            // nobody may be listening any more; whoever is hears that the end is unknown and may come back
            stream.End(new TurnEvent.Lost(ConversationErrors.SaveDelayed with { Message = "The answer cannot be read right now; try again." }));
            if (e is not OperationCanceledException)
            {
                throw;
            }
        }
    }

    private async Task<(Message Answer, TurnFacts Turn)?> ReadAsync(MessageId id, ClientId client, CancellationToken cancellationToken)
    {
        var row = await (
            from m in db.Messages.AsNoTracking()
            join c in db.Conversations.AsNoTracking() on m.ConversationId equals c.Id
            where m.Id == id && m.Role == MessageRole.Assistant && c.ClientId == client
            select new
            {
                Answer = m,
                Conversation = c,
                Question = db.Messages.Where(q => q.ConversationId == c.Id && q.Position == m.Position - 1).Select(q => (MessageId?)q.Id).FirstOrDefault(),
            }).SingleOrDefaultAsync(cancellationToken);
        if (row is null)
        {
            return null;
        }

        var (m2, c2) = (row.Answer, row.Conversation);
        return (m2, new TurnFacts(
            c2.Id, row.Question ?? default, m2.Id, m2.Position, "", m2.CreatedAt, client, c2.UserId, c2.Channel, c2.ChannelId, c2.RobeingId, c2.PromptName, c2.Variables));
    }
}
