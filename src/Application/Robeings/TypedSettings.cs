using ChatPlatform.Application.Robeings.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Robeings;

namespace ChatPlatform.Application.Robeings;

/// <summary>Settings as people of a channel read and type them.</summary>
internal sealed class TypedSettings(IRobeingCache cache, SettingChanges changes) : IRobeingSettings
{
    public IReadOnlyList<string> Keys { get; } = [.. RobeingSettingTable.All.Select(d => d.Key)];

    public string? AllowedFor(string key) => RobeingSettingTable.All.FirstOrDefault(d => d.Key == key)?.Values.Korean;

    public async Task<Result<IReadOnlyList<RobeingSettingLine>>> ListAsync(string robeingId, CancellationToken cancellationToken)
    {
        var robeing = await cache.ReadAsync(robeingId, Operator(""), cancellationToken);
        return robeing.IsSuccess ? robeing.Value.SettingList.Select(LineOf).ToList() : robeing.Error;
    }

    public async Task<Result<RobeingSettingLine>> SetAsync(
        string robeingId, string key, string text, string actor, CancellationToken cancellationToken)
    {
        var definition = RobeingSettingTable.All.FirstOrDefault(d => d.Key == key);
        var category = definition?.Category ?? (key.Contains('.', StringComparison.Ordinal) ? RobeingSettingCategory.Skill : RobeingSettingCategory.User);
        var set = await changes.SetAsync(
            robeingId, Operator(actor), category, key, RobeingSettingText.Read(text, definition), cancellationToken);
        return set.IsSuccess ? LineOf(set.Value) : set.Error;
    }

    /// <summary>Whom the channel lets in is the channel's to say.</summary>
    private static RobeingCaller Operator(string actor) => new(default, IsAdmin: true, actor);

    private static RobeingSettingLine LineOf(RobeingSettingView setting) =>
        new(SettingCategories.NameOf(setting.Category), setting.Key, RobeingSettingText.Show(setting.Value), setting.IsDefault);
}
