using ChatPlatform.Application.Prompts.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Prompts;

namespace ChatPlatform.Application.Prompts;

/// <summary>The two texts of a prompt rendered together, so that an error names what is missing in either.</summary>
public static class PromptRendering
{
    /// <summary>For a conversation: what is not known of its person is empty, and no error.</summary>
    public static Result<RenderedPrompt> RenderFor(PromptTemplate prompt, IReadOnlyDictionary<string, string> variables)
    {
        var all = new Dictionary<string, string>(variables, StringComparer.Ordinal);
        foreach (var name in PersonVariables.All)
        {
            all.TryAdd(name, "");
        }

        return Render(prompt, all);
    }

    public static Result<RenderedPrompt> Render(PromptTemplate prompt, IReadOnlyDictionary<string, string> variables)
    {
        var used = PromptText.VariablesOf(prompt.SystemPrompt, prompt.FirstUserMessage);
        var missing = used.Where(name => !variables.ContainsKey(name)).ToList();
        if (missing.Count > 0)
        {
            return PromptErrors.VariablesMissing(missing);
        }

        var system = PromptText.Render(prompt.SystemPrompt, variables);
        var opening = prompt.FirstUserMessage is { } text ? PromptText.Render(text, variables) : null;
        return system.Error is { } error || (error = opening?.Error) is not null
            ? error
            : new RenderedPrompt(
                prompt.Id.Value, prompt.Name, prompt.Version, system.Value!, opening?.Value, prompt.Model, prompt.Temperature, prompt.MaxTokens)
            {
                Variables = used,
            };
    }
}
