using ChatPlatform.Domain.Common;

namespace ChatPlatform.Application.Robeings.Contracts;

/// <summary>A setting as people read and type it.</summary>
/// <param name="Category">user, system or skill.</param>
/// <param name="Key">Its name within the category.</param>
/// <param name="Text">Its value; JSON where it is no plain text.</param>
/// <param name="IsDefault">True when nobody set it.</param>
public sealed record RobeingSettingLine(string Category, string Key, string Text, bool IsDefault);

/// <summary>How other modules read and change settings for the people of a channel. Who may is for the channel to say.</summary>
public interface IRobeingSettings
{
    /// <summary>The keys that the platform knows, of all categories.</summary>
    IReadOnlyList<string> Keys { get; }

    /// <summary>What such a key takes, in Korean; null for any other.</summary>
    string? AllowedFor(string key);

    /// <summary>All of a robeing's settings, with the defaults; <c>robeing.not_found</c> when there is none.</summary>
    Task<Result<IReadOnlyList<RobeingSettingLine>>> ListAsync(string robeingId, CancellationToken cancellationToken);

    /// <summary>
    /// Sets one from what somebody typed: <c>brief</c>, <c>true</c>, <c>50</c>. Commits by itself; errors, in English, are fit for that person's eyes:
    /// <c>robeing.not_found</c>, <c>setting.…</c>, <c>capability.locked</c>.
    /// </summary>
    /// <param name="robeingId">Its id.</param>
    /// <param name="key">Of any category: keys with a dot are skills'.</param>
    /// <param name="text">At most 4,000 characters.</param>
    /// <param name="actor">Who typed it, for operators: the channel and a <see cref="Pseudonym"/>, since this is kept when the person is erased.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<Result<RobeingSettingLine>> SetAsync(string robeingId, string key, string text, string actor, CancellationToken cancellationToken);
}
