namespace ChatPlatform.SeedLogs;

internal sealed record LogRow(
    Guid Id,
    Guid ConversationId,
    Guid MessageId,
    string UserId,
    DateTime CreatedAt,
    string Question,
    string Answer,
    string Status,
    string Channel,
    string? RobeingId,
    string? ErrorCode,
    int InputTokens,
    int OutputTokens,
    int DurationMs,
    int[] Grams);
