namespace ChatPlatform.Domain.Robeings;

/// <summary>
/// Levels from total experience: level 1, and one more for as long as experience ≥ 100·level^1.5. That is experience² ≥ 10⁴·level³,
/// which whole numbers decide exactly.
/// </summary>
public static class RobeingLevels
{
    /// <summary>Stat points that each level gained gives.</summary>
    public const int PointsPerLevel = 3;

    /// <summary>Experience beyond it raises no level any more, so that levels fit an int and the squares fit 128 bits.</summary>
    public const long ExperienceLimit = 1_000_000_000_000_000;

    private const int Scale = 10_000;

    /// <summary>At <see cref="ExperienceLimit"/> fewer levels are passed: (10¹³)^⅔ ≈ 4.6·10⁸.</summary>
    private const int MostPassed = 1 << 29;

    public static int Of(long experience)
    {
        var (passed, above) = (0, MostPassed);
        while (above - passed > 1)
        {
            var middle = passed + ((above - passed) / 2);
            (passed, above) = IsPassed(middle, experience) ? (middle, above) : (passed, middle);
        }

        return passed + 1;
    }

    /// <summary>The least total experience at which a robeing of this level rises.</summary>
    public static long ExperienceToPass(int level)
    {
        var (below, enough) = (0L, ExperienceLimit);
        while (enough - below > 1)
        {
            var middle = below + ((enough - below) / 2);
            (below, enough) = IsPassed(level, middle) ? (below, middle) : (middle, enough);
        }

        return enough;
    }

    /// <summary>All points that a robeing of this level was ever given.</summary>
    public static int PointsAt(int level) => PointsPerLevel * (level - 1);

    private static bool IsPassed(int level, long experience)
    {
        Int128 known = Math.Clamp(experience, 0, ExperienceLimit);
        return known * known >= (Int128)Scale * level * level * level;
    }
}
