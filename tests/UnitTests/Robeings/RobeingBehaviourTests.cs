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

    [Theory]
    [InlineData(10, 1_000, 20, 2)]
    [InlineData(10, 5, 5, 2)]
    [InlineData(10, 0, 0, 2)]
    [InlineData(30, 1_000, 60, 6)]
    [InlineData(100, 10_000, 200, 20)]
    [InlineData(1_000, 10_000, 1_000, 50)]
    public void Limits_OfMemory_AreThoseOfTheTable(int memory, int maxMemorySize, int messages, int lines)
    {
        var limits = RobeingBehaviourLimits.For(Plain with { Memory = memory }, System with { MaxMemorySize = maxMemorySize });

        (limits.ContextMessages, limits.Memories).ShouldBe((messages, lines));
    }

    [Theory]
    [InlineData(10, 1, 1_000, false)]
    [InlineData(30, 6, 3_000, false)]
    [InlineData(29, 7, 2_900, false)]
    [InlineData(30, 7, 3_000, true)]
    [InlineData(100, 20, 10_000, true)]
    public void Limits_OfCompute_AreThoseOfTheTable(int compute, int level, int tokens, bool advanced)
    {
        var limits = RobeingBehaviourLimits.For(Plain with { Compute = compute, Level = level }, System);

        (limits.MaxTokens, limits.AdvancedModel).ShouldBe((tokens, advanced));
    }

    [Fact]
    public void Limits_MemoryTtl_IsHowLongMemoryLasts() =>
        RobeingBehaviourLimits.For(Plain, System with { MemoryTtlDays = 7 }).MemoryLasts.ShouldBe(TimeSpan.FromDays(7));

    [Fact]
    public void Limits_MoreMemoryOrCompute_NeverMeanLess() => Prop.ForAll(
        Gen.Choose(0, 200).Two().ToArbitrary(),
        Gen.Choose(0, 10_000).ToArbitrary(),
        (pair, size) =>
        {
            var (less, more) = (Math.Min(pair.Item1, pair.Item2), Math.Max(pair.Item1, pair.Item2));
            var low = RobeingBehaviourLimits.For(Plain with { Memory = less, Compute = less }, System with { MaxMemorySize = size });
            var high = RobeingBehaviourLimits.For(Plain with { Memory = more, Compute = more }, System with { MaxMemorySize = size });
            return low.ContextMessages <= high.ContextMessages && low.Memories <= high.Memories && low.MaxTokens <= high.MaxTokens
                && high.ContextMessages <= size && high.ContextMessages <= 1_000 && high.Memories <= 50;
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
