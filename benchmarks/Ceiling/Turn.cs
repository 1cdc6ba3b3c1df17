namespace ChatPlatform.Ceiling;

/// <summary>What the first commit needs.</summary>
internal sealed record Question(Guid ConversationId, Guid QuestionId, Guid AnswerId, string Text, DateTime AskedAt);

/// <summary>What the first commit tells: the answer's position and whose conversation it is.</summary>
internal readonly record struct Begun(int Position, string UserId, Guid ClientId, string Channel);

/// <summary>What the second commit needs.</summary>
internal sealed record Answer(
    Question Question, Begun Begun, Guid LogId, string Text, DateTime EndedAt, int InputTokens, int OutputTokens)
{
    public int DurationMs => (int)(EndedAt - Question.AskedAt).TotalMilliseconds;
}

/// <summary>The two commits of a turn; a task completes when the server has acknowledged its commit.</summary>
internal interface ITurnWriter : IAsyncDisposable
{
    Task CreateConversationAsync(Guid id, string userId, DateTime now);

    /// <summary>Null for an unknown conversation.</summary>
    Task<Begun?> BeginAsync(Question question);

    Task EndAsync(Answer answer);
}

/// <summary>What the product writes as well, the same each time here.</summary>
internal static class Constant
{
    public static readonly Guid Client = new("01890000-0000-7000-8000-000000000001");

    public const string Model = "gpt-4o";

    public const string SystemPrompt =
        "You are a friendly, concise assistant. Answer in the language the user writes in; in Korean use the polite 해요 style. "
        + "Be concrete, keep to what was asked, and say so plainly when you do not know something.";

    public const string CreateConversation =
        $"INSERT INTO conversation VALUES ($1, '01890000-0000-7000-8000-000000000001', $2, 'api', '{{}}', '{{}}', NULL, 0, $3, $3)";
}
