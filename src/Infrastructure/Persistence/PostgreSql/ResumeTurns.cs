namespace ChatPlatform.Infrastructure.Persistence.PostgreSql;

/// <summary>What an attempt at a task does to the running turn: $1 is the answer, $2 the attempt's token.</summary>
internal static class ResumeTurns
{
    /// <summary>
    /// Takes the turn, also from an attempt before it, and lets a failed answer begin anew. Only for the attempt that holds the task; the
    /// lock keeps it from being claimed by another in between.
    /// </summary>
    public const string TakeSql =
        """
        WITH mine AS (
            SELECT subject FROM aiprocessingtask
            WHERE kind = 'answer' AND subject = $1 AND attempt_token = $2 AND status = 'processing' FOR SHARE
        ), reopened AS (
            UPDATE message SET status = 'pending', content = '', completed_at = NULL, finish_reason = NULL,
                error_kind = NULL, error_code = NULL, error_detail = NULL
            FROM mine
            WHERE id = mine.subject AND role = 'assistant' AND message.status IN ('pending', 'streaming', 'failed')
            RETURNING id, conversation_id, position
        )
        INSERT INTO running_turn (message_id, conversation_id, question_id, node_id, started_at, cancel_requested, by_task)
        SELECT a.id, a.conversation_id, q.id, $2, now(), false, true
        FROM reopened a JOIN message q ON q.conversation_id = a.conversation_id AND q.position = a.position - 1
        ON CONFLICT (message_id) DO UPDATE SET node_id = excluded.node_id, by_task = true, cancel_requested = false
        """;

    /// <summary>The answer was given by the attempt before.</summary>
    public const string LetGoSql = "DELETE FROM running_turn WHERE message_id = $1 AND node_id = $2";

    public const string ReleaseSql =
        """
        WITH released AS (DELETE FROM running_turn WHERE message_id = $1 AND node_id = $2 RETURNING message_id)
        UPDATE message m SET status = 'pending', content = '' FROM released r WHERE m.id = r.message_id
        """;
}
