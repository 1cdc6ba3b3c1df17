using Npgsql;

namespace ChatPlatform.Infrastructure.Persistence.PostgreSql;

/// <summary>Keeps the partial text of turns that are still their node's.</summary>
internal static class CheckpointTurns
{
    private const string Sql =
        """
        UPDATE message m SET content = i.content, status = 'streaming'
        FROM unnest($1, $2, $3) AS i(answer_id, node_id, content) JOIN running_turn t ON t.message_id = i.answer_id AND t.node_id = i.node_id
        WHERE m.id = i.answer_id
        RETURNING m.id
        """;

    public static NpgsqlBatchCommand Command(List<TurnWrite.Checkpoint> rows) => new NpgsqlBatchCommand(Sql)
        .Column(rows, r => r.Answer.Value)
        .Column(rows, r => r.Node.Value)
        .Column(rows, r => r.Text);

    public static async Task ReadAsync(NpgsqlDataReader reader, List<TurnWrite.Checkpoint> rows)
    {
        while (await reader.ReadAsync())
        {
            var answer = reader.GetGuid(0);
            rows.Find(r => r.Answer.Value == answer)!.Outcome = true;
        }
    }
}
