using ChatPlatform.Application.Common;
using ChatPlatform.Application.Insights.Contracts;
using ChatPlatform.Domain.Prompts;
using MediatR;

namespace ChatPlatform.Application.Prompts;

/// <summary>Tells the event log of prompts that were made and put into use.</summary>
internal sealed class PromptEvents(IEventLog log)
    : INotificationHandler<Committed<PromptCreated>>, INotificationHandler<Committed<PromptActivated>>
{
    public Task Handle(Committed<PromptCreated> notification, CancellationToken cancellationToken)
    {
        var made = notification.Event;
        log.Record(new(
            "prompt.created", made.Id.Value.ToString(), $"[생성] 프롬프트 {made.Name} v{made.Version}", Detail: new { made.Name, made.Version }));
        return Task.CompletedTask;
    }

    public Task Handle(Committed<PromptActivated> notification, CancellationToken cancellationToken)
    {
        var live = notification.Event;
        log.Record(new(
            "prompt.activated", live.Id.Value.ToString(), $"[변경] 프롬프트 {live.Name} v{live.Version} 적용", Detail: new { live.Name, live.Version }));
        return Task.CompletedTask;
    }
}
