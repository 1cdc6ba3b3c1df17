using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using Npgsql;

namespace ChatPlatform.Infrastructure.Persistence.PostgreSql;

/// <summary>Takes each conversation's one place for a running turn, and writes question and pending answer where that succeeded.</summary>
internal static class BeginTurns
{
    private const string Sql =
        """
        WITH input AS (
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)
                AS i(conversation_id, client_id, node_id, question_id, answer_id, question, asked_at, key, request_hash)
        ), taken AS (
            INSERT INTO running_turn (message_id, conversation_id, question_id, node_id, started_at, cancel_requested, by_task)
            SELECT i.answer_id, c.id, i.question_id, i.node_id, i.asked_at, false, false
            FROM input i JOIN conversation c ON c.id = i.conversation_id AND c.client_id = i.client_id
            ON CONFLICT (conversation_id) DO NOTHING
            RETURNING message_id
        ), numbered AS (
            UPDATE conversation c
            SET message_count = c.message_count + 2, last_accessed = i.asked_at, title = coalesce(c.title, left(i.question, 80))
            FROM input i JOIN taken t ON t.message_id = i.answer_id
            WHERE c.id = i.conversation_id
            RETURNING i.*, c.message_count, c.user_id, c.channel, c.channel_id, c.robeing_id, c.prompt_name, c.variables
        ), said AS (
            INSERT INTO message (id, conversation_id, position, role, content, status, created_at, completed_at)
            SELECT question_id, conversation_id, message_count - 1, 'user', question, 'completed', asked_at, asked_at FROM numbered
            UNION ALL
            SELECT answer_id, conversation_id, message_count, 'assistant', '', 'pending', asked_at, NULL FROM numbered
        ), keyed AS (
            INSERT INTO idempotency_key (client_id, key, request_hash, message_id, created_at)
            SELECT client_id, key, request_hash, answer_id, asked_at FROM numbered WHERE key IS NOT NULL
        )
        SELECT answer_id, message_count, user_id, channel, channel_id, robeing_id, prompt_name, variables FROM numbered
        """;

    public static NpgsqlBatchCommand Command(List<TurnWrite.Begin> rows) => new NpgsqlBatchCommand(Sql)
        .Column(rows, r => r.Request.ConversationId.Value)
        .Column(rows, r => r.Request.ClientId.Value)
        .Column(rows, r => r.Node.Value)
        .Column(rows, r => r.Request.QuestionId.Value)
        .Column(rows, r => r.Request.AnswerId.Value)
        .Column(rows, r => r.Request.Text)
        .Column(rows, r => r.Request.AskedAt)
        .Column(rows, r => r.Request.Idempotency?.Key)
        .Column(rows, r => r.Request.Idempotency?.RequestHash);

    public static async Task ReadAsync(NpgsqlDataReader reader, List<TurnWrite.Begin> rows)
    {
        while (await reader.ReadAsync())
        {
            var answer = reader.GetGuid(0);
            var write = rows.Find(r => r.Request.AnswerId.Value == answer)!;
            var request = write.Request;
            write.Outcome = new TurnFacts(
                request.ConversationId,
                request.QuestionId,
                request.AnswerId,
                reader.GetInt32(1),
                request.Text,
                request.AskedAt,
                request.ClientId,
                new UserId(reader.GetString(2)),
                reader.GetString(3),
                Text(reader, 4),
                Text(reader, 5),
                Text(reader, 6),
                reader.GetString(7));
        }
    }

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
