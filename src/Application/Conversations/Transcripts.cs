using ChatPlatform.Application.Conversations.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Conversations;

internal sealed class Transcripts(IConversationsDb db) : ITranscripts
{
    public async Task<Transcript?> ReadAsync(Guid upToMessage, int take, CancellationToken cancellationToken)
    {
        var id = new MessageId(upToMessage);
        var rows = await (
            from last in db.Messages.AsNoTracking()
            where last.Id == id
            join c in db.Conversations on last.ConversationId equals c.Id
            join m in db.Messages on last.ConversationId equals m.ConversationId
            where m.Position <= last.Position && m.Content != ""
                && m.Status != MessageStatus.Pending && m.Status != MessageStatus.Streaming && m.Role != MessageRole.System
                && m.UserId == null // what others asked, and were answered, says nothing of the conversation's own person
                && !db.Messages.Any(q => q.ConversationId == m.ConversationId && q.Position == m.Position - 1 && q.UserId != null)
            orderby m.Position descending
            select new { c.Id, c.ClientId, c.UserId, UpTo = last.Position, m.Position, m.Role, m.Content })
            .Take(take)
            .ToListAsync(cancellationToken);
        if (rows.Count == 0)
        {
            return null;
        }

        rows.Reverse();
        var first = rows[0];
        return new Transcript(
            first.Id.Value,
            first.ClientId,
            first.UserId,
            first.UpTo,
            [.. rows.Select(r => new TranscriptLine(r.Position, r.Role == MessageRole.User, SensitiveText.Mask(r.Content)))]);
    }

    public async Task<IReadOnlyList<ConversationProgress>> FindAsync(
        ClientId client,
        IReadOnlyCollection<UserId> users,
        IReadOnlyCollection<string> channels,
        DateTimeOffset since,
        int take,
        CancellationToken cancellationToken)
    {
        var rows = await db.Conversations.AsNoTracking()
            .Where(c => c.ClientId == client && users.Contains(c.UserId) && channels.Contains(c.Channel) && c.LastAccessed >= since && c.MessageCount > 0)
            .OrderByDescending(c => c.CreatedAt).ThenByDescending(c => c.Id)
            .Take(take)
            .Select(c => new
            {
                c.Id,
                c.UserId,
                c.MessageCount,
                c.LastAccessed,
                c.RobeingId,
                LastMessage = db.Messages.Where(m => m.ConversationId == c.Id && m.Position == c.MessageCount).Select(m => (MessageId?)m.Id).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(r => new ConversationProgress(r.Id.Value, client, r.UserId, r.MessageCount, r.LastMessage?.Value, r.LastAccessed, r.RobeingId))];
    }
}
