using ChatPlatform.Application.Conversations;
using ChatPlatform.Application.Users.Contracts;
using ChatPlatform.Domain.Conversations;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Infrastructure.Persistence.PostgreSql;

/// <summary>
/// What the person said and was answered. A running turn without its row can neither checkpoint nor end; one that answers somebody else
/// in the person's conversation goes back to its task, which begins anew without what was known of the person.
/// </summary>
internal sealed class ConversationErasure(AppDbContext db, RunningTurns turns) : IPersonalData
{
    private const string Release =
        $"""
        WITH released AS (
            DELETE FROM running_turn
            WHERE by_task AND conversation_id IN ({PersonalSql.Owned}) AND message_id NOT IN ({PersonalSql.Messages})
            RETURNING message_id
        )
        UPDATE message SET status = 'pending', content = '' FROM released WHERE id = released.message_id
        """;

    /// <summary>Prompts of everybody's answers in the person's conversations hold what was known of the person.</summary>
    private const string Prompts =
        $"""
        DELETE FROM promptlog
        WHERE message_id IN ({PersonalSql.Messages})
            OR message_id IN (SELECT m.id FROM message m WHERE m.conversation_id IN ({PersonalSql.Owned}))
        """;

    private const string OrphanedLogs =
        $"""
        DELETE FROM conversation_log l
        WHERE message_id IN ({PersonalSql.Messages})
            OR (client_id = $1 AND user_id = $2 AND NOT EXISTS (SELECT FROM message m WHERE m.id = l.message_id))
        """;

    private const string Logs = $"DELETE FROM conversation_log WHERE message_id IN ({PersonalSql.Messages}) OR (client_id = $1 AND user_id = $2)";

    private const string Conversations =
        """
        DELETE FROM conversation c
        WHERE client_id = $1 AND user_id = $2 AND NOT EXISTS (SELECT FROM message m WHERE m.conversation_id = c.id)
        """;

    private const string LeaveToOthers =
        "UPDATE conversation SET user_id = 'guest', title = NULL, variables = '{}', metadata = '{}' WHERE client_id = $1 AND user_id = $2";

    /// <summary>In other people's conversations: the title, if the person gave it, and what was known of whoever asked last. The next question says that anew.</summary>
    private const string ForgetInOthers =
        """
        UPDATE conversation c SET title = CASE WHEN t.is_begun THEN NULL ELSE c.title END, variables = '{}' FROM erased_talk t WHERE c.id = t.id
        """;

    private List<Guid> _stopped = [];

    public int Rank => 1;

    public async Task<IReadOnlyDictionary<string, int>> EraseAsync(PersonToErase person, ErasureStage stage, CancellationToken cancellationToken)
    {
        switch (stage)
        {
            case ErasureStage.Settled:
                return await db.RunAsync(
                    person,
                    cancellationToken,
                    ("prompt_logs", $"DELETE FROM promptlog WHERE message_id IN ({PersonalSql.Messages})"),
                    ("logs", OrphanedLogs),
                    ("messages", $"DELETE FROM message WHERE id IN ({PersonalSql.Messages})"));
            case ErasureStage.Rest:
                _stopped = await RunningAsync(person, cancellationToken);
                return await db.RunAsync(
                    person,
                    cancellationToken,
                    ("running_answers", $"DELETE FROM running_turn WHERE message_id IN ({PersonalSql.Messages})"),
                    (null, Release),
                    ("prompt_logs", Prompts),
                    ("logs", Logs),
                    ("messages", $"DELETE FROM message WHERE id IN ({PersonalSql.Messages})"),
                    (null, ForgetInOthers),
                    ("conversations", Conversations),
                    ("shared_conversations", LeaveToOthers));
            default:
                return PersonalSql.Nothing;
        }
    }

    /// <summary>Here they stop at once; other nodes see at their next heartbeat that the turns are gone.</summary>
    public Task ErasedAsync(PersonToErase person, CancellationToken cancellationToken)
    {
        _stopped.ForEach(answer => turns.Find(new MessageId(answer))?.Cancel(byPerson: true));
        return Task.CompletedTask;
    }

    private Task<List<Guid>> RunningAsync(PersonToErase person, CancellationToken cancellationToken)
    {
        var (client, user) = (person.ClientId.Value, person.UserId.Value);
        return db.Database.SqlQuery<Guid>(
            $"""
            SELECT message_id AS "Value" FROM running_turn
            WHERE message_id IN (SELECT id FROM erased_message)
                OR conversation_id IN (SELECT id FROM conversation WHERE client_id = {client} AND user_id = {user})
            """).ToListAsync(cancellationToken);
    }
}
