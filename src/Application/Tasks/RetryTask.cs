using ChatPlatform.Application.Access.Contracts;
using ChatPlatform.Application.Common;
using ChatPlatform.Application.Conversations.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Tasks;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Tasks;

/// <summary>Gives a failed task three more attempts. What comes of it is held for the person until they write again.</summary>
public sealed record RetryTask(AiTaskId Id) : ICommand<AiTaskView>;

internal sealed class RetryTaskHandler(ITasksDb db, IAnswerTexts answers, IAudit audit, TimeProvider clock)
    : IRequestHandler<RetryTask, Result<AiTaskView>>
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(10);

    public async Task<Result<AiTaskView>> Handle(RetryTask command, CancellationToken cancellationToken)
    {
        var task = await db.AiTasks.SingleOrDefaultAsync(t => t.Id == command.Id, cancellationToken);
        if (task is null)
        {
            return TaskErrors.NotFound;
        }

        var now = clock.Now();
        if (task.Retry(now + Deadline, now) is { IsSuccess: false } refused)
        {
            return refused.Error;
        }

        var delivery = await db.Deliveries.SingleOrDefaultAsync(d => d.TaskId == task.Id, cancellationToken);
        delivery?.Reopen(Guid.CreateVersion7(now));
        audit.Record("ai_task.retried", task.Id.Value.ToString());
        var texts = await answers.ReadAsync([task.Subject], cancellationToken);
        return AiTaskView.Of(task, delivery, texts);
    }
}
