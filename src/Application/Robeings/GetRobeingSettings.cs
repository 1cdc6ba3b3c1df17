using System.Text.Json;
using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Robeings;
using MediatR;

namespace ChatPlatform.Application.Robeings;

/// <summary>All settings of a robeing by their keys, with the defaults filled in.</summary>
/// <param name="User">How it talks.</param>
/// <param name="System">How it works.</param>
/// <param name="Skill">What its skills do, free settings too.</param>
public sealed record RobeingSettingsView(
    IReadOnlyDictionary<string, JsonElement> User, IReadOnlyDictionary<string, JsonElement> System, IReadOnlyDictionary<string, JsonElement> Skill);

public sealed record GetRobeingSettings(string RobeingId) : IQuery<RobeingSettingsView>;

internal sealed class GetRobeingSettingsHandler(IRobeingCache cache, ICurrentClient client) : IRequestHandler<GetRobeingSettings, Result<RobeingSettingsView>>
{
    public async Task<Result<RobeingSettingsView>> Handle(GetRobeingSettings query, CancellationToken cancellationToken)
    {
        var robeing = await cache.ReadAsync(query.RobeingId, RobeingCaller.Of(client), cancellationToken);
        if (!robeing.IsSuccess)
        {
            return robeing.Error;
        }

        var all = robeing.Value.SettingList;
        return new RobeingSettingsView(Of(RobeingSettingCategory.User), Of(RobeingSettingCategory.System), Of(RobeingSettingCategory.Skill));

        Dictionary<string, JsonElement> Of(RobeingSettingCategory category) =>
            all.Where(s => s.Category == category).ToDictionary(s => s.Key, s => s.Value, StringComparer.Ordinal);
    }
}
