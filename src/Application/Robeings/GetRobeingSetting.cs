using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Robeings;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Robeings;

/// <param name="RobeingId">Whose.</param>
/// <param name="Category">user, system or skill.</param>
/// <param name="Key">A known one, or a free one that was set.</param>
public sealed record GetRobeingSetting(string RobeingId, string Category, string Key) : IQuery<RobeingSettingView>;

internal sealed class GetRobeingSettingHandler(IRobeingsDb db, ICurrentClient client) : IRequestHandler<GetRobeingSetting, Result<RobeingSettingView>>
{
    public async Task<Result<RobeingSettingView>> Handle(GetRobeingSetting query, CancellationToken cancellationToken)
    {
        var robeing = await db.ReachAsync(query.RobeingId, RobeingCaller.Of(client), toChange: false, cancellationToken);
        if (!robeing.IsSuccess)
        {
            return robeing.Error;
        }

        if (SettingCategories.Of(query.Category) is not { } category)
        {
            return RobeingSettingErrors.NoCategory;
        }

        var set = await db.RobeingSettings.AsNoTracking()
            .SingleOrDefaultAsync(s => s.RobeingId == robeing.Value.Id && s.Category == category && s.Key == query.Key, cancellationToken);
        if (set is not null)
        {
            return RobeingSettingView.Of(set);
        }

        return RobeingSettingTable.Find(category, query.Key) is { } definition
            ? RobeingSettingView.Of(definition)
            : RobeingSettingErrors.Unknown(category, query.Key);
    }
}
