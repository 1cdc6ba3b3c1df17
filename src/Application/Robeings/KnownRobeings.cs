using ChatPlatform.Application.Common;
using ChatPlatform.Application.Robeings.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Robeings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.Application.Robeings;

/// <summary>Answers other modules from the cache.</summary>
internal sealed class KnownRobeings(
    IRobeingCache cache, RobeingOptions options, ModelDefaults defaults, IServiceScopeFactory scopes, TimeProvider clock) : IRobeings, IDisposable
{
    private readonly OperatorLimits _allowed = new(defaults.MaxTokens, options.MaxTokens, defaults.ContextMessages);
    private readonly SemaphoreSlim _making = new(1);

    public async Task<RobeingBehaviour?> FindAsync(string robeingId, CancellationToken cancellationToken) =>
        await KnownAsync(robeingId, cancellationToken) is { } known ? BehaviourOf(known) : null;

    public async Task<bool> IsOpenToAsync(string robeingId, ClientId client, CancellationToken cancellationToken) =>
        await KnownAsync(robeingId, cancellationToken) is { } known && known.IsOpenTo(client);

    public async Task EnsureSharedAsync(string robeingId, string displayName, ClientId owner, CancellationToken cancellationToken)
    {
        if (!RobeingId.IsValid(robeingId))
        {
            throw new ArgumentException($"'{robeingId}' is no id of a robeing.", nameof(robeingId));
        }

        var id = new RobeingId(robeingId);
        if (await cache.FindAsync(id, cancellationToken) is not null)
        {
            return;
        }

        await _making.WaitAsync(cancellationToken); // ten at once need not all try
        try
        {
            await MakeAsync(id, displayName, owner, cancellationToken);
        }
        finally
        {
            _making.Release();
            cache.Forget(id); // another node may have made it, and this one remembers that there is none
        }
    }

    public void Dispose() => _making.Dispose();

    private async Task MakeAsync(RobeingId id, string displayName, ClientId owner, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IRobeingsDb>();
        if (await db.Robeings.AnyAsync(r => r.Id == id, cancellationToken))
        {
            return;
        }

        db.Robeings.Add(Robeing.Create(id, owner, isShared: true, displayName, promptName: null, model: null, clock.Now()));
        try
        {
            await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (e.IsTaken())
        {
            // another node made it at the same moment
        }
    }

    private Task<RobeingSnapshot?> KnownAsync(string robeingId, CancellationToken cancellationToken) =>
        RobeingId.IsValid(robeingId) ? cache.FindAsync(new RobeingId(robeingId), cancellationToken) : Task.FromResult<RobeingSnapshot?>(null);

    private RobeingBehaviour BehaviourOf(RobeingSnapshot known)
    {
        var limits = RobeingBehaviourLimits.For(known.Traits, known.Settings.System, _allowed);
        return new RobeingBehaviour(
            known.Id.Value,
            known.PromptName,
            known.Model ?? (limits.AdvancedModel ? options.AdvancedModel : null),
            limits.MaxTokens,
            limits.ContextMessages,
            limits.Memories,
            limits.MemoryLasts,
            RobeingBehaviourLines.For(known.Traits, known.Settings.User, clock.GetUtcNow()),
            known.Settings.System.AutoSummarize,
            known.Settings.System.DebugMode);
    }
}
