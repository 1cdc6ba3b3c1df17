using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Robeings;

namespace ChatPlatform.UnitTests.Robeings;

/// <summary>The tables that people read in docs/robeings.md.</summary>
public sealed class RobeingTableTests
{
    [Theory]
    [InlineData("conversation", 5)]
    [InlineData("search", 10)]
    [InlineData("summary", 15)]
    [InlineData("translation", 15)]
    [InlineData("scheduling", 20)]
    [InlineData("email", 20)]
    [InlineData("news", 15)]
    [InlineData("analysis", 25)]
    [InlineData("coding", 30)]
    [InlineData("planning", 30)]
    [InlineData("other", 5)]
    public void TaskTypes_Each_GivesItsBaseTimesTheDifficulty(string code, int experience)
    {
        var type = RobeingTaskTypes.Find(code).ShouldNotBeNull();

        type.ExperienceFor(1).ShouldBe(experience);
        type.ExperienceFor(10).ShouldBe(10 * experience);
    }

    [Fact]
    public void TaskTypes_Codes_AreEleven() => RobeingTaskTypes.All.Select(t => t.Code).Distinct().Count().ShouldBe(11);

    [Fact]
    public void TaskTypes_Unknown_IsNone() => RobeingTaskTypes.Find("Coding").ShouldBeNull();

    [Fact]
    public void Achievements_All_HaveACodeOfTheirOwnAndTextsInBothLanguages()
    {
        Achievements.All.Count.ShouldBe(15);
        Achievements.All.Select(a => a.Code).ShouldBeUnique();
        Achievements.All.ShouldAllBe(a => a.Code.Length <= RobeingAchievement.CodeMaxLength && a.Target > 0 && a.Badge.Length > 0
            && a.Korean.Title.Any(IsHangul) && a.Korean.Description.Any(IsHangul) && a.English.Title.Length > 0 && a.English.Description.Length > 0);
    }

    [Fact]
    public void Achievements_LongestStreak_IsThatOfItsCode() =>
        Achievements.All.Where(a => a.Code.StartsWith("streak", StringComparison.Ordinal)).MaxBy(a => a.Target)
            .ShouldNotBeNull().Code.ShouldBe(Achievements.LongestStreakCode);

    [Theory]
    [InlineData("", 0)]
    [InlineData("1", 1)]
    [InlineData("1 2 3", 3)]
    [InlineData("1 3 4 6", 2)]
    [InlineData("1 2 3 5 6", 3)]
    [InlineData("1 3 5", 1)]
    public void StreakOf_Days_IsTheLongestRun(string days, int longest) => Achievements.StreakOf(
        days.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(day => new DateOnly(2026, 2, 27).AddDays(int.Parse(day, System.Globalization.CultureInfo.InvariantCulture))))
        .ShouldBe(longest);

    [Theory]
    [InlineData("conversation", 1)]
    [InlineData("slack", 1)]
    [InlineData("detailed_answers", 2)]
    [InlineData("news", 2)]
    [InlineData("email", 3)]
    [InlineData("extended_memory", 5)]
    [InlineData("advanced_model", 7)]
    [InlineData("leadership_voice", 10)]
    public void Capabilities_Each_OpensAtItsLevel(string code, int level)
    {
        var capability = RobeingCapabilities.All.Single(c => c.Code == code);

        RobeingCapabilities.Check(level, capability).ShouldBeNull();
        var locked = RobeingCapabilities.Check(level - 1, capability).ShouldNotBeNull();
        (locked.Code, locked.Kind).ShouldBe((RobeingCapabilities.LockedCode, ErrorKind.Conflict));
        locked.Data.ShouldNotBeNull()["required_level"].ShouldBe(level);
    }

    [Fact]
    public void Check_Locked_SaysWhatIsMissingInBothLanguages() => RobeingCapabilities.Check(3, RobeingCapabilities.ExtendedMemory)!.Message
        .ShouldBe("확장 기억은 레벨 5에 열려요. 지금은 레벨 3이에요. (Extended memory: unlocked at level 5; this robeing is at level 3.)");

    [Fact]
    public void Check_NameThatEndsInAVowel_TakesTheOtherParticle() =>
        RobeingCapabilities.Check(0, RobeingCapabilities.News)!.Message.ShouldStartWith("뉴스는 레벨 2에");

    [Theory]
    [InlineData(0, "이에요")]
    [InlineData(1, "이에요")]
    [InlineData(2, "예요")]
    [InlineData(3, "이에요")]
    [InlineData(4, "예요")]
    [InlineData(5, "예요")]
    [InlineData(6, "이에요")]
    [InlineData(7, "이에요")]
    [InlineData(8, "이에요")]
    [InlineData(9, "예요")]
    public void Check_Level_TakesTheEndingOfItsReading(int level, string ending) =>
        RobeingCapabilities.Check(level, RobeingCapabilities.LeadershipVoice)!.Message.ShouldContain($"지금은 레벨 {level}{ending}. ");

    [Theory]
    [InlineData("rb8001", true)]
    [InlineData("a-b_c", true)]
    [InlineData("9", true)]
    [InlineData("", false)]
    [InlineData("-a", false)]
    [InlineData("_a", false)]
    [InlineData("Rb", false)]
    [InlineData("로빙", false)]
    [InlineData("a b", false)]
    public void IsValid_Id_IsASlug(string text, bool valid) => RobeingId.IsValid(text).ShouldBe(valid);

    private static bool IsHangul(char c) => c is >= '가' and <= '힣';
}
