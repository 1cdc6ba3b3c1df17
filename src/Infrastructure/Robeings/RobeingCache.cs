using ChatPlatform.Application.Robeings;
using ChatPlatform.Domain.Robeings;
using ChatPlatform.Infrastructure.Common;
using ChatPlatform.Infrastructure.Persistence;
using ChatPlatform.Infrastructure.Persistence.PostgreSql;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.Infrastructure.Robeings;

/// <summary>
/// Robeings in memory until somebody changes them: this node says so at the commit, the others through the database. While those cannot be
/// heard, nothing is believed for longer than a second; nor is what was read before they could be heard again.
/// </summary>
internal sealed class RobeingCache : IRobeingCache, IBellListener
{
    internal const int MaxEntries = 5_000;

    private static readonly TimeSpan AgeWhileDeaf = TimeSpan.FromSeconds(1);

    /// <summary>Everything is heard; this bounds what a change past the triggers, in a restored table for instance, would do.</summary>
    private static readonly TimeSpan AgeWhileListening = TimeSpan.FromMinutes(5);

    private readonly IServiceScopeFactory _scopes;
    private readonly SharedCache<RobeingId, RobeingSnapshot?> _robeings;
    private volatile bool _isListening;

    public RobeingCache(IServiceScopeFactory scopes, DatabaseSettings database, TimeProvider clock)
    {
        _scopes = scopes;
        _robeings = new SharedCache<RobeingId, RobeingSnapshot?>(ReadAsync, MaxEntries, clock);
        _isListening = database.Provider == DatabaseProvider.InMemory; // nobody else can change what is there
    }

    public string Channel => "robeing";

    internal int Count => _robeings.Count;

    internal bool IsListening => _isListening;

    public Task<RobeingSnapshot?> FindAsync(RobeingId id, CancellationToken cancellationToken)
    {
        var found = _robeings.GetAsync(id, _isListening ? AgeWhileListening : AgeWhileDeaf, out var isHit);
        Application.Common.Telemetry.RobeingLookedUp(isHit);
        return found.WaitAsync(cancellationToken);
    }

    public void Forget(RobeingId id) => _robeings.Forget(id);

    public void Listening()
    {
        _robeings.ForgetAll();
        _isListening = true;
    }

    public void Heard(string payload) => Forget(new RobeingId(payload));

    public void Deaf() => _isListening = false;

    /// <summary>In one statement, so that all of it is of one moment.</summary>
    private async Task<RobeingSnapshot?> ReadAsync(RobeingId id, CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IRobeingsDb>();
        var found = await db.Robeings.AsNoTracking()
            .Where(r => r.Id == id)
            .Select(r => new
            {
                r.OwnerId,
                r.IsShared,
                r.DisplayName,
                r.PromptName,
                r.Model,
                Traits = new RobeingTraits(r.Stats.Level, r.Stats.Memory, r.Stats.Compute, r.Stats.Empathy, r.Stats.Leadership, r.Stats.Ethics),
                Settings = db.RobeingSettings.Where(s => s.RobeingId == r.Id).ToList(),
            })
            .SingleOrDefaultAsync(cancellationToken);
        return found is null
            ? null
            : new RobeingSnapshot(
                id, found.OwnerId, found.IsShared, found.DisplayName, found.PromptName, found.Model, found.Traits,
                RobeingSettings.From(found.Settings.Select(s => (s.Category, s.Key, s.Value))), RobeingSettingView.AllOf(found.Settings));
    }
}
