using ChatPlatform.Domain.Robeings;

namespace ChatPlatform.Application.Robeings;

/// <summary>Writes settings, each write a commit of its own: of many at once the last wins.</summary>
public interface IRobeingSettingRows
{
    /// <summary>False when it would be one free setting more than <see cref="RobeingSetting.MaxFree"/>.</summary>
    Task<bool> PutAsync(RobeingSetting setting, CancellationToken cancellationToken);

    /// <summary>False when it was not set.</summary>
    Task<bool> RemoveAsync(RobeingId robeing, RobeingSettingCategory category, string key, CancellationToken cancellationToken);
}
