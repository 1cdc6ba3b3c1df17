using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Robeings;
using MediatR;

namespace ChatPlatform.Application.Robeings;

/// <summary>Back to the default; a free setting is gone. Commits itself, like what it undoes.</summary>
public sealed record ResetRobeingSetting(string RobeingId, string Category, string Key) : ISelfCommitting<Done>;

internal sealed class ResetRobeingSettingHandler(SettingChanges changes, ICurrentClient client) : IRequestHandler<ResetRobeingSetting, Result<Done>>
{
    public async Task<Result<Done>> Handle(ResetRobeingSetting command, CancellationToken cancellationToken)
    {
        if (SettingCategories.Of(command.Category) is not { } category)
        {
            return RobeingSettingErrors.NoCategory;
        }

        return await changes.ResetAsync(command.RobeingId, RobeingCaller.Of(client), category, command.Key, cancellationToken);
    }
}
