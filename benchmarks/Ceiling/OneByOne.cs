using System.Threading.Channels;
using Npgsql;

namespace ChatPlatform.Ceiling;

/// <summary>Each turn on its own: a free connection, a prepared batch, one round trip, one commit; twice.</summary>
internal sealed class OneByOne : ITurnWriter
{
    private readonly Channel<TurnConnection> _free = Channel.CreateUnbounded<TurnConnection>();
    private readonly int _connections;

    private OneByOne(int connections) => _connections = connections;

    public static async Task<OneByOne> OpenAsync(CeilingOptions options)
    {
        var writer = new OneByOne(options.Connections);
        for (var i = 0; i < options.Connections; i++)
        {
            await writer._free.Writer.WriteAsync(await TurnConnection.OpenAsync(options));
        }

        return writer;
    }

    public Task CreateConversationAsync(Guid id, string userId, DateTime now) => UseAsync(async connection =>
    {
        await connection.CreateConversationAsync(id, userId, now);
        return true;
    });

    public Task<Begun?> BeginAsync(Question question) => UseAsync(connection => connection.BeginAsync(question));

    public Task EndAsync(Answer answer) => UseAsync(async connection =>
    {
        await connection.EndAsync(answer);
        return true;
    });

    public async ValueTask DisposeAsync()
    {
        for (var i = 0; i < _connections; i++)
        {
            await (await _free.Reader.ReadAsync()).DisposeAsync();
        }
    }

    private async Task<T> UseAsync<T>(Func<TurnConnection, Task<T>> use)
    {
        var connection = await _free.Reader.ReadAsync();
        try
        {
            return await use(connection);
        }
        finally
        {
            _free.Writer.TryWrite(connection);
        }
    }
}

/// <summary>A connection whose commands are built and prepared once; only the parameters' values change.</summary>
internal sealed class TurnConnection : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlBatch _begin;
    private readonly NpgsqlBatch _end;

    private TurnConnection(NpgsqlConnection connection)
    {
        _connection = connection;
        _begin = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(
                    """
                    UPDATE conversation SET message_count = message_count + 2, last_accessed = $2, title = coalesce(title, left($3, 80))
                    WHERE id = $1 RETURNING message_count, user_id, client_id, channel
                    """)
                { Parameters = { Of<Guid>(), Of<DateTime>(), Of<string>() } },
                new NpgsqlBatchCommand(
                    """
                    INSERT INTO message (id, conversation_id, position, role, content, status, created_at, completed_at)
                    SELECT $2, $1, message_count - 1, 'user', $4, 'completed', $5, $5 FROM conversation WHERE id = $1
                    UNION ALL
                    SELECT $3, $1, message_count, 'assistant', '', 'pending', $5, NULL FROM conversation WHERE id = $1
                    """)
                { Parameters = { Of<Guid>(), Of<Guid>(), Of<Guid>(), Of<string>(), Of<DateTime>() } },
            },
        };
        _end = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(
                    """
                    UPDATE message SET content = $2, status = 'completed', completed_at = $3, input_tokens = $4, output_tokens = $5,
                        model = $6, finish_reason = 'stop' WHERE id = $1
                    """)
                { Parameters = { Of<Guid>(), Of<string>(), Of<DateTime>(), Of<int>(), Of<int>(), Of<string>() } },
                new NpgsqlBatchCommand(
                    """
                    INSERT INTO conversation_log (id, client_id, user_id, created_at, conversation_id, message_id, question, answer, status,
                        channel, model, input_tokens, output_tokens, duration_ms, metadata)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'completed', $9, $10, $11, $12, $13, '{}')
                    """)
                {
                    Parameters =
                    {
                        Of<Guid>(), Of<Guid>(), Of<string>(), Of<DateTime>(), Of<Guid>(), Of<Guid>(), Of<string>(), Of<string>(),
                        Of<string>(), Of<string>(), Of<int>(), Of<int>(), Of<int>(),
                    },
                },
                new NpgsqlBatchCommand(
                    """
                    INSERT INTO promptlog (message_id, created_at, system_prompt, context_from, context_to, model, temperature, max_tokens,
                        input_tokens, output_tokens, duration_ms)
                    VALUES ($1, $2, $3, 1, $4, $5, 0.2, 1000, $6, $7, $8)
                    """)
                {
                    Parameters =
                    {
                        Of<Guid>(), Of<DateTime>(), Of<string>(), Of<int>(), Of<string>(), Of<int>(), Of<int>(), Of<int>(),
                    },
                },
            },
        };
    }

    public static async Task<TurnConnection> OpenAsync(CeilingOptions options)
    {
        var turn = new TurnConnection(await options.ConnectAsync());
        await turn._begin.PrepareAsync();
        await turn._end.PrepareAsync();
        return turn;
    }

    public async Task CreateConversationAsync(Guid id, string userId, DateTime now)
    {
        await using var command = new NpgsqlCommand(Constant.CreateConversation, _connection)
        {
            Parameters = { Of<Guid>(), Of<string>(), Of<DateTime>() },
        };
        new Values(command.Parameters).Set(id).Set(userId).Set(now);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<Begun?> BeginAsync(Question q)
    {
        new Values(_begin.BatchCommands[0].Parameters).Set(q.ConversationId).Set(q.AskedAt).Set(q.Text);
        new Values(_begin.BatchCommands[1].Parameters).Set(q.ConversationId).Set(q.QuestionId).Set(q.AnswerId).Set(q.Text).Set(q.AskedAt);
        await using var reader = await _begin.ExecuteReaderAsync();
        return await reader.ReadAsync()
            ? new Begun(reader.GetInt32(0), reader.GetString(1), reader.GetGuid(2), reader.GetString(3))
            : null;
    }

    public async Task EndAsync(Answer a)
    {
        var q = a.Question;
        new Values(_end.BatchCommands[0].Parameters)
            .Set(q.AnswerId).Set(a.Text).Set(a.EndedAt).Set(a.InputTokens).Set(a.OutputTokens).Set(Constant.Model);
        new Values(_end.BatchCommands[1].Parameters)
            .Set(a.LogId).Set(a.Begun.ClientId).Set(a.Begun.UserId).Set(q.AskedAt).Set(q.ConversationId).Set(q.AnswerId).Set(q.Text)
            .Set(a.Text).Set(a.Begun.Channel).Set(Constant.Model).Set(a.InputTokens).Set(a.OutputTokens).Set(a.DurationMs);
        new Values(_end.BatchCommands[2].Parameters)
            .Set(q.AnswerId).Set(q.AskedAt).Set(Constant.SystemPrompt).Set(a.Begun.Position - 1).Set(Constant.Model)
            .Set(a.InputTokens).Set(a.OutputTokens).Set(a.DurationMs);
        await _end.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _begin.DisposeAsync();
        await _end.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private static NpgsqlParameter<T> Of<T>() => new();

    /// <summary>Sets typed values in order, without boxing.</summary>
    private ref struct Values(NpgsqlParameterCollection parameters)
    {
        private int _next;

        public Values Set<T>(T value)
        {
            ((NpgsqlParameter<T>)parameters[_next++]).TypedValue = value;
            return this;
        }
    }
}
