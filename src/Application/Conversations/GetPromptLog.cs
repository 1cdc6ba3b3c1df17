using ChatPlatform.Application.Access.Contracts;
using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Conversations;

public sealed record PromptMessage(string Role, string Content);

/// <summary>Exactly what an answer was made from, for operators.</summary>
public sealed record PromptLogDetails(
    Guid MessageId,
    Guid? PromptId,
    string Model,
    float? Temperature,
    int? MaxTokens,
    IReadOnlyList<PromptMessage> Messages,
    TokenUsage? TokenUsage,
    int? FirstTokenMs,
    int DurationMs,
    DateTimeOffset CreatedAt);

public sealed record GetPromptLog(MessageId AnswerId) : IQuery<PromptLogDetails>;

internal sealed class GetPromptLogHandler(IConversationsDb db, IAudit audit, IUnitOfWork work) : IRequestHandler<GetPromptLog, Result<PromptLogDetails>>
{
    public async Task<Result<PromptLogDetails>> Handle(GetPromptLog query, CancellationToken cancellationToken)
    {
        // before the texts, which are not masked, are read: nobody sees them without a trace
        audit.Record("prompt_log.read", query.AnswerId.Value.ToString());
        await work.SaveChangesAsync(cancellationToken);

        var log = await db.PromptLogs.AsNoTracking().SingleOrDefaultAsync(l => l.MessageId == query.AnswerId, cancellationToken);
        if (log is null)
        {
            return ConversationErrors.MessageNotFound;
        }

        var sent = await (
            from answer in db.Messages
            where answer.Id == query.AnswerId
            join m in db.Messages.AsNoTracking() on answer.ConversationId equals m.ConversationId
            where m.Position >= log.ContextFrom && m.Position <= log.ContextTo
            orderby m.Position
            select m).ToListAsync(cancellationToken);
        var past = sent.Select(m => new PastMessage(m.Position, m.Role, m.Status, m.Content, m.OutputTokens)).ToList();
        var question = past.Count > 0 && past[^1].Position == log.ContextTo ? past[^1].Content : "";
        var messages = ModelCall.Compose(
            log.SystemPrompt, log.FirstUserMessage, past.Where(m => m.Position < log.ContextTo && ContextWindow.Counts(m)), question);
        return new PromptLogDetails(
            log.MessageId.Value,
            log.PromptId,
            log.Model,
            log.Temperature,
            log.MaxTokens,
            [.. messages.Select(m => new PromptMessage(m.Role.Value, m.Text))],
            TokenUsage.Of(log.InputTokens, log.OutputTokens),
            log.FirstTokenMs,
            log.DurationMs,
            log.CreatedAt);
    }
}
