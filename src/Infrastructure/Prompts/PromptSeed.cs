using ChatPlatform.Application.Prompts;
using ChatPlatform.Application.Prompts.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Prompts;
using ChatPlatform.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.Infrastructure.Prompts;

/// <summary>Makes sure that the default prompt exists. Call after migrations; any number of times, on any number of nodes.</summary>
internal sealed class PromptSeed(IServiceScopeFactory scopes, IActivePromptCache cache, TimeProvider clock)
{
    private static readonly PromptContent Default = new(
        "You are a friendly, concise assistant. Answer in the language the user writes in; in Korean use the polite 해요 style. "
        + "Be concrete, keep to what was asked, and say so plainly when you do not know something.",
        Description: "Used when a session names no prompt. Make a new version to change it.");

    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        if (await ExistsAsync(db, cancellationToken))
        {
            return;
        }

        var prompt = PromptTemplate.NextVersion(IActivePrompts.DefaultName, latestVersion: 0, Default, clock.Now());
        db.PromptTemplates.Add(prompt);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // another node may have seeded it at the same moment; anything else is an error
            db.PromptTemplates.Remove(prompt);
            if (!await ExistsAsync(db, cancellationToken))
            {
                throw;
            }
        }

        cache.Forget();
    }

    private static Task<bool> ExistsAsync(AppDbContext db, CancellationToken cancellationToken) =>
        db.PromptTemplates.AnyAsync(p => p.Name == IActivePrompts.DefaultName, cancellationToken);
}
