using ChatPlatform.Domain.Robeings;

namespace ChatPlatform.UnitTests.Robeings;

public sealed class RobeingLevelsTests
{
    /// <summary>The rule as it is written down. The root of a cube that is no square is irrational, so 28 digits decide.</summary>
    private static int Naive(long experience)
    {
        var level = 1;
        while (experience >= 100 * level * Root(level))
        {
            level++;
        }

        return level;
    }

    private static decimal Root(int value)
    {
        var root = (decimal)Math.Sqrt(value);
        for (var i = 0; i < 3; i++)
        {
            root = (root + (value / root)) / 2;
        }

        var nearest = decimal.Round(root);
        return nearest * nearest == value ? nearest : root;
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(99, 1)]
    [InlineData(100, 2)]
    [InlineData(282, 2)]
    [InlineData(283, 3)]
    [InlineData(519, 3)]
    [InlineData(520, 4)]
    [InlineData(799, 4)]
    [InlineData(800, 5)]
    [InlineData(2699, 9)]
    [InlineData(2700, 10)]
    [InlineData(-5, 1)]
    public void Of_Experience_IsTheLevel(long experience, int level) => RobeingLevels.Of(experience).ShouldBe(level);

    [Fact]
    public void Of_EveryExperienceToLevel30_IsWhatTheRuleSays()
    {
        for (var experience = 0; experience <= 17_000; experience++)
        {
            RobeingLevels.Of(experience).ShouldBe(Naive(experience), $"{experience} XP");
        }
    }

    [Fact]
    public void Of_AroundEachBoundary_IsWhatTheRuleSays()
    {
        for (var level = 1; level <= 500; level++)
        {
            var least = RobeingLevels.ExperienceToPass(level);
            RobeingLevels.Of(least - 1).ShouldBe(level);
            RobeingLevels.Of(least).ShouldBe(level + 1);
            Naive(least - 1).ShouldBe(level);
            Naive(least).ShouldBe(level + 1);
        }
    }

    [Theory]
    [InlineData(RobeingLevels.ExperienceLimit)]
    [InlineData(long.MaxValue)]
    public void Of_MoreThanAnybodyEarns_IsBounded(long experience) => RobeingLevels.Of(experience).ShouldBe(464_158_884);

    [Fact]
    public void PointsAt_HighestLevel_FitsAnInt() => RobeingLevels.PointsAt(RobeingLevels.Of(long.MaxValue)).ShouldBe(3 * 464_158_883);
}
