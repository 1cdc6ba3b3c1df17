using System.Collections.Concurrent;
using ChatPlatform.Application.Prompts;
using ChatPlatform.Application.Prompts.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Prompts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.Infrastructure.Prompts;

/// <summary>
/// Keeps the active versions in memory for a second. Callers that miss together share one query. An entry counts only within the
/// generation its query began in, so a query that was under way during an activation can never leave an old version behind.
/// </summary>
internal sealed class ActivePrompts(IServiceScopeFactory scopes, TimeProvider clock) : IActivePrompts, IActivePromptCache
{
    /// <summary>Names come from callers, so unknown ones take room too; beyond this everything is dropped and read again.</summary>
    internal const int MaxEntries = 1_000;

    private static readonly TimeSpan Age = TimeSpan.FromSeconds(1);

    /// <summary>The query is shared, so no caller's own token may end it.</summary>
    private static readonly TimeSpan QueryLimit = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private int _generation;

    internal int Count => _entries.Count;

    public async Task<Result<RenderedPrompt>> RenderAsync(
        string? name, IReadOnlyDictionary<string, string> variables, CancellationToken cancellationToken)
    {
        name ??= IActivePrompts.DefaultName;
        if (!PromptTemplate.IsName(name))
        {
            return PromptErrors.NotFound(name.Length > PromptTemplate.NameMaxLength ? name[..PromptTemplate.NameMaxLength] : name);
        }

        var prompt = await EntryOf(name).Query.Value.WaitAsync(cancellationToken);
        return prompt is null ? PromptErrors.NotFound(name) : PromptRendering.RenderFor(prompt, variables);
    }

    public void Forget() => Interlocked.Increment(ref _generation);

    private Entry EntryOf(string name)
    {
        var generation = Volatile.Read(ref _generation);
        while (true)
        {
            if (_entries.TryGetValue(name, out var found) && found.Generation == generation
                && clock.GetElapsedTime(found.Began) < Age && !Failed(found))
            {
                return found;
            }

            if (found is null && _entries.Count >= MaxEntries)
            {
                _entries.Clear();
            }

            var entry = new Entry(generation, clock.GetTimestamp(), new Lazy<Task<PromptTemplate?>>(() => LoadAsync(name)));
            if (found is null ? _entries.TryAdd(name, entry) : _entries.TryUpdate(name, entry, found))
            {
                return entry;
            }
        }
    }

    private static bool Failed(Entry entry) => entry.Query is { IsValueCreated: true, Value: { IsCompleted: true, IsCompletedSuccessfully: false } };

    private async Task<PromptTemplate?> LoadAsync(string name)
    {
        using var limit = new CancellationTokenSource(QueryLimit, clock);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<IPromptsDb>().PromptTemplates
                .AsNoTracking()
                .FirstOrDefaultAsync(p => p.Name == name && p.IsActive, limit.Token);
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested)
        {
            throw new TimeoutException("The database did not answer in time.", e);
        }
    }

    private sealed record Entry(int Generation, long Began, Lazy<Task<PromptTemplate?>> Query);
}
