using ChatPlatform.Application.Prompts.Contracts;
using ChatPlatform.Domain.Common;

namespace ChatPlatform.Application.Robeings;

internal static class PromptNames
{
    private static readonly Dictionary<string, string> NoVariables = [];

    /// <summary>Null when there is such a prompt, or none is named. The prompt's variables are the sessions' to give.</summary>
    public static async Task<Error?> CheckAsync(this IActivePrompts prompts, string? name, CancellationToken cancellationToken) =>
        name is not null && (await prompts.RenderAsync(name, NoVariables, cancellationToken)).Error is { Kind: ErrorKind.NotFound } error
            ? error.InBody("prompt_name")
            : null;
}
