using ChatPlatform.Application.Access.Contracts;
using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;

namespace ChatPlatform.Application.Conversations;

/// <summary>Answers a repeated request with what the first one brought.</summary>
internal sealed class AnswerReplay(IIdempotencyKeys keys, StoredAnswers stored, RunningTurns turns, ICurrentClient client)
{
    private static readonly Error Gone = new(
        ErrorKind.Conflict, "idempotency.gone", "The answer this Idempotency-Key stands for has been deleted; use a new key.");

    /// <summary>Null when the key is new; the finished answer; or 409 while the first request runs.</summary>
    public async Task<Result<TurnFeed>?> FindAsync(TurnIdempotency request, CancellationToken cancellationToken)
    {
        var used = await keys.FindAsync(client.Id, request.Key, cancellationToken);
        if (used is null)
        {
            return null;
        }

        if (used.RequestHash != request.RequestHash || used.MessageId is not { } id)
        {
            return IdempotencyErrors.Mismatch;
        }

        if (turns.Find(new MessageId(id)) is not null)
        {
            return ConversationErrors.Busy(new MessageId(id));
        }

        var stream = await stored.FindAsync(new MessageId(id), client.Id, cancellationToken);
        return stream switch
        {
            null => Gone,
            { Last.IsCompleted: false } => ConversationErrors.Busy(new MessageId(id)),
            _ => stream,
        };
    }
}
