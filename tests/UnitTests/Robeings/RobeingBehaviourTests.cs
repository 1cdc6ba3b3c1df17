using ChatPlatform.Domain.Robeings;
using FsCheck;
using FsCheck.Fluent;

namespace ChatPlatform.UnitTests.Robeings;

public sealed class RobeingBehaviourTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 23, 30, 0, TimeSpan.Zero);
    private static readonly RobeingTraits Plain = new(1, 10, 10, 10, 10, 10);
    private static readonly RobeingUserSettings User = RobeingSettings.Default.User;
    private static readonly RobeingSystemSettings System = RobeingSettings.Default.System;
    private static readonly OperatorLimits Usual = new(MaxTokens: 1_000, MostTokens: 8_192, ContextMessages: 200);

    [Theory]
    [InlineData(1, 10, 1_000, 20, 2)]
    [InlineData(1, 10, 5, 5, 2)]
    [InlineData(1, 10, 0, 0, 2)]
    [InlineData(4, 30, 1_000, 60, 6)]
    [InlineData(5, 10, 1_000, 40, 2)]
    [InlineData(5, 22, 1_000, 88, 4)]
    [InlineData(20, 40, 100, 100, 8)]
    [InlineData(20, 60, 10_000, 200, 12)]
    [InlineData(1, 100, 10_000, 200, 20)]
    public void Limits_OfMemory_AreThoseOfTheTable(int level, int memory, int maxMemorySize, int messages, int lines)
    {
        var limits = RobeingBehaviourLimits.For(Plain with { Level = level, Memory = memory }, System with { MaxMemorySize = maxMemorySize }, Usual);

        (limits.ContextMessages, limits.Memories).ShouldBe((messages, lines));
    }

    [Theory]
    [InlineData(100, 1, 10, 20)]
    [InlineData(12, 1, 10, 12)]
    [InlineData(0, 1, 10, 0)]
    [InlineData(1_000, 20, 100, 400)]
    public void Limits_OfContext_StayWithinTheOperators(int contextMessages, int level, int memory, int messages) =>
        RobeingBehaviourLimits.For(Plain with { Level = level, Memory = memory }, System, Usual with { ContextMessages = contextMessages })
            .ContextMessages.ShouldBe(messages);

    [Theory]
    [InlineData(10, 1, 1_000, false)]
    [InlineData(25, 6, 2_500, false)]
    [InlineData(24, 7, 2_400, false)]
    [InlineData(25, 7, 2_500, true)]
    [InlineData(100, 20, 8_192, true)]
    public void Limits_OfCompute_AreThoseOfTheTable(int compute, int level, int tokens, bool advanced)
    {
        var limits = RobeingBehaviourLimits.For(Plain with { Compute = compute, Level = level }, System, Usual);

        (limits.MaxTokens, limits.AdvancedModel).ShouldBe((tokens, advanced));
    }

    [Theory]
    [InlineData(300, 8_192, 10, 300)]
    [InlineData(300, 8_192, 15, 450)]
    [InlineData(1, 8_192, 10, 1)]
    [InlineData(4_000, 2_000, 10, 2_000)]
    [InlineData(1_000_000, 1_000_000, 100, 1_000_000)]
    public void Limits_OfTokens_GrowFromTheOperatorsAndEndAtTheOperators(int usual, int most, int compute, int tokens) =>
        RobeingBehaviourLimits.For(Plain with { Compute = compute }, System, Usual with { MaxTokens = usual, MostTokens = most }).MaxTokens.ShouldBe(tokens);

    [Fact]
    public void Limits_AdvancedModel_IsInReachOfTheLevelThatUnlocksIt() =>
        (RobeingStats.InitialStat + RobeingLevels.PointsAt(RobeingCapabilities.AdvancedModel.Level)).ShouldBeGreaterThanOrEqualTo(RobeingBehaviourLimits.AdvancedCompute);

    [Fact]
    public void Limits_MemoryTtl_IsHowLongMemoryLasts() =>
        RobeingBehaviourLimits.For(Plain, System with { MemoryTtlDays = 7 }, Usual).MemoryLasts.ShouldBe(TimeSpan.FromDays(7));

    [Fact]
    public void Limits_MoreMemoryOrCompute_NeverMeanLess() => Prop.ForAll(
        Gen.Choose(RobeingStats.InitialStat, RobeingStats.MaxStat).Two().ToArbitrary(),
        Gen.Choose(0, 10_000).ToArbitrary(),
        Gen.Choose(1, 10).ToArbitrary(),
        (pair, size, level) =>
        {
            var (less, more) = (Math.Min(pair.Item1, pair.Item2), Math.Max(pair.Item1, pair.Item2));
            var low = RobeingBehaviourLimits.For(Plain with { Level = level, Memory = less, Compute = less }, System with { MaxMemorySize = size }, Usual);
            var high = RobeingBehaviourLimits.For(Plain with { Level = level + 1, Memory = more, Compute = more }, System with { MaxMemorySize = size }, Usual);
            return low.ContextMessages <= high.ContextMessages && low.Memories <= high.Memories && low.MaxTokens <= high.MaxTokens
                && high.ContextMessages <= size && high.ContextMessages <= Usual.ContextMessages && high.MaxTokens <= Usual.MostTokens;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(10, 0)]
    [InlineData(14, 0)]
    [InlineData(15, 1)]
    [InlineData(29, 1)]
    [InlineData(30, 1)]
    [InlineData(60, 1)]
    [InlineData(100, 1)]
    public void Lines_AStat_SaysAtMostOneLine(int stat, int more)
    {
        var plain = Lines(Plain).Count;

        Lines(Plain with { Empathy = stat }).Count.ShouldBe(plain + more);
        Lines(Plain with { Ethics = stat }).Count.ShouldBe(plain + more);
        Lines(Plain with { Leadership = stat, Level = 10 }).Count.ShouldBe(plain + more);
    }

    [Fact]
    public void Lines_EveryBand_SaysSomethingElse()
    {
        int[] bands = [10, 15, 30, 60];

        bands.Select(b => Text(Plain with { Empathy = b })).Distinct().Count().ShouldBe(4);
        bands.Select(b => Text(Plain with { Ethics = b })).Distinct().Count().ShouldBe(4);
        bands.Select(b => Text(Plain with { Leadership = b, Level = 10 })).Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public void Lines_LeadershipBelowLevelTen_StaysInItsFirstBand() =>
        Text(Plain with { Leadership = 90, Level = 9 }).ShouldBe(Text(Plain with { Leadership = 15, Level = 9 }));

    [Fact]
    public void Lines_EveryValueOfASetting_ChangesThem()
    {
        Enum.GetValues<ResponseStyle>().Select(v => Text(Plain, User with { ResponseStyle = v })).Distinct().Count().ShouldBe(3);
        Enum.GetValues<ResponseLength>().Select(v => Text(Plain, User with { ResponseLength = v })).Distinct().Count().ShouldBe(3);
        new[] { "auto", "ko", "en", "ja" }.Select(v => Text(Plain, User with { Language = v })).Distinct().Count().ShouldBe(4);
        new[] { "UTC", "Asia/Seoul", "America/New_York" }.Select(v => Text(Plain, User with { Timezone = v })).Distinct().Count().ShouldBe(3);
    }

    [Theory]
    [InlineData(ResponseStyle.Formal, "하십시오체")]
    [InlineData(ResponseStyle.Casual, "반말 throughout")]
    [InlineData(ResponseStyle.Friendly, "해요체 throughout")]
    public void Lines_Korean_NamesTheSpeechLevel(ResponseStyle style, string expected)
    {
        Lines(Plain, User with { ResponseStyle = style, Language = "ko" })[0].ShouldContain(expected);
        Lines(Plain, User with { ResponseStyle = style, Language = "en" })[0].ShouldNotContain("Korean");
    }

    [Fact]
    public void Lines_TheLast_IsTheTimeWhereItLives()
    {
        Lines(Plain)[^1].ShouldBe("It is now Monday, 2026-03-02 08:30 (Asia/Seoul).");
        Lines(Plain, User with { Timezone = "no/where" })[^1].ShouldBe("It is now Sunday, 2026-03-01 23:30 (UTC).");
    }

    private static IReadOnlyList<string> Lines(RobeingTraits traits, RobeingUserSettings? settings = null) =>
        RobeingBehaviourLines.For(traits, settings ?? User, Now);

    private static string Text(RobeingTraits traits, RobeingUserSettings? settings = null) => string.Join('\n', Lines(traits, settings));
}
