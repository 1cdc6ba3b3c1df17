using Npgsql;
using NpgsqlTypes;

namespace ChatPlatform.SeedLogs;

/// <summary>The product's conversation_log, filled the quick way: indexes away, binary copy, indexes again.</summary>
internal sealed class LogTable(NpgsqlConnection connection)
{
    /// <summary>Rows that one thread makes at a time.</summary>
    private const int Portion = 2_000;

    private const string Copy =
        """
        COPY conversation_log (id, client_id, user_id, created_at, conversation_id, message_id, question, answer, status, channel, robeing_id,
            model, error_code, input_tokens, output_tokens, duration_ms, metadata, search_grams) FROM STDIN (FORMAT BINARY)
        """;

    private static readonly Guid Client = new("01890000-0000-7000-8000-000000000001");

    /// <summary>Drops all but the primary key; returns the statements that make them again.</summary>
    public async Task<IReadOnlyList<string>> DropIndexesAsync()
    {
        var found = new List<(string Name, string Definition)>();
        await using (var ask = new NpgsqlCommand(
            """
            SELECT i.indexname, i.indexdef FROM pg_indexes i
            WHERE i.tablename = 'conversation_log' AND i.schemaname = current_schema()
                AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conname = i.indexname)
            """,
            connection))
        await using (var reader = await ask.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                found.Add((reader.GetString(0), reader.GetString(1)));
            }
        }

        await RunAsync("SET maintenance_work_mem = '1GB'");
        foreach (var (name, _) in found)
        {
            await RunAsync($"DROP INDEX \"{name}\"");
        }

        return found.ConvertAll(index => index.Definition);
    }

    public async Task CopyAsync(LogRows source, int rows)
    {
        var portions = Enumerable.Range(0, (rows + Portion - 1) / Portion).AsParallel().AsOrdered()
            .WithMergeOptions(ParallelMergeOptions.NotBuffered)
            .Select(p => Enumerable.Range(p * Portion, Math.Min(Portion, rows - p * Portion)).Select(source.Row).ToArray());
        await using var writer = await connection.BeginBinaryImportAsync(Copy);
        foreach (var portion in portions)
        {
            foreach (var row in portion)
            {
                await WriteAsync(writer, row);
            }
        }

        await writer.CompleteAsync();
    }

    public async Task RunAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<string?> SizeAsync()
    {
        await using var command = new NpgsqlCommand("SELECT pg_size_pretty(pg_total_relation_size('conversation_log'))", connection);
        return (string?)await command.ExecuteScalarAsync();
    }

    private static async Task WriteAsync(NpgsqlBinaryImporter writer, LogRow row)
    {
        await writer.StartRowAsync();
        await writer.WriteAsync(row.Id);
        await writer.WriteAsync(Client);
        await writer.WriteAsync(row.UserId);
        await writer.WriteAsync(row.CreatedAt, NpgsqlDbType.TimestampTz);
        await writer.WriteAsync(row.ConversationId);
        await writer.WriteAsync(row.MessageId);
        await writer.WriteAsync(row.Question);
        await writer.WriteAsync(row.Answer);
        await writer.WriteAsync(row.Status);
        await writer.WriteAsync(row.Channel);
        await WriteAsync(writer, row.RobeingId);
        await writer.WriteAsync("gpt-4o");
        await WriteAsync(writer, row.ErrorCode);
        await writer.WriteAsync(row.InputTokens);
        await writer.WriteAsync(row.OutputTokens);
        await writer.WriteAsync(row.DurationMs);
        await writer.WriteAsync("{}");
        await writer.WriteAsync(row.Grams, NpgsqlDbType.Array | NpgsqlDbType.Integer);
    }

    private static Task WriteAsync(NpgsqlBinaryImporter writer, string? text) => text is null ? writer.WriteNullAsync() : writer.WriteAsync(text);
}
