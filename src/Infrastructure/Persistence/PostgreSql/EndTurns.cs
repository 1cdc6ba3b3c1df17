using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using Npgsql;

namespace ChatPlatform.Infrastructure.Persistence.PostgreSql;

/// <summary>Ends turns that are still their node's: the answer, its log row with what the search needs, and its prompt log.</summary>
internal static class EndTurns
{
    private const string Sql =
        """
        WITH input AS (
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) AS i(
                answer_id, node_id, content, status, ended_at, input_tokens, output_tokens, model, finish_reason, error_kind, error_code, error_detail)
        ), log AS (
            SELECT * FROM unnest($1, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23) AS l(
                answer_id, id, client_id, user_id, created_at, conversation_id, question, channel, channel_id, robeing_id, duration_ms, grams)
        ), prompt AS (
            SELECT * FROM unnest($24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35) AS p(
                message_id, prompt_id, system_prompt, first_user_message, context_from, context_to,
                model, temperature, max_tokens, first_token_ms, duration_ms, created_at)
        ), ended AS (
            DELETE FROM running_turn t USING input i WHERE t.message_id = i.answer_id AND t.node_id = i.node_id RETURNING t.message_id
        ), answered AS (
            UPDATE message m
            SET content = i.content, status = i.status, completed_at = i.ended_at, input_tokens = i.input_tokens, output_tokens = i.output_tokens,
                model = i.model, finish_reason = i.finish_reason, error_kind = i.error_kind, error_code = i.error_code, error_detail = i.error_detail
            FROM input i JOIN ended e ON e.message_id = i.answer_id
            WHERE m.id = i.answer_id
        ), logged AS (
            INSERT INTO conversation_log (
                id, client_id, user_id, created_at, conversation_id, message_id, question, answer, status, channel, channel_id, robeing_id,
                model, error_code, input_tokens, output_tokens, duration_ms, metadata, search_grams)
            SELECT l.id, l.client_id, l.user_id, l.created_at, l.conversation_id, i.answer_id, l.question, i.content, i.status, l.channel,
                l.channel_id, l.robeing_id, i.model, i.error_code, i.input_tokens, i.output_tokens, l.duration_ms, '{}', l.grams::int[]
            FROM input i JOIN ended e ON e.message_id = i.answer_id JOIN log l USING (answer_id)
        ), prompted AS (
            INSERT INTO promptlog (
                message_id, prompt_id, system_prompt, first_user_message, context_from, context_to, model, temperature, max_tokens,
                input_tokens, output_tokens, first_token_ms, duration_ms, created_at)
            SELECT p.message_id, p.prompt_id, p.system_prompt, p.first_user_message, p.context_from, p.context_to, p.model, p.temperature,
                p.max_tokens, i.input_tokens, i.output_tokens, p.first_token_ms, p.duration_ms, p.created_at
            FROM prompt p JOIN ended e USING (message_id) JOIN input i ON i.answer_id = p.message_id
        )
        SELECT message_id FROM ended
        """;

    public static NpgsqlBatchCommand Command(List<TurnWrite.End> writes)
    {
        var rows = writes.ConvertAll(w => w.Value);
        var logs = rows.ConvertAll(r => ConversationLog.Of(r.Turn, r.Outcome));
        var prompts = rows.Where(r => r.Prompt is not null).Select(r => r.Prompt!).ToList();
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
            .Column(logs, l => SearchGrams.Literal(l.Question, l.Answer))
            .Column(prompts, p => p.MessageId.Value)
            .Column(prompts, p => p.PromptId)
            .Column(prompts, p => p.SystemPrompt)
            .Column(prompts, p => p.FirstUserMessage)
            .Column(prompts, p => p.ContextFrom)
            .Column(prompts, p => p.ContextTo)
            .Column(prompts, p => p.Model)
            .Column(prompts, p => p.Temperature)
            .Column(prompts, p => p.MaxTokens)
            .Column(prompts, p => p.FirstTokenMs)
            .Column(prompts, p => p.DurationMs)
            .Column(prompts, p => p.CreatedAt);
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
