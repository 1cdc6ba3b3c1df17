using ChatPlatform.Application.Conversations;
using ChatPlatform.Domain.Conversations;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Infrastructure.Persistence.InMemory;

internal sealed class InMemoryLogSearch(AppDbContext db) : ILogSearch
{
    public async Task<IReadOnlyList<ConversationLog>> FindAsync(
        Func<IQueryable<ConversationLog>, IQueryable<ConversationLog>> filter, string text, int take, CancellationToken cancellationToken) =>
        await filter(db.Logs.AsNoTracking())
            .Where(l => l.Question.Contains(text, StringComparison.OrdinalIgnoreCase) || l.Answer.Contains(text, StringComparison.OrdinalIgnoreCase))
            .Take(take)
            .ToListAsync(cancellationToken);
}

internal sealed class InMemoryMessageRemoval(AppDbContext db) : IMessageRemoval
{
    public async Task<int> RemoveAsync(ConversationId conversation, int upTo, CancellationToken cancellationToken)
    {
        var messages = await db.Messages.Where(m => m.ConversationId == conversation && m.Position <= upTo).ToListAsync(cancellationToken);
        var ids = messages.Select(m => m.Id).ToList();
        db.RemoveRange(await db.PromptLogs.Where(l => ids.Contains(l.MessageId)).ToListAsync(cancellationToken));
        db.RemoveRange(messages);
        await db.SaveChangesAsync(cancellationToken);
        return messages.Count;
    }
}
