using ChatPlatform.Application.Conversations;
using ChatPlatform.Domain.Conversations;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Infrastructure.Persistence.PostgreSql;

/// <summary>
/// A word in many rows is found at once among the newest; a rare one through the index of character pairs. The planner cannot tell the
/// two apart (for <c>ORDER BY created_at DESC LIMIT n</c> it walks the time index, through all rows when the word is rare), so we do.
/// </summary>
internal sealed class PostgreSqlLogSearch(AppDbContext db) : ILogSearch
{
    /// <summary>Rows looked at before the index is asked: a word that fills no page among these stands in few rows.</summary>
    private const int NewestRows = 2_000;

    public async Task<IReadOnlyList<ConversationLog>> FindAsync(
        Func<IQueryable<ConversationLog>, IQueryable<ConversationLog>> filter, string text, int take, CancellationToken cancellationToken)
    {
        var pattern = "%" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal) + "%";
        var grams = SearchGrams.Of(text);
        if (grams.Length == 0)
        {
            // one character: there is no pair to look up, and it is rarely rare
            return await Matching(filter(db.Logs.AsNoTracking()), pattern).Take(take).ToListAsync(cancellationToken);
        }

        var newest = await Matching(filter(db.Logs.AsNoTracking()).Take(NewestRows), pattern)
            .OrderByDescending(l => l.CreatedAt).ThenByDescending(l => l.Id)
            .Take(take)
            .ToListAsync(cancellationToken);
        if (newest.Count == take)
        {
            return newest;
        }

        // OFFSET 0 keeps the planner from pulling the subquery up and walking the time index after all
        var indexed = db.Logs.FromSql($"SELECT * FROM conversation_log WHERE search_grams @> {grams} OFFSET 0").AsNoTracking();
        return await Matching(filter(indexed), pattern).Take(take).ToListAsync(cancellationToken);
    }

    private static IQueryable<ConversationLog> Matching(IQueryable<ConversationLog> logs, string pattern) =>
        logs.Where(l => EF.Functions.ILike(l.Question, pattern, "\\") || EF.Functions.ILike(l.Answer, pattern, "\\"));
}

internal sealed class PostgreSqlMessageRemoval(AppDbContext db) : IMessageRemoval
{
    public Task RemoveAsync(ConversationId conversation, int upTo, CancellationToken cancellationToken) =>
        db.Messages.Where(m => m.ConversationId == conversation && m.Position <= upTo).ExecuteDeleteAsync(cancellationToken);
}
