using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using FluentValidation;
using MediatR;

namespace ChatPlatform.Application.Conversations;

/// <summary>Commits a person's message and starts its answer. The result is the running turn, to be followed or awaited.</summary>
/// <param name="SessionId">The caller's session.</param>
/// <param name="Message">1–32,000 characters.</param>
/// <param name="Stream">Whether the model is asked for a stream.</param>
/// <param name="Idempotency">The caller's <c>Idempotency-Key</c>.</param>
public sealed record SendMessage(ConversationId SessionId, string Message, bool Stream, TurnIdempotency? Idempotency = null)
    : ISelfCommitting<TurnFeed>;

internal sealed class SendMessageValidator : AbstractValidator<SendMessage>
{
    public SendMessageValidator() => RuleFor(c => c.Message).NotEmpty().MaximumLength(Message.TextMaxLength);
}

internal sealed class SendMessageHandler(
    ITurnStore store, TurnRunner runner, RunningTurns turns, AnswerReplay replay, ICurrentClient client, TimeProvider clock)
    : IRequestHandler<SendMessage, Result<TurnFeed>>
{
    public async Task<Result<TurnFeed>> Handle(SendMessage command, CancellationToken cancellationToken)
    {
        if (turns.IsStopping)
        {
            return ConversationErrors.Stopping;
        }

        if (turns.Count >= RunningTurns.Max)
        {
            return ConversationErrors.Overloaded;
        }

        if (command.Idempotency is not null && await replay.FindAsync(command.Idempotency, cancellationToken) is { } earlier)
        {
            return earlier;
        }

        var now = clock.Now();
        var request = new TurnRequest(
            command.SessionId, client.Id, MessageId.New(now), MessageId.New(now), command.Message, now, command.Idempotency);

        turns.Beginning(request.AnswerId);
        try
        {
            // not the caller's token: once begun, a turn is never half committed because somebody hung up
            var begun = await store.BeginAsync(request, turns.Node, CancellationToken.None);
            return begun.Match<Result<TurnFeed>>(turn => runner.Start(turn, command.Stream), error => error);
        }
        finally
        {
            turns.Begun(request.AnswerId);
        }
    }
}
