using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Robeings;
using FluentValidation;
using MediatR;

namespace ChatPlatform.Application.Robeings;

/// <summary>A robeing did a task: a success gives XP, a failure is counted. Commits itself, since others who change it must wait.</summary>
/// <param name="RobeingId">Whose task it was.</param>
/// <param name="TaskType">A code of <see cref="RobeingTaskTypes"/>; not conversation, which counts by itself.</param>
/// <param name="Difficulty">1–10.</param>
/// <param name="Succeeded">Must be given.</param>
public sealed record ReportTask(string RobeingId, string TaskType, int Difficulty, bool? Succeeded) : ISelfCommitting<GrownStats>;

internal sealed class ReportTaskValidator : AbstractValidator<ReportTask>
{
    public ReportTaskValidator()
    {
        RuleFor(c => c.TaskType).NotEmpty();
        RuleFor(c => c.Difficulty).InclusiveBetween(RobeingTaskTypes.MinDifficulty, RobeingTaskTypes.MaxDifficulty);
        RuleFor(c => c.Succeeded).NotNull();
    }
}

internal sealed class ReportTaskHandler(IRobeingsDb db, IRobeingRows rows, ICurrentClient client, TimeProvider clock)
    : IRequestHandler<ReportTask, Result<GrownStats>>
{
    public async Task<Result<GrownStats>> Handle(ReportTask command, CancellationToken cancellationToken)
    {
        if (RobeingTaskTypes.Find(command.TaskType) is not { } type)
        {
            return RobeingErrors.TaskTypeUnknown;
        }

        if (type == RobeingTaskTypes.Conversation)
        {
            return RobeingErrors.TaskTypeCounted;
        }

        return await rows.ChangeAsync<GrownStats>(
            db,
            command.RobeingId,
            client,
            robeing =>
            {
                var done = GrowthEvent.OfTask(robeing.Id, type, command.Difficulty, command.Succeeded == true, clock.Now());
                return Task.FromResult<Result<GrownStats>>(robeing.Grow(done, db));
            },
            cancellationToken);
    }
}
