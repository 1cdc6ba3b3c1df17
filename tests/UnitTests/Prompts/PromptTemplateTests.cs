using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Prompts;

namespace ChatPlatform.UnitTests.Prompts;

public sealed class PromptTemplateTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly PromptTemplate _first = PromptTemplate.NextVersion("tutor", 0, new PromptContent("one"), Noon);
    private readonly PromptTemplate _second = PromptTemplate.NextVersion("tutor", 1, new PromptContent("two"), Noon);

    [Fact]
    public void NextVersion_NewName_IsVersionOneAndActive()
    {
        _first.Version.ShouldBe(1);
        _first.IsActive.ShouldBeTrue();
        _first.ActivatedAt.ShouldBe(Noon);
    }

    [Fact]
    public void NextVersion_KnownName_IsNotActive()
    {
        _second.Version.ShouldBe(2);
        _second.IsActive.ShouldBeFalse();
        _second.Events.ShouldBe([new PromptCreated(_second.Id, "tutor", 2)]);
    }

    [Fact]
    public void ActivateInsteadOf_OtherVersion_RetiresItAndRaisesTheEvent()
    {
        var revision = _first.Revision;
        _second.ClearEvents();

        _second.ActivateInsteadOf(_first, Noon.AddHours(1)).IsSuccess.ShouldBeTrue();

        _second.IsActive.ShouldBeTrue();
        _first.IsActive.ShouldBeFalse();
        _first.Revision.ShouldBe(revision + 1);
        _second.Events.ShouldHaveSingleItem().ShouldBe(new PromptActivated(_second.Id, "tutor", 2, Noon.AddHours(1)));
    }

    [Fact]
    public void ActivateInsteadOf_Itself_ChangesNothing()
    {
        _first.ClearEvents();

        _first.ActivateInsteadOf(_first, Noon.AddHours(1)).IsSuccess.ShouldBeTrue();

        _first.IsActive.ShouldBeTrue();
        _first.ActivatedAt.ShouldBe(Noon);
        _first.Events.ShouldBeEmpty();
    }

    [Fact]
    public void ActivateInsteadOf_AnotherName_IsConflictAndChangesNothing()
    {
        var other = PromptTemplate.NextVersion("other", 0, new PromptContent("x"), Noon);

        _second.ActivateInsteadOf(other, Noon).Error.ShouldBe(PromptErrors.OtherName);

        other.IsActive.ShouldBeTrue();
        _second.IsActive.ShouldBeFalse();
    }

    [Theory]
    [InlineData("tutor", true)]
    [InlineData("영어-튜터_2.1", true)]
    [InlineData("", false)]
    [InlineData("..", false)]
    [InlineData("a/b", false)]
    [InlineData("a b", false)]
    [InlineData(null, false)]
    public void IsName_Text_AllowsWhatReadsWellInAUrl(string? name, bool expected) => PromptTemplate.IsName(name).ShouldBe(expected);

    [Fact]
    public void IsName_TooLong_IsRefused() => PromptTemplate.IsName(new string('a', PromptTemplate.NameMaxLength + 1)).ShouldBeFalse();
}
