using ChatPlatform.Application.Common;
using ChatPlatform.Application.Insights.Contracts;
using ChatPlatform.Domain.Conversations;
using MediatR;

namespace ChatPlatform.Application.Conversations;

/// <summary>Tells the event log of sessions that came and went.</summary>
internal sealed class ConversationEvents(IEventLog log)
    : INotificationHandler<Committed<ConversationStarted>>, INotificationHandler<Committed<ConversationDeleted>>
{
    public Task Handle(Committed<ConversationStarted> notification, CancellationToken cancellationToken)
    {
        var started = notification.Event;
        log.Record(new(
            "conversation.started", started.Id.Value.ToString(), $"[시작] 새 대화: {started.Channel}", started.UserId, new { started.Channel }, started.ClientId));
        return Task.CompletedTask;
    }

    public Task Handle(Committed<ConversationDeleted> notification, CancellationToken cancellationToken)
    {
        var deleted = notification.Event;
        log.Record(new(
            "session.deleted", deleted.Id.Value.ToString(), $"[삭제] 세션 삭제: 메시지 {deleted.Messages}개", deleted.UserId, new { deleted.Messages }, deleted.ClientId));
        return Task.CompletedTask;
    }
}
