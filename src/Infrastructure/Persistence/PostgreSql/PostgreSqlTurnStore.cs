using ChatPlatform.Application.Access.Contracts;
using ChatPlatform.Application.Conversations;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using Npgsql;

namespace ChatPlatform.Infrastructure.Persistence.PostgreSql;

/// <summary>The turn's hot path in SQL of its own: one statement to begin, one to read the history, one to end.</summary>
internal sealed class PostgreSqlTurnStore(IDatabaseServer server, TurnWriter writer) : ITurnStore
{
    /// <summary>What a caller waits for its question to be committed before it hears 503.</summary>
    private static readonly TimeSpan BeginPatience = TimeSpan.FromSeconds(4);

    public async Task<Result<TurnFacts>> BeginAsync(TurnRequest request, NodeId node, CancellationToken cancellationToken)
    {
        // a second round when the conversation's running turn ended between the statement and the question why
        for (var round = 0; round < 2; round++)
        {
            var write = new TurnWrite.Begin(request, node);
            try
            {
                if (await AddAsync(write, cancellationToken) is { } facts)
                {
                    return facts;
                }
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation && e.TableName == "idempotency_key")
            {
                return IdempotencyErrors.Running;
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.ForeignKeyViolation)
            {
                return ConversationErrors.NotFound; // deleted while the statement waited for it
            }

            if (await WhyNotAsync(request, cancellationToken) is { } error)
            {
                return error;
            }
        }

        return ConversationErrors.Overloaded;
    }

    public async Task<Result<TurnFacts>> ResumeAsync(MessageId answer, NodeId attempt, CancellationToken cancellationToken)
    {
        try
        {
            await ExecuteAsync(ResumeTurns.TakeSql, answer, attempt, cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return ConversationErrors.Busy(answer);
        }

        // a statement of its own: the attempt before may have ended the turn while ours waited for its row
        var taken = await FindAsync(
            "t.message_id = $1 AND a.status IN ('pending', 'streaming')", new NpgsqlParameter<Guid> { TypedValue = answer.Value }, cancellationToken);
        if (taken.Count > 0)
        {
            return taken[0].NodeId == attempt ? taken[0].Turn : ConversationErrors.Busy(answer);
        }

        await ExecuteAsync(ResumeTurns.LetGoSql, answer, attempt, cancellationToken);
        await using var command = server.DataSource.CreateCommand("SELECT status IN ('pending', 'streaming', 'failed') FROM message WHERE id = $1");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = answer.Value });
        return await command.ExecuteScalarAsync(cancellationToken) switch
        {
            null => ConversationErrors.MessageNotFound,
            true => ConversationErrors.Busy(answer), // the attempt has lost its task
            _ => ConversationErrors.MessageEnded,
        };
    }

    public Task ReleaseAsync(MessageId answer, NodeId attempt, CancellationToken cancellationToken) =>
        ExecuteAsync(ResumeTurns.ReleaseSql, answer, attempt, cancellationToken);

    public async Task<IReadOnlyList<PastMessage>> ReadContextAsync(
        TurnFacts turn, int take, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        await using var command = server.DataSource.CreateCommand(
            """
            SELECT position, role, status, content, output_tokens FROM message
            WHERE conversation_id = $1 AND position < $2 AND ($4 IS NULL OR created_at >= $4) ORDER BY position DESC LIMIT $3
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = turn.ConversationId.Value });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = turn.AnswerPosition - 1 });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = take });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset?> { TypedValue = since });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var past = new List<PastMessage>();
        while (await reader.ReadAsync(cancellationToken))
        {
            past.Add(new PastMessage(
                reader.GetInt32(0),
                SnakeCaseEnumConverter<MessageRole>.ValueOf(reader.GetString(1)),
                SnakeCaseEnumConverter<MessageStatus>.ValueOf(reader.GetString(2)),
                reader.GetString(3),
                reader.IsDBNull(4) ? null : reader.GetInt32(4)));
        }

        return past;
    }

    public Task CheckpointAsync(MessageId answer, NodeId node, string text, CancellationToken cancellationToken) =>
        AddAsync(new TurnWrite.Checkpoint(answer, node, text), cancellationToken);

    public async Task<bool> EndAsync(TurnEnd end, CancellationToken cancellationToken)
    {
        var write = new TurnWrite.End(end);
        return writer.TryAdd(write) ? await write.Done : throw new TimeoutException("The write queue is full.");
    }

    public async Task<bool> RequestCancelAsync(MessageId answer, ClientId client, CancellationToken cancellationToken)
    {
        await using var command = server.DataSource.CreateCommand(
            """
            UPDATE running_turn t SET cancel_requested = true FROM conversation c
            WHERE t.message_id = $1 AND c.id = t.conversation_id AND c.client_id = $2
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = answer.Value });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = client.Value });
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    public async Task<Heartbeat> BeatAsync(NodeId node, CancellationToken cancellationToken)
    {
        await using var batch = server.DataSource.CreateBatch();
        batch.BatchCommands.Add(Of("INSERT INTO node (id, seen_at) VALUES ($1, now()) ON CONFLICT (id) DO UPDATE SET seen_at = now()", node));
        batch.BatchCommands.Add(Of(
            "SELECT message_id, cancel_requested FROM running_turn WHERE node_id = $1", node));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var own = new List<OwnTurn>();
        while (await reader.ReadAsync(cancellationToken))
        {
            own.Add(new OwnTurn(new MessageId(reader.GetGuid(0)), reader.GetBoolean(1)));
        }

        return new Heartbeat(own);

        static NpgsqlBatchCommand Of(string sql, NodeId node) =>
            new(sql) { Parameters = { new NpgsqlParameter<Guid> { TypedValue = node.Value } } };
    }

    public async Task<IReadOnlyList<AbandonedTurn>> FindAbandonedAsync(TimeSpan lease, CancellationToken cancellationToken)
    {
        await using (var forget = server.DataSource.CreateCommand("DELETE FROM node WHERE seen_at < now() - interval '1 day'"))
        {
            await forget.ExecuteNonQueryAsync(cancellationToken);
        }

        return await FindAsync(
            "NOT t.by_task AND NOT EXISTS (SELECT FROM node n WHERE n.id = t.node_id AND n.seen_at > now() - $1)",
            new NpgsqlParameter<TimeSpan> { TypedValue = lease },
            cancellationToken);
    }

    public Task<IReadOnlyList<AbandonedTurn>> FindAsync(IReadOnlyCollection<MessageId> answers, CancellationToken cancellationToken) =>
        FindAsync(
            "t.message_id = ANY($1)",
            new NpgsqlParameter<Guid[]> { TypedValue = [.. answers.Select(a => a.Value)] },
            cancellationToken);

    private async Task<IReadOnlyList<AbandonedTurn>> FindAsync(string condition, NpgsqlParameter parameter, CancellationToken cancellationToken)
    {
        await using var command = server.DataSource.CreateCommand(
            $"""
            SELECT t.conversation_id, t.question_id, t.message_id, a.position, q.content, q.created_at, c.client_id, coalesce(q.user_id, c.user_id),
                c.channel, c.channel_id, c.robeing_id, c.prompt_name, c.variables, t.node_id, a.content, q.origin
            FROM running_turn t
            JOIN conversation c ON c.id = t.conversation_id
            JOIN message q ON q.id = t.question_id
            JOIN message a ON a.id = t.message_id
            WHERE {condition} LIMIT 100
            """);
        command.Parameters.Add(parameter);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<AbandonedTurn>();
        while (await reader.ReadAsync(cancellationToken))
        {
            string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
            found.Add(new AbandonedTurn(
                new TurnFacts(
                    new ConversationId(reader.GetGuid(0)),
                    new MessageId(reader.GetGuid(1)),
                    new MessageId(reader.GetGuid(2)),
                    reader.GetInt32(3),
                    reader.GetString(4),
                    reader.GetFieldValue<DateTimeOffset>(5),
                    new ClientId(reader.GetGuid(6)),
                    new UserId(reader.GetString(7)),
                    reader.GetString(8),
                    Text(9),
                    Text(10),
                    Text(11),
                    reader.GetString(12))
                {
                    Origin = QuestionOrigin.Of(Text(15)),
                },
                new NodeId(reader.GetGuid(13)),
                reader.GetString(14)));
        }

        return found;
    }

    private async Task ExecuteAsync(string sql, MessageId answer, NodeId attempt, CancellationToken cancellationToken)
    {
        await using var command = server.DataSource.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = answer.Value });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = attempt.Value });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<T> AddAsync<T>(TurnWrite.Of<T> write, CancellationToken cancellationToken)
    {
        if (!writer.TryAdd(write))
        {
            throw new TimeoutException("The write queue is full.");
        }

        try
        {
            return await write.Done.WaitAsync(BeginPatience, cancellationToken);
        }
        catch
        {
            // a write that is committed all the same is found by the node's heartbeat
            write.Abandoned = true;
            throw;
        }
    }

    private async Task<Error?> WhyNotAsync(TurnRequest request, CancellationToken cancellationToken)
    {
        await using var command = server.DataSource.CreateCommand(
            """
            SELECT t.message_id FROM conversation c LEFT JOIN running_turn t ON t.conversation_id = c.id
            WHERE c.id = $1 AND c.client_id = $2
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = request.ConversationId.Value });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = request.ClientId.Value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return ConversationErrors.NotFound;
        }

        return reader.IsDBNull(0) ? null : ConversationErrors.Busy(new MessageId(reader.GetGuid(0)));
    }
}
