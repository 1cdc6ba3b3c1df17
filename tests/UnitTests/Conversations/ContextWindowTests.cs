using ChatPlatform.Domain.Conversations;
using FsCheck;
using FsCheck.Fluent;

namespace ChatPlatform.UnitTests.Conversations;

public sealed class ContextWindowTests
{
    private static PastMessage User(int position, string text) => new(position, MessageRole.User, MessageStatus.Completed, text, null);

    private static PastMessage Ai(int position, string text, MessageStatus status = MessageStatus.Completed, int? tokens = null) =>
        new(position, MessageRole.Assistant, status, text, tokens);

    [Fact]
    public void Select_EverythingFits_IsOldestFirst() =>
        ContextWindow.Select([Ai(2, "hi"), User(1, "hello")], 100).Select(m => m.Position).ShouldBe([1, 2]);

    [Fact]
    public void Select_BudgetTooSmallForTheOldest_KeepsTheNewestTurn() =>
        ContextWindow.Select([Ai(4, "d"), User(3, "c"), Ai(2, "b"), User(1, "a")], 10).Select(m => m.Position).ShouldBe([3, 4]);

    [Fact]
    public void Select_OnlyTheAnswerFits_DropsItWithItsQuestion() =>
        ContextWindow.Select([Ai(2, "b"), User(1, new string('a', 400))], 50).ShouldBeEmpty();

    [Fact]
    public void Select_FailedAndEmptyAnswers_AreLeftOut() =>
        ContextWindow.Select([Ai(4, "half", MessageStatus.Failed), User(3, "q2"), Ai(2, "", MessageStatus.Cancelled), User(1, "q1")], 100)
            .Select(m => m.Position).ShouldBe([1, 3]);

    [Fact]
    public void Select_InterruptedAnswerWithText_IsKept() =>
        ContextWindow.Select([Ai(2, "half", MessageStatus.Interrupted), User(1, "q1")], 100).Select(m => m.Position).ShouldBe([1, 2]);

    [Fact]
    public void Tokens_ReportedByTheModel_BeatTheEstimate() => ContextWindow.Tokens(Ai(2, "hi", tokens: 500)).ShouldBe(504);

    [Fact]
    public void Select_AnyMessagesAndBudget_FitsAndKeepsTheNewestAndTheOrder() => Prop.ForAll(
        Gen.Choose(1, 200).ArrayOf().ToArbitrary(),
        Gen.Choose(0, 500).ToArbitrary(),
        (lengths, budget) =>
        {
            var newestFirst = lengths.Select((length, i) =>
            {
                var position = lengths.Length - i;
                return position % 2 == 1 ? User(position, new string('x', length)) : Ai(position, new string('y', length));
            }).ToList();
            var chosen = ContextWindow.Select(newestFirst, budget);
            chosen.Sum(ContextWindow.Tokens).ShouldBeLessThanOrEqualTo(budget);
            chosen.Select(m => m.Position).ShouldBeInOrder(SortDirection.Ascending);
            if (chosen.Count > 0)
            {
                chosen[^1].Position.ShouldBe(lengths.Length);
                chosen[0].Role.ShouldBe(MessageRole.User);
            }
        }).QuickCheckThrowOnFailure();
}

public sealed class TokenEstimateTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("a", 1)]
    [InlineData("abcdefgh", 2)]
    [InlineData("안녕하세요", 5)]
    [InlineData("안녕 hi", 3)]
    public void Of_Text_CountsHangulOneByOneAndLatinByFour(string text, int tokens) => TokenEstimate.Of(text).ShouldBe(tokens);
}
