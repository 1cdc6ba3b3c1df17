using ChatPlatform.Application.Common;
using ChatPlatform.Application.Conversations.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Tasks;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Tasks;

/// <summary>Tasks, newest first.</summary>
/// <param name="Status">Only these; null for all.</param>
/// <param name="Delivery">Only those whose answer is in this state: held, uncertain, failed and expired were never received.</param>
/// <param name="Limit">1–200.</param>
/// <param name="Cursor">Of the page before.</param>
public sealed record ListAiTasks(AiTaskStatus? Status, DeliveryState? Delivery, int Limit, string? Cursor) : IQuery<AiTaskPage>;

public sealed record AiTaskPage(IReadOnlyList<AiTaskView> Tasks, string? NextCursor);

internal sealed class ListAiTasksValidator : AbstractValidator<ListAiTasks>
{
    public ListAiTasksValidator() => RuleFor(q => q.Limit).InclusiveBetween(1, PageLimits.Max);
}

internal sealed class ListAiTasksHandler(ITasksDb db, IAnswerTexts answers) : IRequestHandler<ListAiTasks, Result<AiTaskPage>>
{
    public async Task<Result<AiTaskPage>> Handle(ListAiTasks query, CancellationToken cancellationToken)
    {
        if (!Cursor.TryParse(query.Cursor, out var cursor))
        {
            return Cursor.Invalid;
        }

        var tasks = db.AiTasks.AsNoTracking();
        if (query.Status is { } status)
        {
            tasks = tasks.Where(t => t.Status == status);
        }

        if (query.Delivery is { } state)
        {
            tasks = tasks.Where(t => db.Deliveries.Any(d => d.TaskId == t.Id && d.State == state));
        }

        if (cursor is { } after)
        {
            var id = new AiTaskId(after.Id); // ids are in the order of time
            tasks = tasks.Where(t => t.Id < id);
        }

        var found = await (
            from t in tasks.OrderByDescending(t => t.Id).Take(query.Limit + 1)
            join d in db.Deliveries.AsNoTracking() on t.Id equals d.TaskId into deliveries
            from d in deliveries.DefaultIfEmpty()
            orderby t.Id descending
            select new { Task = t, Delivery = d }).ToListAsync(cancellationToken);
        var page = found.Take(query.Limit).ToList();
        var texts = await answers.ReadAsync([.. page.Select(p => p.Task.Subject)], cancellationToken);
        var last = page.Count > 0 ? page[^1].Task : null;
        return new AiTaskPage(
            [.. page.Select(p => AiTaskView.Of(p.Task, p.Delivery, texts))],
            found.Count > query.Limit ? new Cursor(last!.CreatedAt, last.Id.Value).ToString() : null);
    }
}
