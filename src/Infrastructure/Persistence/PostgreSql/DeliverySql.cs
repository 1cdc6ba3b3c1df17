using ChatPlatform.Domain.Tasks;

namespace ChatPlatform.Infrastructure.Persistence.PostgreSql;

/// <summary>The rules are <see cref="Delivery"/>'s own, in SQL, so that two nodes never take the same row.</summary>
internal static class DeliverySql
{
    private const string Left =
        "state = CASE d.content WHEN 'answer' THEN 'uncertain' WHEN 'apology' THEN 'failed' ELSE 'held' END, ended_at = now(), attempts = d.attempts + 1";

    /// <summary>
    /// Two nodes do not choose from lanes at the same moment: one that does not yet see what the other takes would take another one of the
    /// lane. Held to the end of the transaction, so that each sees what the one before took.
    /// </summary>
    public const string LockSql = "SELECT pg_advisory_xact_lock(hashtextextended('delivery ' || $1, 0))";

    /// <summary>
    /// What is past its time is given up on first; then what is due is taken. An answer without a channel whose response has left without
    /// it is held.
    /// </summary>
    public const string GiveUpSql =
        """
        WITH late AS (
            SELECT id FROM delivery WHERE channel = $1 AND state = 'pending' AND deadline < now() - $2 FOR UPDATE SKIP LOCKED
        ), never_known AS (
            UPDATE delivery SET target = NULL WHERE channel = $1 AND state = 'uncertain' AND target IS NOT NULL AND deadline < now() - $2
        ), left_behind AS (
            SELECT id FROM delivery
            WHERE channel = 'none' AND state = 'pending' AND content <> 'awaited' AND not_before <= now() FOR UPDATE SKIP LOCKED
        )
        UPDATE delivery d SET state = CASE d.content WHEN 'apology' THEN 'failed' ELSE 'held' END, ended_at = now(), target = NULL,
            receipt = CASE WHEN d.channel = $1 THEN coalesce(d.receipt, $3) END
        FROM (SELECT id FROM late UNION ALL SELECT id FROM left_behind) g
        WHERE d.id = g.id
        """;

    /// <summary>
    /// What is there to send and may leave, what has no answer in time, and what may have arrived and can be looked for: each has an
    /// index. In a lane an earlier one goes first, one at a time and not too fast; one that waits (for a <c>Retry-After</c>, or between its
    /// pages) or is on its way holds up all others. What was to leave at once leaves at once, also when the clock of the node that added it
    /// is ahead of the database's.
    /// </summary>
    public const string TakeDueSql =
        $"""
        WITH ready AS (
            SELECT id, not_before FROM delivery d
            WHERE channel = $1 AND state = 'pending' AND content <> 'awaited'
                AND (not_before <= now() OR (attempts = 0 AND NOT announced AND not_before <= created_at)) AND (lane IS NULL OR NOT EXISTS (
                SELECT FROM delivery o WHERE o.lane = d.lane AND o.state = 'pending' AND o.content <> 'awaited' AND o.id < d.id
                UNION ALL SELECT FROM delivery o WHERE o.lane = d.lane AND o.state = 'pending' AND o.content <> 'awaited' AND o.id > d.id
                    AND o.send_token IS NOT NULL AND o.not_before > now()
                UNION ALL SELECT FROM delivery o WHERE o.lane = d.lane AND o.state = 'uncertain' AND o.target IS NOT NULL
                UNION ALL SELECT FROM delivery o WHERE o.lane = d.lane AND o.state = 'failed' AND o.target IS NOT NULL AND o.ended_at > now() - $6
                UNION ALL SELECT FROM delivery o WHERE o.lane = d.lane AND o.ended_at > now() - $5))
            ORDER BY not_before LIMIT $3 FOR UPDATE SKIP LOCKED
        ), late AS (
            SELECT id, not_before FROM delivery
            WHERE channel = $1 AND state = 'pending' AND content = 'awaited' AND deadline <= now() AND $8
            ORDER BY deadline LIMIT $3 FOR UPDATE SKIP LOCKED
        ), unsure AS (
            SELECT id, not_before FROM delivery
            WHERE channel = $1 AND state = 'uncertain' AND target IS NOT NULL AND ended_at < now() - $6 AND not_before <= now()
                AND deadline > now() - $4
            ORDER BY ended_at LIMIT $3 FOR UPDATE SKIP LOCKED
        ), due AS (
            SELECT id, unsure FROM (
                SELECT *, false AS unsure FROM ready UNION ALL SELECT *, false FROM late UNION ALL SELECT *, true FROM unsure) e
            ORDER BY not_before LIMIT $3
        )
        UPDATE delivery d SET {Left}, send_token = $2, via = $7
        FROM due
        WHERE d.id = due.id
        RETURNING d.id, d.recipient, d.subject, d.shown, d.target, d.content, now() + interval '2 seconds' < d.deadline + $4, due.unsure
        """;

    public const string NextDueSql =
        """
        SELECT least(
            (SELECT min(not_before) FROM delivery WHERE channel = $1 AND state = 'pending' AND content <> 'awaited'),
            (SELECT min(deadline) FROM delivery WHERE channel = $1 AND state = 'pending'),
            (SELECT min(greatest(ended_at + $2, not_before)) FROM delivery
                WHERE channel = $1 AND state = 'uncertain' AND target IS NOT NULL AND $2 IS NOT NULL)) - now()
        """;

    public const string TakeHeldSql =
        $"""
        UPDATE delivery d SET {Left}, send_token = $3, via = CASE WHEN d.task_id = $2 THEN 'inline' ELSE $4 END
        FROM (
            SELECT id FROM delivery
            WHERE recipient = $1 AND state IN ('held', 'pending') AND (
                (content = 'answer' AND (state = 'held' OR channel = 'none' OR (task_id = $2 AND not_before > now())))
                OR (content = 'apology' AND state = 'pending' AND task_id = $2 AND not_before > now()))
                AND (NOT announced OR task_id IS DISTINCT FROM $2)
            ORDER BY id LIMIT $5 FOR UPDATE SKIP LOCKED) ready
        WHERE d.id = ready.id
        RETURNING d.id, d.subject, d.shown, d.content = 'apology'
        """;

    /// <summary>A response that takes the row meanwhile is waited for.</summary>
    public const string AnnounceSql =
        """
        WITH told AS (UPDATE delivery SET announced = true WHERE task_id = $1 AND state = 'pending' AND content <> 'apology' RETURNING id)
        SELECT EXISTS (SELECT FROM told) OR NOT EXISTS (SELECT FROM delivery WHERE task_id = $1 AND NOT announced)
        """;

    public const string ReleaseSql =
        """
        UPDATE delivery SET announced = true, not_before = least(not_before, now() + $2) WHERE task_id = $1 AND state = 'pending'
        RETURNING content <> 'awaited'
        """;

    public const string SettleSql =
        """
        UPDATE delivery d
        SET receipt = coalesce(i.receipt, d.receipt),
            state = CASE WHEN i.retry_after IS NOT NULL THEN 'pending' WHEN d.state = 'uncertain' THEN i.state ELSE d.state END,
            not_before = coalesce(now() + i.retry_after, now() + i.look_after, d.not_before),
            ended_at = CASE WHEN i.retry_after IS NOT NULL THEN NULL WHEN d.state = 'uncertain' THEN now() ELSE d.ended_at END,
            target = CASE WHEN i.retry_after IS NOT NULL OR i.will_look THEN d.target END,
            shown = coalesce(i.shown, d.shown),
            has_rest = CASE WHEN i.shown IS NULL THEN d.has_rest ELSE i.has_rest END
        FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)
            AS i(id, token, state, receipt, retry_after, shown, has_rest, will_look, look_after)
        WHERE d.id = i.id AND d.send_token = i.token
        """;
}
