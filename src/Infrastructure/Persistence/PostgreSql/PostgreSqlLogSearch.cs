using ChatPlatform.Application.Conversations;
using ChatPlatform.Domain.Conversations;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Infrastructure.Persistence.PostgreSql;

/// <summary>
/// The planner cannot tell a word in many rows from a rare one (for <c>ORDER BY created_at DESC LIMIT n</c> it walks the time index,
/// through all rows when the word is rare), so we do: a frequent word fills its page among the newest rows; a rare one comes whole out
/// of the index of character pairs; one that is frequent only in old rows is looked up there week by week.
/// </summary>
internal sealed class PostgreSqlLogSearch(AppDbContext db) : ILogSearch
{
    /// <summary>Rows looked at before the index is asked: a word that fills no page among these is rare or old.</summary>
    private const int NewestRows = 2_000;

    /// <summary>A word in more rows than this is not fetched whole to be sorted.</summary>
    private const int RareRows = 4_000;

    /// <summary>Longer than other reads have: in a log that is larger than the memory, a search reads from the disk.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>A single character is looked for in this many rows of the filter and no further, about a tenth of a second.</summary>
    private const int OneCharacterRows = 50_000;

    public async Task<IReadOnlyList<ConversationLog>> FindAsync(
        Func<IQueryable<ConversationLog>, IQueryable<ConversationLog>> filter, string text, int take, CancellationToken cancellationToken)
    {
        db.Database.SetCommandTimeout(Patience);
        var logs = filter(db.Logs.AsNoTracking());
        var pattern = Pattern(text);
        var grams = SearchGrams.Of(text);
        if (grams.Length == 0)
        {
            // one character: there is no pair to look up
            return await Matching(logs.Take(OneCharacterRows), pattern)
                .OrderByDescending(l => l.CreatedAt).ThenByDescending(l => l.Id)
                .Take(take)
                .ToListAsync(cancellationToken);
        }

        var newest = await Matching(logs.Take(NewestRows), pattern)
            .OrderByDescending(l => l.CreatedAt).ThenByDescending(l => l.Id)
            .Take(take)
            .ToListAsync(cancellationToken);
        if (newest.Count == take || !await logs.Skip(NewestRows).AnyAsync(cancellationToken))
        {
            return newest;
        }

        return await IsRareAsync(grams, cancellationToken)
            ? await Matching(filter(Indexed(grams)), pattern).Take(take).ToListAsync(cancellationToken)
            : await FindByWeekAsync(filter, pattern, grams, take, cancellationToken);
    }

    private async Task<IReadOnlyList<ConversationLog>> FindByWeekAsync(
        Func<IQueryable<ConversationLog>, IQueryable<ConversationLog>> filter, string pattern, int[] grams, int take, CancellationToken cancellationToken)
    {
        var found = new List<ConversationLog>();
        var logs = filter(db.Logs.AsNoTracking());
        var newest = await logs.Select(l => (DateTimeOffset?)l.CreatedAt).FirstOrDefaultAsync(cancellationToken);
        var oldest = await db.Logs.MinAsync(l => (DateTimeOffset?)l.CreatedAt, cancellationToken);
        if (newest is null || oldest is null)
        {
            return found;
        }

        for (var week = SearchGrams.Week(newest.Value); week >= SearchGrams.Week(oldest.Value) && found.Count < take; week--)
        {
            found.AddRange(await Matching(filter(Indexed([.. grams, week])), pattern).Take(take - found.Count).ToListAsync(cancellationToken));
        }

        return found;
    }

    private async Task<bool> IsRareAsync(int[] grams, CancellationToken cancellationToken) => await db.Database
        .SqlQuery<int>($"SELECT count(*)::int AS \"Value\" FROM (SELECT FROM conversation_log WHERE search_grams @> {grams} LIMIT {RareRows + 1}) AS few")
        .SingleAsync(cancellationToken) <= RareRows;

    /// <summary>OFFSET 0 keeps the planner from pulling the subquery up and walking the time index after all.</summary>
    private IQueryable<ConversationLog> Indexed(int[] grams) =>
        db.Logs.FromSql($"SELECT * FROM conversation_log WHERE search_grams @> {grams} OFFSET 0").AsNoTracking();

    private static IQueryable<ConversationLog> Matching(IQueryable<ConversationLog> logs, string pattern) =>
        logs.Where(l => EF.Functions.ILike(l.Question, pattern, "\\") || EF.Functions.ILike(l.Answer, pattern, "\\"));

    /// <summary>The text taken literally.</summary>
    private static string Pattern(string text) => "%" + text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("%", "\\%", StringComparison.Ordinal)
        .Replace("_", "\\_", StringComparison.Ordinal) + "%";
}

internal sealed class PostgreSqlMessageRemoval(AppDbContext db) : IMessageRemoval
{
    /// <summary>A hundred thousand messages take some seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task<int> RemoveAsync(ConversationId conversation, int upTo, CancellationToken cancellationToken)
    {
        db.Database.SetCommandTimeout(Patience);
        return await db.Messages.Where(m => m.ConversationId == conversation && m.Position <= upTo).ExecuteDeleteAsync(cancellationToken);
    }
}
