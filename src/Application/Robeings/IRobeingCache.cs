using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Robeings;

namespace ChatPlatform.Application.Robeings;

/// <summary>A robeing with its stats and settings, as they were committed at one moment.</summary>
/// <param name="Settings">What holds.</param>
/// <param name="SettingList">The same as people read it: those of the table in its order, then free ones by their keys.</param>
public sealed record RobeingSnapshot(
    RobeingId Id,
    ClientId OwnerId,
    bool IsShared,
    string DisplayName,
    string? PromptName,
    string? Model,
    RobeingTraits Traits,
    RobeingSettings Settings,
    IReadOnlyList<RobeingSettingView> SettingList)
{
    public bool IsOpenTo(ClientId client) => Robeing.IsOpen(IsShared, OwnerId, client);
}

/// <summary>What this node knows of robeings without asking the database.</summary>
public interface IRobeingCache
{
    /// <summary>Null when there is none. Of one query when cold, of none when warm; another node's change is seen within a second.</summary>
    Task<RobeingSnapshot?> FindAsync(RobeingId id, CancellationToken cancellationToken);

    /// <summary>
    /// Call after a commit that the change tracker did not see (its own are noticed): from the return on, this node answers with what was
    /// committed.
    /// </summary>
    void Forget(RobeingId id);
}
