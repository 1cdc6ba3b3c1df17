using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Prompts;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Prompts;

public sealed record PromptPage(IReadOnlyList<PromptView> Prompts, string? NextCursor);

/// <summary>Versions of all prompts, newest first.</summary>
/// <param name="Limit">1–200.</param>
/// <param name="Cursor">Where the page before ended.</param>
/// <param name="Active">Only the versions in use, or only the others.</param>
public sealed record ListPrompts(int Limit = 50, string? Cursor = null, bool? Active = null) : IQuery<PromptPage>;

internal sealed class ListPromptsValidator : AbstractValidator<ListPrompts>
{
    public ListPromptsValidator() => RuleFor(q => q.Limit).InclusiveBetween(1, PageLimits.Max);
}

internal sealed class ListPromptsHandler(IPromptsDb db) : IRequestHandler<ListPrompts, Result<PromptPage>>
{
    public async Task<Result<PromptPage>> Handle(ListPrompts query, CancellationToken cancellationToken)
    {
        if (!Cursor.TryParse(query.Cursor, out var cursor))
        {
            return Cursor.Invalid;
        }

        var prompts = db.PromptTemplates.AsNoTracking();
        if (query.Active is { } active)
        {
            prompts = prompts.Where(p => p.IsActive == active);
        }

        if (cursor is { } after)
        {
            var id = new PromptId(after.Id);
            prompts = prompts.Where(p => p.CreatedAt < after.At || (p.CreatedAt == after.At && p.Id < id));
        }

        var page = await prompts
            .OrderByDescending(p => p.CreatedAt)
            .ThenByDescending(p => p.Id)
            .Take(query.Limit + 1)
            .Select(PromptView.Projection)
            .ToListAsync(cancellationToken);
        if (page.Count <= query.Limit)
        {
            return new PromptPage(page, null);
        }

        page.RemoveAt(query.Limit);
        return new PromptPage(page, new Cursor(page[^1].CreatedAt, page[^1].PromptId).ToString());
    }
}
