using ChatPlatform.Application.Prompts.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Prompts;

namespace ChatPlatform.Application.Prompts;

/// <summary>The two texts of a prompt rendered together, so that an error names what is missing in either.</summary>
public static class PromptRendering
{
    public static Result<RenderedPrompt> Render(PromptTemplate prompt, IReadOnlyDictionary<string, string> variables)
    {
        var missing = PromptText.VariablesOf(prompt.SystemPrompt, prompt.FirstUserMessage)
            .Where(name => !variables.ContainsKey(name))
            .ToList();
        if (missing.Count > 0)
        {
            return PromptErrors.VariablesMissing(missing);
        }

        var system = PromptText.Render(prompt.SystemPrompt, variables);
        var opening = prompt.FirstUserMessage is { } text ? PromptText.Render(text, variables) : null;
        return system.Error is { } error || (error = opening?.Error) is not null
            ? error
            : new RenderedPrompt(
                prompt.Id.Value, prompt.Name, prompt.Version, system.Value!, opening?.Value, prompt.Model, prompt.Temperature, prompt.MaxTokens);
    }
}
