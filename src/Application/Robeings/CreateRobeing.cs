using ChatPlatform.Application.Common;
using ChatPlatform.Application.Prompts.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Robeings;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Robeings;

/// <summary>
/// Makes a robeing; asked again with the same content, its owner gets the one there is. Commits itself: who comes second must see the first's.
/// </summary>
/// <param name="RobeingId">1–100 lower-case letters, digits, '-' and '_'; unique on this platform.</param>
/// <param name="DisplayName">1–100 characters.</param>
/// <param name="PromptName">A prompt that exists; null for the default one.</param>
/// <param name="Model">≤ 200 characters; null for the prompt's, or the default one.</param>
public sealed record CreateRobeing(string RobeingId, string DisplayName, string? PromptName = null, string? Model = null)
    : ISelfCommitting<MadeRobeing>;

/// <param name="IsNew">False when it was there before.</param>
public sealed record MadeRobeing(RobeingDetails Robeing, bool IsNew);

internal sealed class CreateRobeingValidator : AbstractValidator<CreateRobeing>
{
    public CreateRobeingValidator()
    {
        RuleFor(c => c.RobeingId).Must(RobeingId.IsValid).WithMessage(
            $"1–{RobeingId.MaxLength} lower-case letters (a–z), digits, '-' and '_', beginning with a letter or digit.");
        RuleFor(c => c.DisplayName).NotEmpty().MaximumLength(Robeing.DisplayNameMaxLength);
        RuleFor(c => c.PromptName).MaximumLength(Robeing.PromptNameMaxLength);
        RuleFor(c => c.Model).MaximumLength(Robeing.ModelMaxLength);
    }
}

internal sealed class CreateRobeingHandler(
    IRobeingsDb db, IRobeingRows rows, IActivePrompts prompts, ICurrentClient client, TimeProvider clock)
    : IRequestHandler<CreateRobeing, Result<MadeRobeing>>
{
    public async Task<Result<MadeRobeing>> Handle(CreateRobeing command, CancellationToken cancellationToken)
    {
        var robeing = Robeing.Create(
            new RobeingId(command.RobeingId),
            client.Id,
            isShared: client.IsAdmin,
            command.DisplayName.Trim(),
            string.IsNullOrWhiteSpace(command.PromptName) ? null : command.PromptName,
            string.IsNullOrWhiteSpace(command.Model) ? null : command.Model,
            clock.Now());
        if (await prompts.CheckAsync(robeing.PromptName, cancellationToken) is { } error)
        {
            return error;
        }

        if (await FindAsync(robeing.Id, cancellationToken) is null && await rows.TryAddAsync(robeing, cancellationToken))
        {
            return new MadeRobeing(RobeingDetails.Of(robeing), IsNew: true);
        }

        return await FindAsync(robeing.Id, cancellationToken) is { } there && IsSame(there, robeing)
            ? new MadeRobeing(RobeingDetails.Of(there), IsNew: false)
            : RobeingErrors.Exists(robeing.Id);
    }

    private static bool IsSame(Robeing there, Robeing asked) =>
        (there.OwnerId, there.DisplayName, there.PromptName, there.Model) == (asked.OwnerId, asked.DisplayName, asked.PromptName, asked.Model);

    private Task<Robeing?> FindAsync(RobeingId id, CancellationToken cancellationToken) =>
        db.Robeings.AsNoTracking().Include(r => r.Stats).FirstOrDefaultAsync(r => r.Id == id, cancellationToken);
}
