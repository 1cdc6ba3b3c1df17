using ChatPlatform.Application.Common;
using ChatPlatform.Application.Prompts.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Robeings;
using FluentValidation;
using MediatR;

namespace ChatPlatform.Application.Robeings;

/// <summary>A new value for a field that may be cleared: null clears it. Where there is no <c>Given</c> the field stays as it is.</summary>
public readonly record struct Given(string? Value)
{
    internal string? Text => string.IsNullOrWhiteSpace(Value) ? null : Value;
}

/// <summary>Changes what is given of a robeing; what it has grown by stays. Commits itself, since others who change it must wait.</summary>
public sealed record ChangeRobeing(string RobeingId, Given? DisplayName, Given? PromptName, Given? Model, bool? IsShared = null)
    : ISelfCommitting<RobeingDetails>;

internal sealed class ChangeRobeingValidator : AbstractValidator<ChangeRobeing>
{
    public ChangeRobeingValidator()
    {
        RuleFor(c => c.DisplayName).Must(name => name is not { Text: null }).WithMessage("A robeing needs a name: 'display_name' cannot be cleared.")
            .Must(name => IsWithin(name, Robeing.DisplayNameMaxLength)).WithMessage($"At most {Robeing.DisplayNameMaxLength} characters.");
        RuleFor(c => c.PromptName).Must(name => IsWithin(name, Robeing.PromptNameMaxLength)).WithMessage($"At most {Robeing.PromptNameMaxLength} characters.");
        RuleFor(c => c.Model).Must(model => IsWithin(model, Robeing.ModelMaxLength)).WithMessage($"At most {Robeing.ModelMaxLength} characters.");
    }

    private static bool IsWithin(Given? text, int length) => text?.Value is null || text.Value.Value.Length <= length;
}

internal sealed class ChangeRobeingHandler(IRobeingsDb db, IRobeingRows rows, IActivePrompts prompts, ICurrentClient client)
    : IRequestHandler<ChangeRobeing, Result<RobeingDetails>>
{
    public Task<Result<RobeingDetails>> Handle(ChangeRobeing command, CancellationToken cancellationToken) =>
        rows.ChangeAsync<RobeingDetails>(
            db,
            command.RobeingId,
            client,
            async robeing =>
            {
                if (command.IsShared is not null && !client.IsAdmin)
                {
                    return RobeingErrors.SharingRefused;
                }

                // only a name that is new is looked up: one that has since been removed does not stop other changes
                if (await prompts.CheckAsync(command.PromptName?.Text, cancellationToken) is { } error)
                {
                    return error;
                }

                robeing.Change(
                    command.DisplayName?.Text?.Trim() ?? robeing.DisplayName,
                    command.PromptName is { } prompt ? prompt.Text : robeing.PromptName,
                    command.Model is { } model ? model.Text : robeing.Model,
                    command.IsShared ?? robeing.IsShared);
                return RobeingDetails.Of(robeing);
            },
            cancellationToken);
}
