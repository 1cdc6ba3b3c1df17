using ChatPlatform.Domain.Common;

namespace ChatPlatform.Application.Robeings.Contracts;

/// <summary>A setting as people read and type it.</summary>
/// <param name="Category">user, system or skill.</param>
/// <param name="Key">Its name within the category.</param>
/// <param name="Text">Its value; JSON where it is no plain text.</param>
/// <param name="IsDefault">True when nobody set it.</param>
public sealed record RobeingSettingLine(string Category, string Key, string Text, bool IsDefault);

/// <summary>How other modules read and change settings for the people of a channel.</summary>
public interface IRobeingSettings
{
    /// <summary>All of a robeing's settings, with the defaults; <c>robeing.not_found</c> when this client does not see it.</summary>
    Task<Result<IReadOnlyList<RobeingSettingLine>>> ListAsync(string robeingId, ClientId client, CancellationToken cancellationToken);

    /// <summary>
    /// Sets one from what somebody typed: <c>brief</c>, <c>true</c>, <c>50</c>. Commits by itself; errors are fit for that person's eyes:
    /// <c>robeing.not_found</c>, <c>robeing.read_only</c>, <c>setting.…</c>, <c>capability.locked</c>.
    /// </summary>
    /// <param name="robeingId">Its id.</param>
    /// <param name="client">For whom; only the owner may change it.</param>
    /// <param name="key">Of any category: keys with a dot are skills'.</param>
    /// <param name="text">At most 4,000 characters.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<Result<RobeingSettingLine>> SetAsync(string robeingId, ClientId client, string key, string text, CancellationToken cancellationToken);
}
