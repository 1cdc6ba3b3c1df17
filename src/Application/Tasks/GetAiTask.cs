using ChatPlatform.Application.Common;
using ChatPlatform.Application.Conversations.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Tasks;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Tasks;

/// <summary>One task, with its errors and its delivery.</summary>
public sealed record GetAiTask(AiTaskId Id) : IQuery<AiTaskView>;

internal sealed class GetAiTaskHandler(ITasksDb db, IAnswerTexts answers) : IRequestHandler<GetAiTask, Result<AiTaskView>>
{
    public async Task<Result<AiTaskView>> Handle(GetAiTask query, CancellationToken cancellationToken)
    {
        var task = await db.AiTasks.AsNoTracking().SingleOrDefaultAsync(t => t.Id == query.Id, cancellationToken);
        if (task is null)
        {
            return TaskErrors.NotFound;
        }

        var delivery = await db.Deliveries.AsNoTracking().SingleOrDefaultAsync(d => d.TaskId == task.Id, cancellationToken);
        var texts = await answers.ReadAsync([task.Subject], cancellationToken);
        return AiTaskView.Of(task, delivery, texts);
    }
}
