using ChatPlatform.Application.Robeings.Contracts;
using Npgsql;

namespace ChatPlatform.Infrastructure.Persistence.PostgreSql;

/// <summary>
/// One batch as one statement: changes go out of the queue and into the figures. It returns what was taken by quarter and robeing. The
/// progress is the start of the transaction, which is before the statement looks at the queue.
/// </summary>
internal static class CountChanges
{
    private const string Sql =
        """
        WITH taken AS (
            DELETE FROM conversation_log_change
            WHERE ctid = ANY (ARRAY(SELECT ctid FROM conversation_log_change LIMIT $1))
            RETURNING date_bin('15 minutes', created_at, 'epoch'::timestamptz) AS quarter, client_id, channel,
                coalesce(robeing_id, '') AS robeing_id, user_id, status,
                coalesce(input_tokens, 0)::bigint * sign AS input_tokens, coalesce(output_tokens, 0)::bigint * sign AS output_tokens, sign
        ), counted AS (
            INSERT INTO usage_quarter AS u (
                quarter, client_id, channel, robeing_id, turns, completed, failed, cancelled, interrupted, input_tokens, output_tokens)
            SELECT quarter, client_id, channel, robeing_id, sum(sign),
                coalesce(sum(sign) FILTER (WHERE status = 'completed'), 0), coalesce(sum(sign) FILTER (WHERE status = 'failed'), 0),
                coalesce(sum(sign) FILTER (WHERE status = 'cancelled'), 0), coalesce(sum(sign) FILTER (WHERE status = 'interrupted'), 0),
                sum(input_tokens), sum(output_tokens)
            FROM taken GROUP BY quarter, client_id, channel, robeing_id
            ON CONFLICT (quarter, client_id, channel, robeing_id) DO UPDATE SET turns = u.turns + excluded.turns,
                completed = u.completed + excluded.completed, failed = u.failed + excluded.failed,
                cancelled = u.cancelled + excluded.cancelled, interrupted = u.interrupted + excluded.interrupted,
                input_tokens = u.input_tokens + excluded.input_tokens, output_tokens = u.output_tokens + excluded.output_tokens
        ), told AS (
            INSERT INTO usage_user_quarter AS u (quarter, client_id, user_id, robeing_id, turns)
            SELECT quarter, client_id, user_id, robeing_id, sum(sign)
            FROM taken WHERE user_id <> '' GROUP BY quarter, client_id, user_id, robeing_id HAVING sum(sign) <> 0
            ON CONFLICT (quarter, client_id, user_id, robeing_id) DO UPDATE SET turns = u.turns + excluded.turns
        ), reached AS (
            INSERT INTO usage_progress (id, as_of) SELECT 1, now() WHERE (SELECT count(*) FROM taken) < $1
            ON CONFLICT (id) DO UPDATE SET as_of = excluded.as_of
        )
        SELECT quarter, robeing_id, count(*)::int,
            coalesce(sum(sign) FILTER (WHERE status = 'completed'), 0)::int, coalesce(sum(sign) FILTER (WHERE status = 'failed'), 0)::int
        FROM taken GROUP BY quarter, robeing_id
        """;

    /// <summary>Returns how many changes were taken, and what robeings did in them.</summary>
    public static async Task<(int Rows, IReadOnlyList<RobeingActivity> Activity)> RunAsync(
        NpgsqlConnection connection, int most, TimeSpan patience, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection) { Timeout = (int)patience.TotalSeconds };
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Sql).With(most));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var (rows, activity) = (0, new List<RobeingActivity>());
        while (await reader.ReadAsync(cancellationToken))
        {
            rows += reader.GetInt32(2);
            var (robeing, completed, failed) = (reader.GetString(1), reader.GetInt32(3), reader.GetInt32(4));
            if (robeing.Length > 0 && (completed, failed) != (0, 0))
            {
                activity.Add(new(robeing, reader.GetFieldValue<DateTimeOffset>(0), completed + failed, completed, failed));
            }
        }

        return (rows, activity);
    }
}
