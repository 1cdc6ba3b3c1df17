using System.Data.Common;
using ChatPlatform.Application.Access.Contracts;
using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Prompts;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Prompts;

/// <summary>Makes the next version of a name; commits itself, since it tries again when another writer took the version.</summary>
public sealed record CreatePrompt(
    string Name,
    string SystemPrompt,
    string? FirstUserMessage = null,
    string? Description = null,
    string? Model = null,
    float? Temperature = null,
    int? MaxTokens = null) : ISelfCommitting<PromptView>;

internal sealed class CreatePromptValidator : AbstractValidator<CreatePrompt>
{
    public CreatePromptValidator()
    {
        RuleFor(c => c.Name).Must(PromptTemplate.IsName).WithMessage(
            $"1–{PromptTemplate.NameMaxLength} letters (Hangul too), digits, '-', '_' or '.', beginning with a letter or digit.");
        RuleFor(c => c.SystemPrompt).NotEmpty().MaximumLength(PromptTemplate.TextMaxLength);
        RuleFor(c => c.FirstUserMessage).MaximumLength(PromptTemplate.TextMaxLength);
        RuleFor(c => c.Description).MaximumLength(PromptTemplate.DescriptionMaxLength);
        RuleFor(c => c.Model).MaximumLength(PromptTemplate.ModelMaxLength);
        RuleFor(c => c.Temperature).InclusiveBetween(0, 2);
        RuleFor(c => c.MaxTokens).InclusiveBetween(1, PromptTemplate.MaxTokensLimit);
    }
}

internal sealed class CreatePromptHandler(IPromptsDb db, IUnitOfWork unitOfWork, IAudit audit, IActivePromptCache cache, TimeProvider clock)
    : IRequestHandler<CreatePrompt, Result<PromptView>>
{
    private const int Attempts = 5;

    public async Task<Result<PromptView>> Handle(CreatePrompt command, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var latest = await db.PromptTemplates
                .Where(p => p.Name == command.Name)
                .MaxAsync(p => (int?)p.Version, cancellationToken) ?? 0;
            var prompt = PromptTemplate.NextVersion(command.Name, latest, ContentOf(command), clock.Now());
            db.PromptTemplates.Add(prompt);
            audit.Record("prompt.created", prompt.Id.Value.ToString(), new { prompt.Name, prompt.Version, prompt.IsActive });
            try
            {
                await unitOfWork.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException e) when (IsTaken(e) && attempt < Attempts)
            {
                db.PromptTemplates.Remove(prompt); // added and never saved: this only stops tracking it
                audit.TakeBack();
                continue;
            }

            cache.Forget();
            return PromptView.Of(prompt);
        }
    }

    private static PromptContent ContentOf(CreatePrompt c) => new(
        c.SystemPrompt, BlankToNull(c.FirstUserMessage), BlankToNull(c.Description), BlankToNull(c.Model), c.Temperature, c.MaxTokens);

    private static string? BlankToNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    /// <summary>Class 23 of SQLSTATE: an integrity constraint, here the unique (name, version).</summary>
    private static bool IsTaken(DbUpdateException e) => e.InnerException is DbException { SqlState: ['2', '3', ..] };
}
