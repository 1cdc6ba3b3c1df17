using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Robeings;
using MediatR;

namespace ChatPlatform.Application.Robeings;

/// <param name="RobeingId">Whose.</param>
/// <param name="Category">user, system or skill.</param>
/// <param name="Key">A known one, or a free one that was set.</param>
public sealed record GetRobeingSetting(string RobeingId, string Category, string Key) : IQuery<RobeingSettingView>;

internal sealed class GetRobeingSettingHandler(IRobeingCache cache, ICurrentClient client) : IRequestHandler<GetRobeingSetting, Result<RobeingSettingView>>
{
    public async Task<Result<RobeingSettingView>> Handle(GetRobeingSetting query, CancellationToken cancellationToken)
    {
        var robeing = await cache.ReadAsync(query.RobeingId, RobeingCaller.Of(client), cancellationToken);
        if (!robeing.IsSuccess)
        {
            return robeing.Error;
        }

        if (SettingCategories.Of(query.Category) is not { } category)
        {
            return RobeingSettingErrors.NoCategory;
        }

        return robeing.Value.SettingList.FirstOrDefault(s => s.Category == category && s.Key == query.Key) is { } setting
            ? setting
            : RobeingSettingErrors.Unknown(category, query.Key);
    }
}
