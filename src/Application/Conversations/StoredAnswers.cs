using System.Data.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatPlatform.Application.Conversations;

/// <summary>Answers as the database has them, in the shape of a running turn.</summary>
internal sealed partial class StoredAnswers(IServiceScopeFactory scopes, TimeProvider clock, ILogger<StoredAnswers> log)
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(500);

    private static readonly Error Unreadable = ConversationErrors.SaveDelayed with { Message = "The answer cannot be read right now; try again." };

    /// <summary>As it is now; without a last event when it still runs. Null when the client has no such answer.</summary>
    public async Task<TurnFeed?> FindAsync(MessageId id, ClientId client, CancellationToken cancellationToken)
    {
        if (await ReadAsync(id, client, cancellationToken) is not var (message, turn))
        {
            return null;
        }

        var feed = new TurnFeed(turn);
        Append(feed, message);
        return feed;
    }

    /// <summary>As <see cref="FindAsync"/>; one that still runs on another node grows with its checkpoints, until it ends or the reader leaves.</summary>
    public async Task<TurnFeed?> FollowAsync(MessageId id, ClientId client, CancellationToken reader)
    {
        var feed = await FindAsync(id, client, reader);
        if (feed?.Last.IsCompleted == false)
        {
            _ = PollAsync(feed, reader);
        }

        return feed;
    }

    private async Task PollAsync(TurnFeed feed, CancellationToken reader)
    {
        try
        {
            while (!feed.Last.IsCompleted)
            {
                await Task.Delay(PollEvery, clock, reader);
                if (await ReadAsync(feed.Turn.AnswerId, feed.Turn.ClientId, reader) is var (message, _))
                {
                    Append(feed, message);
                }
                else
                {
                    feed.End(new TurnEvent.Lost(ConversationErrors.MessageNotFound));
                }
            }
        }
        catch (Exception e)
        {
            feed.End(new TurnEvent.Lost(Unreadable));
            if (e is not OperationCanceledException)
            {
                LogUnreadable(log, e, feed.Turn.AnswerId.Value);
            }
        }
    }

    private static void Append(TurnFeed feed, Message message)
    {
        var known = feed.Text.Length;
        if (message.Content.Length > known)
        {
            feed.Append(message.Content[known..]);
        }

        if (message.Outcome is { } outcome)
        {
            feed.End(new TurnEvent.Ended(outcome));
        }
    }

    private async Task<(Message Answer, TurnFacts Turn)?> ReadAsync(MessageId id, ClientId client, CancellationToken cancellationToken)
    {
        // a scope of its own: polling outlives the request that began it
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IConversationsDb>();
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

        var (answer, conversation) = (row.Answer, row.Conversation);
        return (answer, new TurnFacts(
            conversation.Id,
            row.Question ?? default,
            answer.Id,
            answer.Position,
            "",
            answer.CreatedAt,
            client,
            conversation.UserId,
            conversation.Channel,
            conversation.ChannelId,
            conversation.RobeingId,
            conversation.PromptName,
            conversation.Variables));
    }

    [LoggerMessage(LogLevel.Warning, "Answer {AnswerId} cannot be followed any longer")]
    private static partial void LogUnreadable(ILogger logger, Exception exception, Guid answerId);
}
