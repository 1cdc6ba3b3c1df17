using ChatPlatform.Application.Prompts;
using ChatPlatform.Application.Prompts.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Prompts;
using ChatPlatform.Infrastructure.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.Infrastructure.Prompts;

/// <summary>Keeps the active versions in memory for a second: that long another node's activation may go unseen.</summary>
internal sealed class ActivePrompts : IActivePrompts, IActivePromptCache
{
    internal const int MaxEntries = 1_000;

    private static readonly TimeSpan Age = TimeSpan.FromSeconds(1);

    private readonly IServiceScopeFactory _scopes;
    private readonly SharedCache<string, PromptTemplate?> _prompts;

    public ActivePrompts(IServiceScopeFactory scopes, TimeProvider clock) =>
        (_scopes, _prompts) = (scopes, new SharedCache<string, PromptTemplate?>(ReadAsync, MaxEntries, clock));

    internal int Count => _prompts.Count;

    public async Task<Result<RenderedPrompt>> RenderAsync(
        string? name, IReadOnlyDictionary<string, string> variables, CancellationToken cancellationToken)
    {
        name ??= IActivePrompts.DefaultName;
        if (!PromptTemplate.IsName(name))
        {
            return PromptErrors.NotFound(name.Length > PromptTemplate.NameMaxLength ? name[..PromptTemplate.NameMaxLength] : name);
        }

        var prompt = await _prompts.GetAsync(name, Age, out _).WaitAsync(cancellationToken);
        return prompt is null ? PromptErrors.NotFound(name) : PromptRendering.RenderFor(prompt, variables);
    }

    public void Forget() => _prompts.ForgetAll();

    private async Task<PromptTemplate?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IPromptsDb>().PromptTemplates
            .AsNoTracking()
            .FirstOrDefaultAsync(p => p.Name == name && p.IsActive, cancellationToken);
    }
}
