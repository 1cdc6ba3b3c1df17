using System.Threading.Channels;
using Npgsql;

namespace ChatPlatform.Ceiling;

/// <summary>Turns that wait while a commit is under way go together in the next one, as one set of statements over arrays.</summary>
internal sealed class GroupCommit : ITurnWriter
{
    /// <summary>Two, so that one batch is built while the other one's commit is on its way to the disk; as the product has.</summary>
    private const int Loops = 2;

    private const int MaxBatch = 128;

    private readonly Channel<Waiting> _queue = Channel.CreateUnbounded<Waiting>();
    private readonly OneByOne _sessions;
    private readonly Task[] _loops = new Task[Loops];

    private GroupCommit(OneByOne sessions) => _sessions = sessions;

    public static async Task<GroupCommit> OpenAsync(CeilingOptions options)
    {
        var writer = new GroupCommit(await OneByOne.OpenAsync(options with { Connections = 2 }));
        for (var i = 0; i < Loops; i++)
        {
            writer._loops[i] = writer.LoopAsync(await options.ConnectAsync());
        }

        return writer;
    }

    public Task CreateConversationAsync(Guid id, string userId, DateTime now) => _sessions.CreateConversationAsync(id, userId, now);

    public Task<Begun?> BeginAsync(Question question) => AddAsync(new Waiting(question, null));

    public Task EndAsync(Answer answer) => AddAsync(new Waiting(null, answer));

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.Complete();
        await Task.WhenAll(_loops);
        await _sessions.DisposeAsync();
    }

    private Task<Begun?> AddAsync(Waiting waiting)
    {
        _queue.Writer.TryWrite(waiting);
        return waiting.Done.Task;
    }

    private async Task LoopAsync(NpgsqlConnection connection)
    {
        await Task.Yield();
        await using var held = connection;
        var batch = new List<Waiting>(MaxBatch);
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < MaxBatch && _queue.Reader.TryRead(out var waiting))
            {
                batch.Add(waiting);
            }

            try
            {
                await CommitAsync(connection, batch);
                batch.ForEach(waiting => waiting.Done.TrySetResult(waiting.Begun));
            }
            catch (NpgsqlException e)
            {
                batch.ForEach(waiting => waiting.Done.TrySetException(e));
            }

            batch.Clear();
        }
    }

    private static async Task CommitAsync(NpgsqlConnection connection, List<Waiting> waiting)
    {
        var begins = waiting.FindAll(w => w.Question is not null);
        var ends = waiting.FindAll(w => w.Answer is not null).ConvertAll(w => w.Answer!);
        await using var batch = new NpgsqlBatch(connection);
        if (begins.Count > 0)
        {
            AddBegins(batch, begins.ConvertAll(w => w.Question!));
        }

        if (ends.Count > 0)
        {
            AddEnds(batch, ends);
        }

        await using var reader = await batch.ExecuteReaderAsync();
        while (begins.Count > 0 && await reader.ReadAsync())
        {
            var id = reader.GetGuid(0);
            begins.Find(w => w.Question!.ConversationId == id)!.Begun =
                new Begun(reader.GetInt32(1), reader.GetString(2), reader.GetGuid(3), reader.GetString(4));
        }
    }

    private static void AddBegins(NpgsqlBatch batch, List<Question> questions)
    {
        batch.BatchCommands.Add(Command(
            """
            UPDATE conversation c SET message_count = message_count + 2, last_accessed = i.now, title = coalesce(title, left(i.text, 80))
            FROM unnest($1, $2, $3) AS i(id, now, text)
            WHERE c.id = i.id RETURNING c.id, message_count, user_id, client_id, channel
            """,
            Column(questions, q => q.ConversationId),
            Column(questions, q => q.AskedAt),
            Column(questions, q => q.Text)));
        batch.BatchCommands.Add(Command(
            """
            WITH input AS (SELECT * FROM unnest($1, $2, $3, $4, $5) AS i(id, question_id, answer_id, text, now))
            INSERT INTO message (id, conversation_id, position, role, content, status, created_at, completed_at)
            SELECT i.question_id, i.id, c.message_count - 1, 'user', i.text, 'completed', i.now, i.now FROM input i JOIN conversation c USING (id)
            UNION ALL
            SELECT i.answer_id, i.id, c.message_count, 'assistant', '', 'pending', i.now, NULL FROM input i JOIN conversation c USING (id)
            """,
            Column(questions, q => q.ConversationId),
            Column(questions, q => q.QuestionId),
            Column(questions, q => q.AnswerId),
            Column(questions, q => q.Text),
            Column(questions, q => q.AskedAt)));
    }

    private static void AddEnds(NpgsqlBatch batch, List<Answer> answers)
    {
        batch.BatchCommands.Add(Command(
            """
            UPDATE message m SET content = i.text, status = 'completed', completed_at = i.now, input_tokens = i.input, output_tokens = i.output,
                model = 'gpt-4o', finish_reason = 'stop'
            FROM unnest($1, $2, $3, $4, $5) AS i(id, text, now, input, output) WHERE m.id = i.id
            """,
            Column(answers, a => a.Question.AnswerId),
            Column(answers, a => a.Text),
            Column(answers, a => a.EndedAt),
            Column(answers, a => a.InputTokens),
            Column(answers, a => a.OutputTokens)));
        batch.BatchCommands.Add(Command(
            """
            INSERT INTO conversation_log (id, client_id, user_id, created_at, conversation_id, message_id, question, answer, channel,
                input_tokens, output_tokens, duration_ms, model, status, metadata)
            SELECT i.*, 'gpt-4o', 'completed', '{}' FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) AS i
            """,
            Column(answers, a => a.LogId),
            Column(answers, a => a.Begun.ClientId),
            Column(answers, a => a.Begun.UserId),
            Column(answers, a => a.Question.AskedAt),
            Column(answers, a => a.Question.ConversationId),
            Column(answers, a => a.Question.AnswerId),
            Column(answers, a => a.Question.Text),
            Column(answers, a => a.Text),
            Column(answers, a => a.Begun.Channel),
            Column(answers, a => a.InputTokens),
            Column(answers, a => a.OutputTokens),
            Column(answers, a => a.DurationMs)));
        batch.BatchCommands.Add(Command(
            """
            INSERT INTO promptlog (message_id, created_at, system_prompt, context_to, input_tokens, output_tokens, duration_ms,
                context_from, model, temperature, max_tokens)
            SELECT i.*, 1, 'gpt-4o', 0.2, 1000 FROM unnest($1, $2, $3, $4, $5, $6, $7) AS i
            """,
            Column(answers, a => a.Question.AnswerId),
            Column(answers, a => a.Question.AskedAt),
            Column(answers, _ => Constant.SystemPrompt),
            Column(answers, a => a.Begun.Position - 1),
            Column(answers, a => a.InputTokens),
            Column(answers, a => a.OutputTokens),
            Column(answers, a => a.DurationMs)));
    }

    private static NpgsqlBatchCommand Command(string sql, params NpgsqlParameter[] columns)
    {
        var command = new NpgsqlBatchCommand(sql);
        Array.ForEach(columns, column => command.Parameters.Add(column));
        return command;
    }

    private static NpgsqlParameter<TValue[]> Column<TRow, TValue>(List<TRow> rows, Func<TRow, TValue> value) =>
        new() { TypedValue = [.. rows.Select(value)] };

    private sealed record Waiting(Question? Question, Answer? Answer)
    {
        public TaskCompletionSource<Begun?> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Begun? Begun { get; set; }
    }
}
