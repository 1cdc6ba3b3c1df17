using ChatPlatform.Application.Channels;
using ChatPlatform.Application.Conversations.Contracts;
using ChatPlatform.Application.Tasks.Contracts;
using NSubstitute;

namespace ChatPlatform.UnitTests.Channels;

public sealed class KakaoComposerTests
{
    private readonly Dictionary<Guid, AnswerText> _texts = [];
    private readonly KakaoComposer _composer;

    public KakaoComposerTests()
    {
        var (answers, plain) = (Substitute.For<IAnswerTexts>(), Substitute.For<IPlainText>());
        answers.ReadAsync(Arg.Any<IReadOnlyCollection<Guid>>(), Arg.Any<CancellationToken>()).Returns(_texts);
        plain.FromMarkdown(Arg.Any<string>()).Returns(call => call.Arg<string>());
        _composer = new KakaoComposer(answers, plain);
    }

    [Fact]
    public async Task Compose_OneShortAnswer_IsOneBubbleWithoutButtons()
    {
        var item = Add("점심", "김치찌개요");

        var (bubbles, buttons, shown) = await ComposeAsync([item], null);

        bubbles.ShouldBe(["김치찌개요"]);
        buttons.ShouldBeEmpty();
        shown.ShouldBe([new ShownItem(item.Subject, "김치찌개요".Length, HasRest: false)]);
    }

    [Fact]
    public async Task Compose_SeveralAnswers_SaysWhatEachBelongsTo()
    {
        var (bubbles, _, shown) = await ComposeAsync([Add("첫\n질문", "하나"), Add(new string('긴', 60), "둘")], null);

        bubbles.ShouldBe(["[첫 질문]\n하나", $"[{new string('긴', 40)}]\n둘"]);
        shown.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Compose_LongAnswer_ShowsThreeBubblesAndOffersTheRest()
    {
        var text = string.Join(' ', Enumerable.Range(1, 700).Select(i => $"문장 {i}입니다."));

        var (bubbles, buttons, shown) = await ComposeAsync([Add("길게", text)], null);

        bubbles.Count.ShouldBe(3);
        buttons.ShouldBe([KakaoTexts.ShowMore]);
        shown.Single().HasRest.ShouldBeTrue();
        var (next, _, _) = await ComposeAsync([new ParcelItem(shown.Single().Subject, shown.Single().Upto)], null);
        next[0].ShouldStartWith(text[shown.Single().Upto..].TrimStart()[..20]);
    }

    [Fact]
    public async Task Compose_LongAnswerBeforeAnother_LeavesTheOtherABubble()
    {
        var (bubbles, buttons, shown) = await ComposeAsync([Add("길게", new string('가', 5_000)), Add("짧게", "네")], null);

        bubbles.Count.ShouldBe(3);
        bubbles[2].ShouldBe("[짧게]\n네");
        shown.Select(s => s.HasRest).ShouldBe([true, false]);
        buttons.ShouldBe([KakaoTexts.ShowMore]);
    }

    [Fact]
    public async Task Compose_MoreAnswersThanRoom_LeavesTheLastOnesAndOffersToCheck()
    {
        List<ParcelItem> items = [Add("1", "하나"), Add("2", "둘"), Add("3", "셋")];

        var (bubbles, buttons, shown) = await ComposeAsync(items, KakaoClosing.StillWorking);

        bubbles[^1].ShouldBe(KakaoTexts.StillWorking);
        bubbles.Count.ShouldBe(3);
        shown.Select(s => s.Subject).ShouldBe(items.Take(2).Select(i => i.Subject));
        buttons.ShouldBe([KakaoTexts.CheckAnswer]);
    }

    [Fact]
    public async Task Compose_ClosingThatNeedsNoWaiting_OffersNothingToCheck()
    {
        var (bubbles, buttons, _) = await ComposeAsync([Add("앞의 질문", "앞의 답")], KakaoClosing.Failed);

        bubbles.ShouldBe(["[앞의 질문]\n앞의 답", KakaoTexts.Failed]);
        buttons.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n ")]
    public async Task Compose_AnswerWithoutText_SaysSo(string text)
    {
        var (bubbles, _, shown) = await ComposeAsync([Add("빈", text)], null);

        bubbles.ShouldBe(["답변이 비어 있어요. 다시 한번 물어봐 주세요."]);
        shown.Single().HasRest.ShouldBeFalse();
    }

    private ParcelItem Add(string question, string text)
    {
        var id = Guid.CreateVersion7(DateTimeOffset.UnixEpoch);
        _texts[id] = new AnswerText(id, Guid.Empty, question, text, "completed", question);
        return new ParcelItem(id, 0);
    }

    private async Task<(IReadOnlyList<string> Bubbles, IReadOnlyList<string> Buttons, IReadOnlyList<ShownItem> Shown)> ComposeAsync(
        IReadOnlyList<ParcelItem> items, KakaoClosing? also)
    {
        var composed = await _composer.ComposeAsync(items, also, default);
        var template = composed.Reply.Template.ShouldNotBeNull();
        return ([.. template.Outputs.Select(o => o.SimpleText.Text)], [.. template.QuickReplies?.Select(q => q.Label) ?? []], composed.Shown);
    }
}
