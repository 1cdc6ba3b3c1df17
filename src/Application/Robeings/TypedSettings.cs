using ChatPlatform.Application.Robeings.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Robeings;

namespace ChatPlatform.Application.Robeings;

/// <summary>Settings as people of a channel read and type them.</summary>
internal sealed class TypedSettings(IRobeingsDb db, SettingChanges changes) : IRobeingSettings
{
    /// <summary>Whom the channel lets in is the channel's to say.</summary>
    private static readonly RobeingCaller Operator = new(default, IsAdmin: true);

    public IReadOnlyList<string> Keys { get; } = [.. RobeingSettingTable.All.Select(d => d.Key)];

    public string? AllowedFor(string key) => RobeingSettingTable.All.FirstOrDefault(d => d.Key == key)?.Values.Korean;

    public async Task<Result<IReadOnlyList<RobeingSettingLine>>> ListAsync(string robeingId, CancellationToken cancellationToken)
    {
        var robeing = await db.ReachAsync(robeingId, Operator, toChange: false, cancellationToken);
        return robeing.IsSuccess
            ? (await RobeingSettingView.AllAsync(db, robeing.Value.Id, cancellationToken)).ConvertAll(LineOf)
            : robeing.Error;
    }

    public async Task<Result<RobeingSettingLine>> SetAsync(
        string robeingId, string key, string text, CancellationToken cancellationToken)
    {
        var definition = RobeingSettingTable.All.FirstOrDefault(d => d.Key == key);
        var category = definition?.Category ?? (key.Contains('.', StringComparison.Ordinal) ? RobeingSettingCategory.Skill : RobeingSettingCategory.User);
        var set = await changes.SetAsync(
            robeingId, Operator, category, key, RobeingSettingText.Read(text, definition), cancellationToken);
        return set.IsSuccess ? LineOf(set.Value) : set.Error;
    }

    private static RobeingSettingLine LineOf(RobeingSettingView setting) =>
        new(SettingCategories.NameOf(setting.Category), setting.Key, RobeingSettingText.Show(setting.Value), setting.IsDefault);
}
