using ChatPlatform.Domain.Channels;

namespace ChatPlatform.UnitTests.Channels;

public sealed class SkillSecretTests
{
    private static readonly SkillSecret Secret = new("vY3u8Zk1mQ9pL0sT");

    [Theory]
    [InlineData("vY3u8Zk1mQ9pL0sT", true)]
    [InlineData("vY3u8Zk1mQ9pL0sT ", false)]
    [InlineData("vY3u8Zk1mQ9pL0s", false)]
    [InlineData("vy3u8zk1mq9pl0st", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Matches_Text_OnlyTheSame(string? shown, bool expected) => Secret.Matches(shown).ShouldBe(expected);

    [Fact]
    public void ToString_Secret_ShowsNothing() => $"{Secret}".ShouldBe("***");
}
