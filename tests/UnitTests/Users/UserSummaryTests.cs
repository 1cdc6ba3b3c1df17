using ChatPlatform.Domain.Users;

namespace ChatPlatform.UnitTests.Users;

public sealed class UserSummaryTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Earlier = Guid.CreateVersion7(Now.AddHours(-2));
    private static readonly Guid Talk = Guid.CreateVersion7(Now.AddHours(-1));
    private static readonly Guid Later = Guid.CreateVersion7(Now);

    private readonly UserSummary _summary = UserSummary.Empty(AppUserId.New(Now));

    [Fact]
    public void ConsideredOf_AfterASummary_KnowsWhatIsNew()
    {
        _summary.ConsideredOf(Talk).ShouldBe(0);
        _summary.Summarise("커피를 좋아해요.", Talk, 4, "gpt-4o", Now);

        _summary.ConsideredOf(Earlier).ShouldBe(int.MaxValue);
        _summary.ConsideredOf(Talk).ShouldBe(4);
        _summary.ConsideredOf(Later).ShouldBe(0);
    }

    [Fact]
    public void Summarise_NothingToRemember_KeepsTheTextAndGoesOn()
    {
        _summary.Summarise("커피를 좋아해요.", Talk, 4, "gpt-4o", Now);
        _summary.Summarise(null, Talk, 8, "gpt-4o", Now.AddHours(1));

        (_summary.Text, _summary.UpdatedAt, _summary.ConsideredOf(Talk)).ShouldBe(("커피를 좋아해요.", Now, 8));
    }

    [Fact]
    public void Erase_WithATalkUnderWay_ForgetsThatToo()
    {
        _summary.Summarise("커피를 좋아해요.", Earlier, 4, "gpt-4o", Now);
        var version = _summary.Version;

        _summary.Erase(Talk, 6, Now);

        (_summary.Text, _summary.Model, _summary.ConsideredOf(Talk)).ShouldBe((null, null, 6));
        _summary.Version.ShouldNotBe(version);
    }

    [Fact]
    public void Erase_WithoutATalk_KeepsItsPlace()
    {
        _summary.Summarise("커피를 좋아해요.", Talk, 4, "gpt-4o", Now);

        _summary.Erase(null, 0, Now);

        _summary.ConsideredOf(Talk).ShouldBe(4);
    }

    [Fact]
    public void Edit_ByAPerson_IsRememberedUntilErased()
    {
        _summary.Edit("차를 좋아해요.", Now);
        _summary.Summarise("차를 좋아해요. 서울에 살아요.", Talk, 4, "gpt-4o", Now);
        (_summary.EditedByPerson, _summary.Model).ShouldBe((true, "gpt-4o"));

        _summary.Erase(null, 0, Now);
        _summary.EditedByPerson.ShouldBeFalse();
    }

    [Fact]
    public void Request_TheSameTwice_IsNewOnce()
    {
        _summary.Request(Talk, 4).ShouldBeTrue();
        _summary.Request(Talk, 4).ShouldBeFalse();
        _summary.Request(Talk, 6).ShouldBeTrue();
        _summary.Request(Later, 2).ShouldBeTrue();
        _summary.Request(Talk, 8).ShouldBeFalse();
    }

    [Fact]
    public void Request_WhatWasConsidered_IsNotNew()
    {
        _summary.Summarise("커피를 좋아해요.", Talk, 4, "gpt-4o", Now);

        _summary.Request(Talk, 4).ShouldBeFalse();
        _summary.RequestedOf(Talk).ShouldBe(4);
    }

    [Fact]
    public void Summarise_TooLong_EndsWithASentence()
    {
        _summary.Summarise(string.Concat(Enumerable.Repeat("커피를 좋아해요. ", 300)), Talk, 4, "gpt-4o", Now);

        _summary.Text!.Length.ShouldBeInRange(UserSummary.TextMaxLength - 20, UserSummary.TextMaxLength);
        _summary.Text.ShouldEndWith("좋아해요.");
    }

    [Fact]
    public void Summarise_TooLongWithoutSentences_IsCutBetweenCharacters()
    {
        _summary.Summarise("a" + string.Concat(Enumerable.Repeat("😊", 1_500)), Talk, 4, "gpt-4o", Now);

        _summary.Text!.Length.ShouldBe(UserSummary.TextMaxLength - 1);
    }
}
