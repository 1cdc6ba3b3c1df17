using ChatPlatform.Application.Tasks;
using ChatPlatform.Domain.Tasks;
using Npgsql;

namespace ChatPlatform.Infrastructure.Persistence.PostgreSql;

/// <summary>One batch, one transaction, one commit: what ended, what is still held, what comes next.</summary>
internal sealed class PostgreSqlTaskStore(IDatabaseServer server) : ITaskStore
{
    /// <summary>A task's end makes its delivery ready in the same breath.</summary>
    private const string EndSql =
        """
        WITH ended AS (
            UPDATE aiprocessingtask t
            SET status = i.status, attempts = t.attempts - CASE WHEN i.counts THEN 0 ELSE 1 END, next_attempt_at = now() + i.pause,
                lease_until = NULL, attempt_token = NULL, node_id = NULL, errors = i.errors, error_code = i.error_code,
                error_detail = i.error_detail, tokens_used = coalesce(i.tokens_used, t.tokens_used),
                completed_at = CASE WHEN i.status IN ('completed', 'failed') THEN now() END
            FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)
                AS i(id, token, status, pause, counts, errors, error_code, error_detail, tokens_used)
            WHERE t.id = i.id AND t.attempt_token = i.token
            RETURNING t.id, t.status
        )
        UPDATE delivery d
        SET content = CASE e.status WHEN 'completed' THEN 'answer' ELSE 'apology' END,
            state = CASE WHEN e.status = 'failed' AND (d.state = 'held' OR d.channel = 'none') THEN 'failed' ELSE d.state END,
            ended_at = CASE WHEN e.status = 'failed' AND (d.state = 'held' OR d.channel = 'none') THEN now() ELSE d.ended_at END
        FROM ended e
        WHERE d.task_id = e.id AND e.status IN ('completed', 'failed')
        """;

    private const string RenewSql =
        """
        UPDATE aiprocessingtask t SET lease_until = now() + $3
        FROM unnest($1, $2) AS i(id, token)
        WHERE t.id = i.id AND t.attempt_token = i.token
        RETURNING t.attempt_token
        """;

    private const string ReportSql =
        """
        INSERT INTO worker_node (id, started_at, seen_at, running, parallelism, completed, failed, last_error, last_error_at)
        VALUES ($1, now(), now(), $2, $3, $4, $5, $6, $7)
        ON CONFLICT (id) DO UPDATE SET seen_at = now(), running = excluded.running, parallelism = excluded.parallelism,
            completed = excluded.completed, failed = excluded.failed, last_error = excluded.last_error, last_error_at = excluded.last_error_at
        """;

    /// <summary>
    /// The two kinds of due tasks have an index each. Who stands behind an unfinished task of its lane waits. A task that was never begun is
    /// due, also when the clock of the node that added it is ahead of the database's.
    /// </summary>
    private const string ClaimSql =
        """
        WITH late AS (
            SELECT t.id, t.lease_until AS due FROM aiprocessingtask t
            WHERE t.status = 'processing' AND t.lease_until < now()
            ORDER BY t.lease_until LIMIT $2 FOR UPDATE SKIP LOCKED
        ), waiting AS (
            SELECT t.id, least(t.next_attempt_at, now()) AS due FROM aiprocessingtask t
            WHERE t.status = 'pending' AND (t.started_at IS NULL OR t.next_attempt_at <= now()) AND NOT EXISTS (
                SELECT FROM aiprocessingtask e WHERE e.lane = t.lane AND (e.created_at, e.id) < (t.created_at, t.id) AND e.status IN ('pending', 'processing'))
            ORDER BY t.priority DESC, t.next_attempt_at, t.id LIMIT $2 FOR UPDATE SKIP LOCKED
        ), chosen AS (
            SELECT * FROM late UNION ALL SELECT * FROM waiting LIMIT $2
        )
        UPDATE aiprocessingtask t
        SET status = 'processing', node_id = $1, attempt_token = gen_random_uuid(), attempts = t.attempts + 1,
            lease_until = now() + $3, started_at = now()
        FROM chosen c
        WHERE t.id = c.id
        RETURNING t.id, t.kind, t.subject, t.attempt_token, t.attempts, t.errors, t.deadline, now() - c.due, t.deadline < now(),
            t.priority >= 0
        """;

    private const string MeasureSql =
        """
        SELECT (SELECT count(*) FROM (SELECT FROM aiprocessingtask WHERE status = 'pending' AND priority >= 0 AND next_attempt_at <= now() LIMIT 100000) w)::int,
            greatest(1, (SELECT coalesce(sum(parallelism), 1) FROM worker_node WHERE seen_at > now() - $1))::int
        """;

    /// <summary>Deliveries go with their tasks.</summary>
    private const string RemoveEndedSql =
        """
        DELETE FROM aiprocessingtask WHERE id IN (
            SELECT t.id FROM aiprocessingtask t
            WHERE t.completed_at < now() - $1
                AND NOT EXISTS (SELECT FROM delivery d WHERE d.task_id = t.id AND d.state IN ('pending', 'held'))
            ORDER BY t.completed_at LIMIT 1000 FOR UPDATE SKIP LOCKED)
        """;

    private const string ForgetTargetsSql =
        """
        UPDATE delivery SET target = NULL WHERE id IN (
            SELECT id FROM delivery WHERE target IS NOT NULL AND state <> 'pending' AND deadline < now() - $1
            ORDER BY deadline LIMIT 1000 FOR UPDATE SKIP LOCKED)
        """;

    public async Task<WorkerGain> ExchangeAsync(WorkerTurn turn, CancellationToken cancellationToken)
    {
        await using var batch = server.TurnSource.CreateBatch();
        if (turn.Ended.Count > 0)
        {
            batch.BatchCommands.Add(End([.. turn.Ended]));
        }

        if (turn.Report is { } report)
        {
            batch.BatchCommands.Add(Report(turn, report));
        }

        if (turn.Held.Count > 0)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(RenewSql)
                .Column([.. turn.Held], h => h.Id.Value)
                .Column([.. turn.Held], h => h.Token)
                .With(AiTask.Lease));
        }

        if (turn.Free > 0)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(ClaimSql).With(turn.Node.Value).With(turn.Free).With(AiTask.Lease));
        }

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var kept = turn.Held.Count > 0 ? await KeptAsync(reader) : [];
        var claimed = turn.Free > 0 ? await ClaimedAsync(reader) : [];
        return new WorkerGain(claimed, kept);
    }

    public async Task<QueueDepth> MeasureAsync(CancellationToken cancellationToken)
    {
        await using var batch = server.DataSource.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(MeasureSql).With(AiTask.Lease));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("DELETE FROM worker_node WHERE seen_at < now() - interval '1 day'"));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new QueueDepth(reader.GetInt32(0), reader.GetInt32(1));
    }

    public Task<int> RemoveEndedAsync(TimeSpan age, CancellationToken cancellationToken) => ExecuteAsync(RemoveEndedSql, age, cancellationToken);

    public Task<int> ForgetTargetsAsync(TimeSpan age, CancellationToken cancellationToken) => ExecuteAsync(ForgetTargetsSql, age, cancellationToken);

    private async Task<int> ExecuteAsync(string sql, TimeSpan age, CancellationToken cancellationToken)
    {
        await using var command = server.DataSource.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = age });
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlBatchCommand End(List<AttemptEnd> ends) => new NpgsqlBatchCommand(EndSql)
        .Column(ends, e => e.TaskId.Value)
        .Column(ends, e => e.Token)
        .Column(ends, e => SnakeCaseEnumConverter<AiTaskStatus>.NameOf(e.Status))
        .Column(ends, e => e.Pause)
        .Column(ends, e => e.Counts)
        .Column(ends, e => e.Errors)
        .Column(ends, e => e.ErrorCode)
        .Column(ends, e => e.ErrorDetail)
        .Column(ends, e => e.TokensUsed);

    private static NpgsqlBatchCommand Report(WorkerTurn turn, WorkerReport report) => new NpgsqlBatchCommand(ReportSql)
        .With(turn.Node.Value)
        .With(report.Running)
        .With(report.Parallelism)
        .With(report.Completed)
        .With(report.Failed)
        .With(report.LastError)
        .With(report.LastErrorAt);

    private static async Task<HashSet<Guid>> KeptAsync(NpgsqlDataReader reader)
    {
        var kept = new HashSet<Guid>();
        while (await reader.ReadAsync())
        {
            kept.Add(reader.GetGuid(0));
        }

        await reader.NextResultAsync();
        return kept;
    }

    private static async Task<List<ClaimedTask>> ClaimedAsync(NpgsqlDataReader reader)
    {
        var claimed = new List<ClaimedTask>();
        while (await reader.ReadAsync())
        {
            claimed.Add(new ClaimedTask(
                new AiTaskId(reader.GetGuid(0)),
                reader.GetString(1),
                reader.GetGuid(2),
                reader.GetGuid(3),
                reader.GetInt32(4),
                reader.GetString(5),
                reader.GetFieldValue<DateTimeOffset>(6),
                reader.GetTimeSpan(7),
                reader.GetBoolean(8),
                reader.GetBoolean(9)));
        }

        return claimed;
    }
}
