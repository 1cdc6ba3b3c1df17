using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Robeings;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace ChatPlatform.Application.Robeings;

/// <summary>Something that can be achieved, and how far the robeing is.</summary>
/// <param name="Code">Stable and machine-readable.</param>
/// <param name="Title">Korean.</param>
/// <param name="TitleEn">English.</param>
/// <param name="Description">Korean.</param>
/// <param name="DescriptionEn">English.</param>
/// <param name="Badge">An emoji.</param>
/// <param name="GrantedAt">Null when it is still to be achieved.</param>
/// <param name="Progress">How far it is.</param>
public sealed record AchievementDetails(
    string Code, string Title, string TitleEn, string Description, string DescriptionEn, string Badge, DateTimeOffset? GrantedAt, AchievementProgress Progress);

/// <param name="Current">Never above the target.</param>
/// <param name="Target">It is granted when this is reached.</param>
public sealed record AchievementProgress(long Current, long Target);

public sealed record AchievementList(IReadOnlyList<AchievementDetails> Achievements);

public sealed record GetAchievements(string RobeingId) : IQuery<AchievementList>;

internal sealed class GetAchievementsHandler(IRobeingsDb db, ActiveDays days, RobeingZones zones, ICurrentClient client, TimeProvider clock)
    : IRequestHandler<GetAchievements, Result<AchievementList>>
{
    public async Task<Result<AchievementList>> Handle(GetAchievements query, CancellationToken cancellationToken)
    {
        var robeing = await db.Robeings.AsNoTracking().VisibleTo(RobeingCaller.Of(client), query.RobeingId)
            .Include(r => r.Stats).Include(r => r.Achievements)
            .FirstOrDefaultAsync(cancellationToken);
        if (robeing is null)
        {
            return RobeingErrors.NotFound(query.RobeingId);
        }

        var facts = new AchievementFacts(robeing.Stats, await StreakAsync(robeing, cancellationToken));
        var granted = robeing.Achievements.ToDictionary(a => a.Code, a => a.GrantedAt);
        return new AchievementList([.. Achievements.All.Select(a => Of(a, granted.TryGetValue(a.Code, out var at) ? at : null, facts))]);
    }

    private static AchievementDetails Of(Achievement a, DateTimeOffset? grantedAt, AchievementFacts facts) => new(
        a.Code, a.Korean.Title, a.English.Title, a.Korean.Description, a.English.Description, a.Badge, grantedAt,
        new AchievementProgress(grantedAt is null ? Math.Clamp(a.Measure(facts), 0, a.Target) : a.Target, a.Target));

    /// <summary>The run that still goes on: its last day is today or yesterday.</summary>
    private async Task<int> StreakAsync(Robeing robeing, CancellationToken cancellationToken)
    {
        var zone = (await zones.FindAsync([robeing.Id], cancellationToken))[robeing.Id];
        var today = clock.Now().DayIn(zone);
        if (robeing.Stats.LastDay is not { } last || last < today.AddDays(-1))
        {
            return 0;
        }

        var active = (await days.AroundAsync([robeing.Id], last, last, [], cancellationToken))[robeing.Id].ToHashSet();
        return Enumerable.Range(0, Achievements.LongestStreak).TakeWhile(back => active.Contains(last.AddDays(-back))).Count();
    }
}
