using ChatPlatform.Application.Insights;
using Npgsql;

namespace ChatPlatform.Infrastructure.Persistence.PostgreSql;

/// <summary>Days are told apart by their first moments, which are known here and not to the database's time zones: both providers agree.</summary>
internal sealed class PostgreSqlUsageFigures(IDatabaseServer server) : IUsageFigures
{
    /// <summary>Seconds. A year of a large platform may have to come from the disk.</summary>
    private const int Patience = 10;

    private const string EverybodySql =
        """
        WITH told AS (
            SELECT width_bucket(quarter, $1) AS day, sum(turns) AS turns, sum(input_tokens)::bigint AS input_tokens,
                sum(output_tokens)::bigint AS output_tokens, sum(failed) AS failed
            FROM usage_quarter
            WHERE quarter >= $1[1] AND quarter < $2 AND ($3::uuid IS NULL OR client_id = $3) AND ($4::text IS NULL OR robeing_id = $4)
            GROUP BY 1
        ), people AS (
            SELECT day, count(*)::int AS users
            FROM (
                SELECT DISTINCT width_bucket(quarter, $1) AS day, client_id, user_id
                FROM usage_user_quarter
                WHERE quarter >= $1[1] AND quarter < $2 AND ($3::uuid IS NULL OR client_id = $3) AND ($4::text IS NULL OR robeing_id = $4)
                    AND turns > 0) AS each
            GROUP BY day
        )
        SELECT day - 1, turns, coalesce(users, 0), input_tokens, output_tokens, failed
        FROM told LEFT JOIN people USING (day) WHERE turns > 0
        """;

    private const string OnePersonSql =
        """
        SELECT width_bucket(created_at, $1) - 1, count(*), count(DISTINCT client_id)::int, coalesce(sum(input_tokens), 0),
            coalesce(sum(output_tokens), 0), count(*) FILTER (WHERE status = 'failed')
        FROM conversation_log
        WHERE user_id = $5 AND created_at >= $1[1] AND created_at < $2
            AND ($3::uuid IS NULL OR client_id = $3) AND ($4::text IS NULL OR robeing_id = $4)
        GROUP BY 1
        """;

    public async Task<DailyUsage> ReadAsync(UsageFilter filter, CancellationToken cancellationToken)
    {
        await using var batch = server.DataSource.CreateBatch();
        batch.Timeout = Patience;

        // before the figures: what is counted between the two is in them, and not yet in this
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            filter.User is null ? "SELECT (SELECT as_of FROM usage_progress)" : "SELECT now()"));
        var figures = new NpgsqlBatchCommand(filter.User is null ? EverybodySql : OnePersonSql)
            .With(filter.Days.Starts.ToArray()).With(filter.Days.End).With(filter.Client?.Value).With(filter.RobeingId);
        batch.BatchCommands.Add(filter.User is { } user ? figures.With(user.Value) : figures);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        DateTimeOffset? asOf = await reader.IsDBNullAsync(0, cancellationToken) ? null : reader.GetFieldValue<DateTimeOffset>(0);
        await reader.NextResultAsync(cancellationToken);
        var days = new List<DayUsage>();
        while (await reader.ReadAsync(cancellationToken))
        {
            days.Add(new(
                reader.GetInt32(0), reader.GetInt64(1), reader.GetInt32(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5)));
        }

        return new(days, asOf);
    }
}
