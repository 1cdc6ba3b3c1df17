using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Robeings;
using FluentValidation;
using MediatR;

namespace ChatPlatform.Application.Robeings;

/// <summary>Gives points that a robeing has earned to its stats. Commits itself, since others who change it must wait.</summary>
public sealed record DistributePoints(string RobeingId, StatPoints Points) : ISelfCommitting<GrownStats>;

internal sealed class DistributePointsValidator : AbstractValidator<DistributePoints>
{
    public DistributePointsValidator()
    {
        RuleFor(c => c.Points.Memory).InclusiveBetween(0, RobeingStats.MaxStat).OverridePropertyName("memory");
        RuleFor(c => c.Points.Compute).InclusiveBetween(0, RobeingStats.MaxStat).OverridePropertyName("compute");
        RuleFor(c => c.Points.Empathy).InclusiveBetween(0, RobeingStats.MaxStat).OverridePropertyName("empathy");
        RuleFor(c => c.Points.Leadership).InclusiveBetween(0, RobeingStats.MaxStat).OverridePropertyName("leadership");
        RuleFor(c => c.Points.Ethics).InclusiveBetween(0, RobeingStats.MaxStat).OverridePropertyName("ethics");
        RuleFor(c => c.Points).Must(points => points.Named.Any(s => s.Value != 0)).WithMessage("Give at least one point to one of the stats.");
    }
}

internal sealed class DistributePointsHandler(IRobeingsDb db, IRobeingRows rows, ICurrentClient client, TimeProvider clock)
    : IRequestHandler<DistributePoints, Result<GrownStats>>
{
    public Task<Result<GrownStats>> Handle(DistributePoints command, CancellationToken cancellationToken) =>
        rows.ChangeAsync<GrownStats>(
            db,
            command.RobeingId,
            client,
            robeing => Task.FromResult<Result<GrownStats>>(robeing.CheckPoints(command.Points) is { } error
                ? error
                : robeing.Grow(GrowthEvent.OfPoints(robeing.Id, command.Points, clock.Now()), db)),
            cancellationToken);
}
