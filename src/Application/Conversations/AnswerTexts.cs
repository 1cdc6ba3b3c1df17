using ChatPlatform.Application.Conversations.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Conversations;

internal sealed class AnswerTexts(IConversationsDb db) : IAnswerTexts
{
    public async Task<IReadOnlyDictionary<Guid, AnswerText>> ReadAsync(IReadOnlyCollection<Guid> answers, CancellationToken cancellationToken)
    {
        var ids = answers.Select(id => new MessageId(id)).ToList();
        var rows = await (
            from answer in db.Messages.AsNoTracking()
            where ids.Contains(answer.Id)
            join question in db.Messages.AsNoTracking()
                on new { answer.ConversationId, Position = answer.Position - 1 } equals new { question.ConversationId, question.Position }
            select new { answer.Id, answer.ConversationId, Question = question.Content, answer.Content, answer.Status }).ToListAsync(cancellationToken);
        return rows.ToDictionary(
            r => r.Id.Value,
            r => new AnswerText(
                r.Id.Value,
                r.ConversationId.Value,
                r.Question,
                r.Content,
                System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(r.Status.ToString()),
                SensitiveText.Mask(r.Question)));
    }
}
