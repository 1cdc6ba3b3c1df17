using ChatPlatform.Application.Access.Contracts;
using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Prompts;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Prompts;

/// <summary>Makes a version the one in use; commits itself, since the cache may be emptied only after the commit.</summary>
public sealed record ActivatePrompt(PromptId Id) : ISelfCommitting<PromptView>;

internal sealed class ActivatePromptHandler(IPromptsDb db, IUnitOfWork unitOfWork, IAudit audit, IActivePromptCache cache, TimeProvider clock)
    : IRequestHandler<ActivatePrompt, Result<PromptView>>
{
    public async Task<Result<PromptView>> Handle(ActivatePrompt command, CancellationToken cancellationToken)
    {
        var prompt = await db.PromptTemplates.SingleOrDefaultAsync(p => p.Id == command.Id, cancellationToken);
        if (prompt is null)
        {
            return PromptErrors.NotFound(command.Id);
        }

        var current = await db.PromptTemplates.SingleOrDefaultAsync(p => p.Name == prompt.Name && p.IsActive, cancellationToken);
        if (prompt.ActivateInsteadOf(current, clock.Now()).Error is { } error)
        {
            return error;
        }

        audit.Record("prompt.activated", prompt.Id.Value.ToString(), new { prompt.Name, prompt.Version });
        try
        {
            await unitOfWork.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return PromptErrors.ChangedMeanwhile;
        }

        cache.Forget();
        return PromptView.Of(prompt);
    }
}
