using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using MediatR;

namespace ChatPlatform.Application.Conversations;

/// <summary>Finds an answer to read, whether it runs here, runs on another node, or ended long ago.</summary>
public sealed record FollowAnswer(MessageId AnswerId) : IQuery<TurnFeed>;

internal sealed class FollowAnswerHandler(RunningTurns turns, StoredAnswers stored, ICurrentClient client)
    : IRequestHandler<FollowAnswer, Result<TurnFeed>>
{
    public async Task<Result<TurnFeed>> Handle(FollowAnswer query, CancellationToken cancellationToken)
    {
        if (turns.Find(query.AnswerId) is { } local)
        {
            return local.Turn.ClientId == client.Id ? local : ConversationErrors.MessageNotFound;
        }

        return await stored.FollowAsync(query.AnswerId, client.Id, cancellationToken) is { } stream
            ? stream
            : ConversationErrors.MessageNotFound;
    }
}
