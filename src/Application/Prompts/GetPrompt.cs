using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Prompts;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Prompts;

/// <summary>A prompt by its name.</summary>
/// <param name="Name">The prompt's name.</param>
/// <param name="Active">The version in use.</param>
/// <param name="Versions">Newest first; at most the newest 200.</param>
public sealed record PromptVersions(string Name, PromptView Active, IReadOnlyList<PromptView> Versions);

public sealed record GetPrompt(string Name) : IQuery<PromptVersions>;

internal sealed class GetPromptHandler(IPromptsDb db) : IRequestHandler<GetPrompt, Result<PromptVersions>>
{
    public async Task<Result<PromptVersions>> Handle(GetPrompt query, CancellationToken cancellationToken)
    {
        var named = db.PromptTemplates.AsNoTracking().Where(p => p.Name == query.Name);
        var active = await named.Where(p => p.IsActive).Select(PromptView.Projection).FirstOrDefaultAsync(cancellationToken);
        if (active is null)
        {
            return PromptErrors.NotFound(query.Name);
        }

        var versions = await named
            .OrderByDescending(p => p.Version)
            .Take(PageLimits.Max)
            .Select(PromptView.Projection)
            .ToListAsync(cancellationToken);
        return new PromptVersions(query.Name, active, versions);
    }
}
