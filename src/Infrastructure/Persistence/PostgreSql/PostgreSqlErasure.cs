using ChatPlatform.Application.Users;
using ChatPlatform.Application.Users.Contracts;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Infrastructure.Persistence.PostgreSql;

/// <summary>
/// The writer of turns serves everybody with one transaction after the other, so an erasure must not make it wait: the many rows that are
/// settled, which it never touches, are deleted first, and only then are locks taken that it may wait for, in the order in which intakes
/// take them. A wait for a lock ends before the server would look for a deadlock: of two that met, the erasure gives way and begins anew.
/// </summary>
internal sealed class PostgreSqlErasure(AppDbContext db, UnitOfWork unitOfWork) : IErasureTransaction
{
    /// <summary>Below deadlock_timeout, which is 1 s where nobody has changed it.</summary>
    private const string LockTimeout = "SET LOCAL lock_timeout = '700ms'";

    private const string Collections =
        """
        CREATE TEMPORARY TABLE erased_message (id uuid PRIMARY KEY) ON COMMIT DROP;
        CREATE TEMPORARY TABLE erased_talk (id uuid PRIMARY KEY, is_begun boolean) ON COMMIT DROP;
        CREATE TEMPORARY TABLE erased_task (id uuid PRIMARY KEY) ON COMMIT DROP
        """;

    /// <summary>A question of another person in the person's conversation is not theirs, nor is its answer.</summary>
    private const string Theirs =
        """
        SELECT m.id, m.status FROM conversation c JOIN message m ON m.conversation_id = c.id
        WHERE c.client_id = $1 AND c.user_id = $2 AND NOT EXISTS (
            SELECT FROM message q
            WHERE q.conversation_id = m.conversation_id AND q.position IN (m.position, m.position - 1) AND q.user_id <> $2)
        UNION
        SELECT m.id, m.status FROM message q
        JOIN conversation c ON c.id = q.conversation_id AND c.client_id = $1
        JOIN message m ON m.conversation_id = q.conversation_id AND m.position IN (q.position, q.position + 1)
        WHERE q.user_id = $2
        """;

    /// <summary>Ended, and no attempt may take it up again.</summary>
    private const string CollectSettled =
        $"""
        INSERT INTO erased_message
        SELECT m.id FROM ({Theirs}) m
        WHERE m.status IN ('completed', 'cancelled', 'interrupted')
            AND NOT EXISTS (SELECT FROM aiprocessingtask t WHERE t.subject = m.id AND t.status IN ('pending', 'processing'))
        """;

    /// <summary>Other people's conversations in which the person asked, and whether they began them.</summary>
    private const string CollectTalks =
        """
        INSERT INTO erased_talk
        SELECT c.id, bool_or(starts_with(q.content, c.title)) FROM message q JOIN conversation c ON c.id = q.conversation_id AND c.client_id = $1
        WHERE q.user_id = $2
        GROUP BY c.id
        ON CONFLICT (id) DO UPDATE SET is_begun = erased_talk.is_begun OR excluded.is_begun
        """;

    private const string CollectRest = $"INSERT INTO erased_message SELECT m.id FROM ({Theirs}) m ON CONFLICT DO NOTHING";

    private const string HoldPerson = $"SELECT FROM appuser WHERE id IN ({PersonalSql.Person}) FOR UPDATE";

    private const string HoldSummary = $"SELECT FROM usersummary WHERE app_user_id IN ({PersonalSql.Person}) FOR UPDATE";

    private const string CollectTasks =
        $"""
        INSERT INTO erased_task
        SELECT t.id FROM aiprocessingtask t
        WHERE t.id IN (
            SELECT id FROM aiprocessingtask WHERE status IN ('pending', 'processing') AND lane IN ({PersonalSql.Person})
            UNION ALL SELECT task_id FROM delivery WHERE recipient IN ({PersonalSql.Person})
            UNION ALL SELECT a.id FROM aiprocessingtask a JOIN ({Theirs}) m ON m.id = a.subject)
        ORDER BY t.id FOR UPDATE OF t
        """;

    private const string HoldConversations = $"SELECT FROM conversation WHERE client_id = $1 AND user_id = $2 ORDER BY id FOR UPDATE";

    private const string HoldTurns =
        $"""
        SELECT FROM running_turn
        WHERE conversation_id IN ({PersonalSql.Owned}) OR question_id IN (SELECT id FROM message WHERE user_id = $2)
        ORDER BY message_id FOR UPDATE
        """;

    public async Task<bool> RunAsync(Func<CancellationToken, Task<bool>> work, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await work(cancellationToken))
        {
            return false;
        }

        await transaction.CommitAsync(CancellationToken.None);
        await unitOfWork.CommittedAsync();
        return true;
    }

    public Task PrepareAsync(PersonToErase person, ErasureStage stage, CancellationToken cancellationToken) => stage switch
    {
        ErasureStage.Settled => db.RunAsync(
            person, cancellationToken, [.. Each(LockTimeout, Collections, CollectTalks, CollectSettled, "ANALYZE erased_message")]),
        ErasureStage.Rest => db.RunAsync(
            person,
            cancellationToken,
            [.. Each(HoldPerson, HoldSummary, CollectTasks, HoldConversations, HoldTurns, CollectTalks, "TRUNCATE erased_message", CollectRest, "ANALYZE erased_message")]),
        _ => Task.CompletedTask,
    };

    private static IEnumerable<(string? Kind, string Sql)> Each(params string[] statements) =>
        statements.SelectMany(sql => sql.Split(";\n")).Select(sql => ((string?)null, sql));
}
