using System.Text.Json.Serialization;
using ChatPlatform.Domain.Common;

namespace ChatPlatform.Application.Prompts.Contracts;

/// <summary>A prompt as a turn uses it: templates with their variables filled in.</summary>
/// <param name="PromptId">The version it came from.</param>
/// <param name="Name">The prompt's name.</param>
/// <param name="Version">1, 2, 3 … within the name.</param>
/// <param name="SystemPrompt">Rendered.</param>
/// <param name="FirstUserMessage">Rendered; opens the conversation for the model; null when the prompt has none.</param>
/// <param name="Model">Overrides the default model.</param>
/// <param name="Temperature">Overrides the default, 0–2.</param>
/// <param name="MaxTokens">Overrides the default.</param>
public sealed record RenderedPrompt(
    Guid PromptId,
    string Name,
    int Version,
    string SystemPrompt,
    string? FirstUserMessage,
    string? Model,
    float? Temperature,
    int? MaxTokens)
{
    /// <summary>The variables that the template has, in either text.</summary>
    [JsonIgnore]
    public IReadOnlyCollection<string> Variables { get; init; } = [];
}

/// <summary>The variables by which a prompt may place what is known of the person; where a prompt has none of them, it follows the prompt.</summary>
public static class PersonVariables
{
    public const string Name = "user_name";
    public const string Summary = "user_summary";

    /// <summary>The user id of whom the others speak, where several people ask in one conversation; not for prompts.</summary>
    public const string Of = "known_user_id";

    public static readonly IReadOnlyList<string> All = [Name, Summary];
}

/// <summary>How other modules get the active version of a prompt.</summary>
public interface IActivePrompts
{
    /// <summary>The name used when a session names none.</summary>
    const string DefaultName = "default";

    /// <summary>
    /// Renders the active version of <paramref name="name"/> (the default prompt when null). <see cref="PersonVariables"/> without a value are empty.
    /// Fails with <c>prompt.not_found</c> (404), or <c>prompt.variable_missing</c> (422) naming every missing variable.
    /// Costs no query while the version is cached: at most 1 s old on other nodes, never stale on the node that activated.
    /// </summary>
    Task<Result<RenderedPrompt>> RenderAsync(
        string? name, IReadOnlyDictionary<string, string> variables, CancellationToken cancellationToken);
}
