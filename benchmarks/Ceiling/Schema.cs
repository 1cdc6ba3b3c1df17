using Npgsql;

namespace ChatPlatform.Ceiling;

/// <summary>
/// The product's tables for a turn with the columns a turn fills, their primary keys and their indexes. Left out on purpose: foreign
/// keys, the row that keeps a conversation to one turn at a time (running_turn), and the log's search column with its index.
/// </summary>
internal static class Schema
{
    private const string Tables =
        """
        CREATE TABLE conversation (
            id uuid PRIMARY KEY, client_id uuid NOT NULL, user_id varchar(50) NOT NULL, channel varchar(100) NOT NULL,
            variables text NOT NULL, metadata text NOT NULL, title varchar(80), message_count integer NOT NULL,
            created_at timestamptz NOT NULL, last_accessed timestamptz NOT NULL);
        CREATE INDEX ON conversation (client_id, created_at DESC, id DESC);
        CREATE INDEX ON conversation (client_id, user_id, created_at DESC, id DESC);
        CREATE TABLE message (
            id uuid PRIMARY KEY, conversation_id uuid NOT NULL, position integer NOT NULL, role varchar(16) NOT NULL,
            content text NOT NULL, status varchar(16) NOT NULL, created_at timestamptz NOT NULL, completed_at timestamptz,
            input_tokens integer, output_tokens integer, model varchar(200), finish_reason varchar(40));
        CREATE UNIQUE INDEX ON message (conversation_id, position);
        CREATE TABLE conversation_log (
            id uuid PRIMARY KEY, client_id uuid NOT NULL, user_id varchar(50) NOT NULL, created_at timestamptz NOT NULL,
            conversation_id uuid NOT NULL, message_id uuid NOT NULL, question text NOT NULL, answer text NOT NULL,
            status varchar(16) NOT NULL, channel varchar(100) NOT NULL, robeing_id varchar(100), model varchar(200),
            input_tokens integer, output_tokens integer, duration_ms integer NOT NULL, metadata text NOT NULL);
        CREATE INDEX ON conversation_log (channel, created_at DESC, id DESC);
        CREATE INDEX ON conversation_log (client_id, created_at DESC, id DESC);
        CREATE INDEX ON conversation_log (created_at DESC, id DESC);
        CREATE UNIQUE INDEX ON conversation_log (message_id);
        CREATE INDEX ON conversation_log (robeing_id, created_at DESC, id DESC);
        CREATE INDEX ON conversation_log (user_id, created_at DESC, id DESC);
        CREATE TABLE promptlog (
            message_id uuid PRIMARY KEY, created_at timestamptz NOT NULL, system_prompt text, context_from integer NOT NULL,
            context_to integer NOT NULL, model varchar(200) NOT NULL, temperature real, max_tokens integer,
            input_tokens integer, output_tokens integer, duration_ms integer NOT NULL);
        """;

    public static async Task CreateAsync(CeilingOptions options)
    {
        var database = new NpgsqlConnectionStringBuilder(options.Connection).Database;
        await using (var server = await options.ConnectAsync("postgres"))
        {
            await RunAsync(server, $"DROP DATABASE IF EXISTS \"{database}\" WITH (FORCE)");
            await RunAsync(server, $"CREATE DATABASE \"{database}\"");
        }

        await using var connection = await options.ConnectAsync();
        await RunAsync(connection, Tables);
        await using var ask = new NpgsqlCommand(
            "SELECT string_agg(name || ' is ' || setting, ', ') FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit') AND setting <> 'on'",
            connection);
        if (await ask.ExecuteScalarAsync() is string loose)
        {
            throw new InvalidOperationException($"A commit on this server is not durable: {loose}.");
        }
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
