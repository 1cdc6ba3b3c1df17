using System.Text.Json;
using ChatPlatform.Application.Insights.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Robeings;

namespace ChatPlatform.Application.Robeings;

/// <summary>Changes settings for whoever asks, and has this node see it at once.</summary>
internal sealed class SettingChanges(IRobeingsDb db, IRobeingSettingRows rows, IRobeingCache cache, IEventLog log, TimeProvider clock)
{
    public async Task<Result<RobeingSettingView>> SetAsync(
        string robeingId, RobeingCaller caller, RobeingSettingCategory category, string key, JsonElement value, CancellationToken cancellationToken)
    {
        var robeing = await db.ReachAsync(robeingId, caller, cancellationToken);
        if (!robeing.IsSuccess)
        {
            return robeing.Error;
        }

        var setting = RobeingSetting.Of(robeing.Value.Id, robeing.Value.Level, category, key, value, clock.Now());
        if (!setting.IsSuccess)
        {
            return setting.Error;
        }

        if (!await rows.PutAsync(setting.Value, cancellationToken))
        {
            return RobeingSettingErrors.TooMany;
        }

        cache.Forget(robeing.Value.Id);
        Tell(robeing.Value.Id, category, key, "set", caller.Actor);
        return RobeingSettingView.Of(setting.Value);
    }

    public async Task<Result<Done>> ResetAsync(
        string robeingId, RobeingCaller caller, RobeingSettingCategory category, string key, CancellationToken cancellationToken)
    {
        var robeing = await db.ReachAsync(robeingId, caller, cancellationToken);
        if (!robeing.IsSuccess)
        {
            return robeing.Error;
        }

        var removed = await rows.RemoveAsync(robeing.Value.Id, category, key, cancellationToken);
        if (!removed && RobeingSettingTable.Find(category, key) is null)
        {
            return RobeingSettingErrors.Unknown(category, key);
        }

        cache.Forget(robeing.Value.Id);
        if (removed)
        {
            Tell(robeing.Value.Id, category, key, "reset", caller.Actor);
        }

        return new Done();
    }

    /// <summary>Without the value, which may be about a person.</summary>
    private void Tell(RobeingId id, RobeingSettingCategory category, string key, string change, string actor) => log.Record(new(
        "robeing.setting_changed", id.Value, $"[변경] 로빙 {id} 설정 {key}", Detail: new { category, key, change, actor }));
}
