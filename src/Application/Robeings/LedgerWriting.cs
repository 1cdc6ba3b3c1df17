using ChatPlatform.Domain.Robeings;

namespace ChatPlatform.Application.Robeings;

internal static class LedgerWriting
{
    /// <summary>One line of the ledger with all that follows from it. The robeing must have been taken.</summary>
    public static GrownStats Grow(this Robeing robeing, GrowthEvent growth, IRobeingsDb db)
    {
        var level = robeing.Stats.Level;
        db.RobeingGrowth.Add(growth);
        robeing.Grow(growth);
        return GrownStats.Of(robeing, level, growth.Xp, robeing.GrantReached(streak: 0, growth.CreatedAt));
    }
}
