using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Conversations;

/// <summary>The newest answer of a conversation, whatever its state.</summary>
public sealed record GetLatestAnswer(ConversationId Id) : IQuery<LatestAnswer>;

/// <param name="ConversationId">The conversation.</param>
/// <param name="MessageId">The answer's message.</param>
/// <param name="Status">pending, streaming, completed, failed, cancelled or interrupted.</param>
/// <param name="AiResponse">Complete, or as far as it got.</param>
/// <param name="TokensUsed">Input and output together; null when the model did not say.</param>
/// <param name="CreatedAt">When the question was accepted.</param>
/// <param name="CompletedAt">Null while it is being written.</param>
public sealed record LatestAnswer(
    Guid ConversationId,
    Guid MessageId,
    MessageStatus Status,
    string AiResponse,
    int? TokensUsed,
    DateTimeOffset CreatedAt,
    DateTimeOffset? CompletedAt);

internal sealed class GetLatestAnswerHandler(IConversationsDb db, ICurrentClient client) : IRequestHandler<GetLatestAnswer, Result<LatestAnswer>>
{
    public async Task<Result<LatestAnswer>> Handle(GetLatestAnswer query, CancellationToken cancellationToken)
    {
        var answer = await (
            from c in db.Conversations.AsNoTracking()
            join m in db.Messages.AsNoTracking() on c.Id equals m.ConversationId
            where c.Id == query.Id && (client.IsAdmin || c.ClientId == client.Id) && m.Role == MessageRole.Assistant
            orderby m.Position descending
            select m).FirstOrDefaultAsync(cancellationToken);
        return answer is null
            ? ConversationErrors.NotFound
            : new LatestAnswer(
                answer.ConversationId.Value,
                answer.Id.Value,
                answer.Status,
                answer.Content,
                answer.InputTokens + answer.OutputTokens,
                answer.CreatedAt,
                answer.CompletedAt);
    }
}
