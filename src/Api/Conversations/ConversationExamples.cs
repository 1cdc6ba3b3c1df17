using System.Text.Json;
using ChatPlatform.Application.Conversations;
using ChatPlatform.Domain.Conversations;

namespace ChatPlatform.Api.Conversations;

/// <summary>One small conversation, shown through every call of the API document.</summary>
internal static class ConversationExamples
{
    private const string Question = "카페에서 주문하는 연습을 하고 싶어요.";
    private const string Answer = "좋아요! \"Hi, what can I get for you?\"";
    private const string Model = "gpt-4o";

    private static readonly Guid SessionId = Guid.Parse("01997f3a-5c00-7a10-8000-00000000000a");
    private static readonly Guid QuestionId = Guid.Parse("01997f3a-6100-7a10-8000-00000000000b");
    private static readonly Guid AnswerId = Guid.Parse("01997f3a-6100-7a10-8000-00000000000c");
    private static readonly DateTimeOffset At = new(2026, 3, 2, 0, 30, 0, TimeSpan.Zero);
    private static readonly TokenUsage Usage = new(182, 24, 206);

    public static readonly SessionEndpoints.CreateSessionBody NewSession = new(
        "minsu", null, "영어-튜터", new() { ["언어"] = "영어", ["상황"] = "카페" }, Json("""{"plan":"free"}"""), null);

    public static readonly SessionDetails Session = new(
        SessionId, "minsu", null, "api", Question, "영어-튜터", At, At, Json("""{"plan":"free"}"""), null);

    public static readonly SessionPage Sessions = new([Session], null);

    public static readonly HistoryPage History = new(
        [
            new(QuestionId, MessageRole.User, Question, MessageStatus.Completed, At, null, null, null, null),
            new(AnswerId, MessageRole.Assistant, Answer, MessageStatus.Completed, At, Usage, Model, "stop", null),
        ],
        null);

    public static readonly ChatEndpoints.ChatBody Message = new(SessionId, Question);

    public static readonly ChatEndpoints.ChatAnswer Reply = new(
        AnswerId, SessionId, QuestionId, MessageRole.Assistant, Answer, MessageStatus.Completed, "stop", At, Usage, Model);

    public static readonly CancelledAnswer Cancelled = new(AnswerId, MessageStatus.Cancelled);

    public static readonly LatestAnswer Latest = new(SessionId, AnswerId, MessageStatus.Completed, "네, 내일은 비가 올 것 같아요.", 128, At, At.AddSeconds(3));

    public static readonly LogPage Logs = new(
        [
            new(
                Guid.Parse("01997f3a-7000-7a10-8000-00000000000d"), SessionId, AnswerId, "minsu", null, "api", null, Question, Answer, "question", 0.9,
                MessageStatus.Completed, null, Model, Usage, 1240, At, null, null, null, Json("{}")),
        ],
        null);

    public static readonly PromptLogDetails PromptLog = new(
        AnswerId, null, Model, 0.2f, 1000, [new("system", "당신은 영어 튜터예요. 상황: 카페"), new("user", Question)], Usage, 310, 1240, At);

    public static readonly string Stream = $$"""
        event: message_start
        id: 0
        data: {"message_id":"{{AnswerId}}","user_message_id":"{{QuestionId}}","session_id":"{{SessionId}}"}

        event: delta
        id: 4
        data: {"content":"좋아요!"}

        : heartbeat

        event: message_end
        id: end
        data: {"message_id":"{{AnswerId}}","content":"좋아요!","token_usage":{"input_tokens":182,"output_tokens":3,"total_tokens":185},"finish_reason":"stop"}


        """;

    private static JsonElement Json(string text) => JsonElement.Parse(text);
}
