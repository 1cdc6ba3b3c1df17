using ChatPlatform.Application.Common;
using ChatPlatform.Application.Prompts.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Prompts;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Prompts;

/// <summary>Shows what the model would be told with these variables; any version, active or not.</summary>
public sealed record RenderPrompt(PromptId Id, IReadOnlyDictionary<string, string> Variables) : IQuery<RenderedPrompt>;

internal sealed class RenderPromptValidator : AbstractValidator<RenderPrompt>
{
    private const int MaxVariables = 200;

    public RenderPromptValidator() => RuleFor(q => q.Variables)
        .Must(v => v.Count <= MaxVariables).WithMessage($"At most {MaxVariables} variables.")
        .Must(v => v.Values.All(text => text is not null)).WithMessage("A variable's value is a text; leave a variable out instead of giving null.");
}

internal sealed class RenderPromptHandler(IPromptsDb db) : IRequestHandler<RenderPrompt, Result<RenderedPrompt>>
{
    public async Task<Result<RenderedPrompt>> Handle(RenderPrompt query, CancellationToken cancellationToken)
    {
        var prompt = await db.PromptTemplates.AsNoTracking().SingleOrDefaultAsync(p => p.Id == query.Id, cancellationToken);
        return prompt is null ? PromptErrors.NotFound(query.Id) : PromptRendering.Render(prompt, query.Variables);
    }
}
