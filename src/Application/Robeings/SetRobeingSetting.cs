using System.Text.Json;
using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Robeings;
using MediatR;

namespace ChatPlatform.Application.Robeings;

/// <summary>Gives a setting a value; commits itself, since of two at once the last must win.</summary>
public sealed record SetRobeingSetting(string RobeingId, string Category, string Key, JsonElement Value) : ISelfCommitting<RobeingSettingView>;

internal sealed class SetRobeingSettingHandler(SettingChanges changes, ICurrentClient client)
    : IRequestHandler<SetRobeingSetting, Result<RobeingSettingView>>
{
    public async Task<Result<RobeingSettingView>> Handle(SetRobeingSetting command, CancellationToken cancellationToken)
    {
        if (SettingCategories.Of(command.Category) is not { } category)
        {
            return RobeingSettingErrors.NoCategory;
        }

        return await changes.SetAsync(command.RobeingId, RobeingCaller.Of(client), category, command.Key, command.Value, cancellationToken);
    }
}
