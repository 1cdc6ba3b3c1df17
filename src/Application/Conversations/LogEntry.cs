using System.Text.Json;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;

namespace ChatPlatform.Application.Conversations;

/// <summary>One turn in the log.</summary>
/// <param name="Id">Of the row.</param>
/// <param name="SessionId">Its session, which may be deleted by now.</param>
/// <param name="MessageId">The answer's message.</param>
/// <param name="Intent">What the question was: question, request, greeting, feedback, command, small_talk.</param>
/// <param name="Confidence">0–1, of the intent.</param>
/// <param name="DurationMs">From the question to the end of the answer.</param>
/// <param name="ChannelType">The kind of place, as the channel calls it: channel, group, im, mpim in Slack.</param>
/// <param name="SlackUserId">Who asked, as Slack knows them.</param>
/// <param name="ThreadTs">The Slack thread that the answer went into.</param>
/// <param name="Metadata">How the answer came about, for robeings in debug mode; else empty.</param>
public sealed record LogEntry(
    Guid Id,
    Guid SessionId,
    Guid MessageId,
    string UserId,
    string? RobeingId,
    string Channel,
    string? ChannelId,
    string Question,
    string Answer,
    string? Intent,
    double? Confidence,
    MessageStatus Status,
    string? ErrorCode,
    string? Model,
    TokenUsage? TokenUsage,
    int DurationMs,
    DateTimeOffset CreatedAt,
    string? ChannelType,
    string? SlackUserId,
    string? ThreadTs,
    JsonElement Metadata)
{
    internal static LogEntry Of(ConversationLog log, bool masked) => new(
        log.Id,
        log.ConversationId.Value,
        log.MessageId.Value,
        log.UserId.Value,
        log.RobeingId,
        log.Channel,
        log.ChannelId,
        masked ? SensitiveText.Mask(log.Question) : log.Question,
        masked ? SensitiveText.Mask(log.Answer) : log.Answer,
        log.Intent,
        log.Confidence,
        log.Status,
        log.ErrorCode,
        log.Model,
        TokenUsage.Of(log.InputTokens, log.OutputTokens),
        log.DurationMs,
        log.CreatedAt,
        log.ChannelType,
        log.SlackUserId,
        log.ThreadTs,
        JsonElement.Parse(log.Metadata));
}

/// <param name="Logs">Newest first.</param>
/// <param name="NextCursor">For the next page; null at the end.</param>
public sealed record LogPage(IReadOnlyList<LogEntry> Logs, string? NextCursor);
