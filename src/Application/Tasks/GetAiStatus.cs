using ChatPlatform.Application.Common;
using ChatPlatform.Application.Conversations.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Tasks;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Tasks;

/// <summary>How far a task is, as the one who asked may see it.</summary>
public sealed record GetAiStatus(AiTaskId Id) : IQuery<AiStatus>;

/// <param name="TaskId">The task.</param>
/// <param name="Status">pending, processing, completed or failed.</param>
/// <param name="AiResponse">The answer; null until the task is completed.</param>
/// <param name="TokensUsed">Input and output together; null when the model did not say.</param>
/// <param name="CreatedAt">When it was added.</param>
/// <param name="CompletedAt">When it was completed or failed.</param>
/// <param name="Error">Why it failed; null otherwise.</param>
/// <param name="Delivery">What became of the answer on its way to the person; null when nobody waits for it.</param>
public sealed record AiStatus(
    Guid TaskId,
    AiTaskStatus Status,
    string? AiResponse,
    int? TokensUsed,
    DateTimeOffset CreatedAt,
    DateTimeOffset? CompletedAt,
    string? Error,
    DeliveryState? Delivery);

internal sealed class GetAiStatusHandler(ITasksDb db, IAnswerTexts answers, ICurrentClient client) : IRequestHandler<GetAiStatus, Result<AiStatus>>
{
    public async Task<Result<AiStatus>> Handle(GetAiStatus query, CancellationToken cancellationToken)
    {
        var found = await (
            from t in db.AiTasks.AsNoTracking()
            join d in db.Deliveries.AsNoTracking() on t.Id equals d.TaskId into deliveries
            from d in deliveries.DefaultIfEmpty()
            where t.Id == query.Id && (client.IsAdmin || t.ClientId == client.Id)
            select new { Task = t, State = d == null ? (DeliveryState?)null : d.State }).SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return TaskErrors.NotFound;
        }

        var task = found.Task;
        var answer = task is { Status: AiTaskStatus.Completed, Kind: IQuestions.AnswerTask }
            ? (await answers.ReadAsync([task.Subject], cancellationToken)).GetValueOrDefault(task.Subject)
            : null;
        return new AiStatus(
            task.Id.Value,
            task.Status,
            answer?.Text,
            task.TokensUsed,
            task.CreatedAt,
            task.CompletedAt,
            task.Status == AiTaskStatus.Failed ? task.ErrorDetail : null,
            found.State);
    }
}
