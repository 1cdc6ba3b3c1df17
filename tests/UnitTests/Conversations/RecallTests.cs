using ChatPlatform.Domain.Conversations;

namespace ChatPlatform.UnitTests.Conversations;

public sealed class RecallTests
{
    private const string Remembered = "민수님은 서울에 살아요. 커피를 좋아해요! 3.5km를 매일 달려요.\n영어를 배워요";

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "민수님은 서울에 살아요.")]
    [InlineData(2, "민수님은 서울에 살아요. 커피를 좋아해요!")]
    [InlineData(3, "민수님은 서울에 살아요. 커피를 좋아해요! 3.5km를 매일 달려요.")]
    [InlineData(4, Remembered)]
    [InlineData(50, Remembered)]
    public void First_Sentences_AreAsManyAsAsked(int most, string expected) => Recall.First(Remembered, most).ShouldBe(expected);

    [Fact]
    public void First_NothingRemembered_IsNothing() => Recall.First("", 3).ShouldBe("");
}
