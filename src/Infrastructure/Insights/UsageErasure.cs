using ChatPlatform.Application.Insights;
using ChatPlatform.Application.Users.Contracts;

namespace ChatPlatform.Infrastructure.Insights;

/// <summary>The statistics keep what was counted, and forget who it was.</summary>
internal sealed class UsageErasure(IUsageCounter usage) : IPersonalData
{
    public int Rank => 1;

    public async Task<IReadOnlyDictionary<string, int>> EraseAsync(PersonToErase person, ErasureStage stage, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        if (stage == ErasureStage.Mentions)
        {
            counts["usage"] = await usage.ForgetAsync(person.ClientId, person.UserId, cancellationToken);
        }

        return counts;
    }
}
