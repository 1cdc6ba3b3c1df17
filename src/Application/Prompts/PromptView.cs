using System.Linq.Expressions;
using ChatPlatform.Domain.Prompts;

namespace ChatPlatform.Application.Prompts;

/// <summary>One version of a prompt as operators see it.</summary>
public sealed record PromptView(
    Guid PromptId,
    string Name,
    int Version,
    string SystemPrompt,
    string? FirstUserMessage,
    string? Description,
    string? Model,
    float? Temperature,
    int? MaxTokens,
    bool IsActive,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ActivatedAt)
{
    internal static readonly Expression<Func<PromptTemplate, PromptView>> Projection = p => new PromptView(
        p.Id.Value, p.Name, p.Version, p.SystemPrompt, p.FirstUserMessage, p.Description,
        p.Model, p.Temperature, p.MaxTokens, p.IsActive, p.CreatedAt, p.ActivatedAt);

    private static readonly Func<PromptTemplate, PromptView> Compiled = Projection.Compile();

    /// <summary>The variables a session or a render call must give.</summary>
    public IReadOnlyList<string> Variables => PromptText.VariablesOf(SystemPrompt, FirstUserMessage);

    internal static PromptView Of(PromptTemplate prompt) => Compiled(prompt);
}
