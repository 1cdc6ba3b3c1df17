using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using Npgsql;

namespace ChatPlatform.Infrastructure.Persistence.PostgreSql;

/// <summary>
/// Ends turns that are still their node's: the answer, its log row with what the search needs, and its prompt log. An answer that failed
/// and was tried again has rows already: they say how it ended at last.
/// </summary>
internal static class EndTurns
{
    private const string Sql =
        """
        WITH ended AS (
            DELETE FROM running_turn t
            USING unnest(
                $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,
                $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
                $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34,
                $35, $36, $37, $38, $39, $40) AS i(
                answer_id, node, content, status, ended_at, input_tokens, output_tokens, model, finish_reason, error_kind, error_code, error_detail,
                log_id, client_id, user_id, asked_at, conversation, question, channel, channel_id, robeing_id, duration_ms, grams,
                prompt_id, system_prompt, first_user_message, context_from, context_to, prompt_model, temperature, max_tokens,
                first_token_ms, model_ms, prompted_at,
                channel_type, slack_user_id, thread_ts, intent, confidence, metadata)
            WHERE t.message_id = i.answer_id AND t.node_id = i.node
            RETURNING i.*
        ), answered AS (
            UPDATE message m
            SET content = e.content, status = e.status, completed_at = e.ended_at, input_tokens = e.input_tokens, output_tokens = e.output_tokens,
                model = e.model, finish_reason = e.finish_reason, error_kind = e.error_kind, error_code = e.error_code, error_detail = e.error_detail
            FROM ended e WHERE m.id = e.answer_id
        ), logged AS (
            INSERT INTO conversation_log (
                id, client_id, user_id, created_at, conversation_id, message_id, question, answer, status, channel, channel_id, robeing_id,
                model, error_code, input_tokens, output_tokens, duration_ms, metadata, search_grams,
                channel_type, slack_user_id, thread_ts, intent, confidence)
            SELECT log_id, client_id, user_id, asked_at, conversation, answer_id, question, content, status, channel, channel_id, robeing_id,
                model, error_code, input_tokens, output_tokens, duration_ms, metadata, grams::int[],
                channel_type, slack_user_id, thread_ts, intent, confidence
            FROM ended
            ON CONFLICT (message_id) DO UPDATE SET answer = excluded.answer, status = excluded.status, model = excluded.model,
                error_code = excluded.error_code, input_tokens = excluded.input_tokens, output_tokens = excluded.output_tokens,
                duration_ms = excluded.duration_ms, search_grams = excluded.search_grams, metadata = excluded.metadata
        ), prompted AS (
            INSERT INTO promptlog (
                message_id, prompt_id, system_prompt, first_user_message, context_from, context_to, model, temperature, max_tokens,
                input_tokens, output_tokens, first_token_ms, duration_ms, created_at)
            SELECT answer_id, prompt_id, system_prompt, first_user_message, context_from, context_to, prompt_model, temperature, max_tokens,
                input_tokens, output_tokens, first_token_ms, model_ms, prompted_at
            FROM ended WHERE prompt_model IS NOT NULL
            ON CONFLICT (message_id) DO UPDATE SET prompt_id = excluded.prompt_id, system_prompt = excluded.system_prompt,
                first_user_message = excluded.first_user_message, context_from = excluded.context_from, context_to = excluded.context_to,
                model = excluded.model, temperature = excluded.temperature, max_tokens = excluded.max_tokens,
                input_tokens = excluded.input_tokens, output_tokens = excluded.output_tokens, first_token_ms = excluded.first_token_ms,
                duration_ms = excluded.duration_ms, created_at = excluded.created_at
        )
        SELECT answer_id FROM ended
        """;

    public static NpgsqlBatchCommand Command(List<TurnWrite.End> writes)
    {
        var rows = writes.ConvertAll(w => w.Value);
        var logs = rows.ConvertAll(r => ConversationLog.Of(r.Turn, r.Outcome, r.Intent, r.Metadata));
        var prompts = rows.ConvertAll(r => r.Prompt);
        return new NpgsqlBatchCommand(Sql)
            .Column(rows, r => r.Turn.AnswerId.Value)
            .Column(rows, r => r.NodeId.Value)
            .Column(rows, r => r.Outcome.Content)
            .Column(rows, r => SnakeCaseEnumConverter<MessageStatus>.NameOf(r.Outcome.Status))
            .Column(rows, r => r.Outcome.EndedAt)
            .Column(rows, r => r.Outcome.InputTokens)
            .Column(rows, r => r.Outcome.OutputTokens)
            .Column(rows, r => r.Outcome.Model)
            .Column(rows, r => r.Outcome.FinishReason)
            .Column(rows, r => r.Outcome.Error is { } error ? SnakeCaseEnumConverter<ErrorKind>.NameOf(error.Kind) : null)
            .Column(rows, r => r.Outcome.Error?.Code)
            .Column(rows, r => r.Outcome.Error?.Message)
            .Column(logs, l => l.Id)
            .Column(logs, l => l.ClientId.Value)
            .Column(logs, l => l.UserId.Value)
            .Column(logs, l => l.CreatedAt)
            .Column(logs, l => l.ConversationId.Value)
            .Column(logs, l => l.Question)
            .Column(logs, l => l.Channel)
            .Column(logs, l => l.ChannelId)
            .Column(logs, l => l.RobeingId)
            .Column(logs, l => l.DurationMs)
            .Column(logs, l => SearchGrams.Literal(l.Question, l.Answer, l.CreatedAt))
            .Column(prompts, p => p?.PromptId)
            .Column(prompts, p => p?.SystemPrompt)
            .Column(prompts, p => p?.FirstUserMessage)
            .Column(prompts, p => p?.ContextFrom)
            .Column(prompts, p => p?.ContextTo)
            .Column(prompts, p => p?.Model)
            .Column(prompts, p => p?.Temperature)
            .Column(prompts, p => p?.MaxTokens)
            .Column(prompts, p => p?.FirstTokenMs)
            .Column(prompts, p => p?.DurationMs)
            .Column(prompts, p => p?.CreatedAt)
            .Column(logs, l => l.ChannelType)
            .Column(logs, l => l.SlackUserId)
            .Column(logs, l => l.ThreadTs)
            .Column(logs, l => l.Intent)
            .Column(logs, l => l.Confidence)
            .Column(logs, l => l.Metadata);
    }

    public static async Task ReadAsync(NpgsqlDataReader reader, List<TurnWrite.End> writes)
    {
        while (await reader.ReadAsync())
        {
            var answer = reader.GetGuid(0);
            writes.Find(w => w.Value.Turn.AnswerId.Value == answer)!.Outcome = true;
        }
    }
}
