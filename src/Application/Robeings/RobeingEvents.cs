using ChatPlatform.Application.Common;
using ChatPlatform.Application.Insights.Contracts;
using ChatPlatform.Domain.Robeings;
using MediatR;

namespace ChatPlatform.Application.Robeings;

/// <summary>Tells the event log of robeings that were made, changed and that came further.</summary>
internal sealed class RobeingEvents(IEventLog log, ICurrentClient client)
    : INotificationHandler<Committed<RobeingCreated>>, INotificationHandler<Committed<RobeingChanged>>,
        INotificationHandler<Committed<RobeingLeveledUp>>, INotificationHandler<Committed<RobeingAchieved>>
{
    public Task Handle(Committed<RobeingCreated> notification, CancellationToken cancellationToken)
    {
        var (id, isShared) = notification.Event;
        log.Record(new("robeing.created", id.Value, $"[생성] 로빙 {id}", Detail: new { isShared }));
        return Task.CompletedTask;
    }

    public Task Handle(Committed<RobeingChanged> notification, CancellationToken cancellationToken)
    {
        var (id, fields) = notification.Event;
        log.Record(new("robeing.changed", id.Value, $"[변경] 로빙 {id} {string.Join(", ", fields)}", Detail: new { fields, client.Actor }));
        return Task.CompletedTask;
    }

    public Task Handle(Committed<RobeingLeveledUp> notification, CancellationToken cancellationToken)
    {
        var (id, from, to) = notification.Event;
        log.Record(new("robeing.leveled_up", id.Value, $"[성장] 로빙 {id} 레벨 {from} → {to}", Detail: new { from, to }));
        return Task.CompletedTask;
    }

    public Task Handle(Committed<RobeingAchieved> notification, CancellationToken cancellationToken)
    {
        var (id, achievement) = notification.Event;
        log.Record(new(
            "robeing.achievement", id.Value, $"[업적] 로빙 {id} {achievement.Badge} {achievement.Korean.Title}", Detail: new { achievement.Code }));
        return Task.CompletedTask;
    }
}
