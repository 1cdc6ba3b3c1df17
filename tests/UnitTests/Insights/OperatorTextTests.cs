using ChatPlatform.Domain.Insights;
using FsCheck;
using FsCheck.Fluent;

namespace ChatPlatform.UnitTests.Insights;

public sealed class OperatorTextTests
{
    [Theory]
    [InlineData("전화 010-1234-5678로", "전화 [전화번호]로")]
    [InlineData("answer 01997f3a-5c00-7a10-8000-000000000001 of a@b.io", "answer 01997f3a-5c00-7a10-8000-000000000001 of [이메일]")]
    [InlineData("01234567-1234-7234-8234-123456789012", "01234567-1234-7234-8234-123456789012")]
    [InlineData("01012345678 01234567-1234-7234-8234-123456789012 01012345678", "[전화번호] 01234567-1234-7234-8234-123456789012 [전화번호]")]
    [InlineData("a\0b", "ab")]
    [InlineData("", "")]
    public void Masked_Text_HidesPeopleAndKeepsIds(string text, string expected) => OperatorText.Masked(text, 100).ShouldBe(expected);

    [Fact]
    public void Masked_NumberAcrossTheCut_IsMaskedBeforeItIsCut() =>
        OperatorText.Masked(new string('x', 15) + " 010-1234-5678", 20).ShouldBe("xxxxxxxxxxxxxxx [전화번");

    [Theory]
    [InlineData("가나😀", 3, "가나")]
    [InlineData("가나😀", 4, "가나😀")]
    [InlineData("가나다라", 3, "가나다")]
    public void Storable_Text_IsCutBetweenCharacters(string text, int length, string expected) =>
        OperatorText.Storable(text, length).ShouldBe(expected);

    [Fact] // no InlineData: an attribute cannot hold half a pair
    public void Storable_HalfAPair_IsReplaced() => OperatorText.Storable("half \ud83d!", 100).ShouldBe("half \ufffd!");

    [Fact]
    public void Masked_AnyText_FitsAndIsUnicodeWithoutNul() => Prop.ForAll(
        Gen.Elements('\0', 'a', '1', '-', '@', '.', '가', '\ud83d', '\ude00').ListOf().Select(chars => new string([.. chars])).ToArbitrary(),
        Gen.Choose(1, 40).ToArbitrary(),
        (text, length) =>
        {
            var masked = OperatorText.Masked(text, length);
            return masked.Length <= length && !masked.Contains('\0') && !HasHalfAPair(masked);
        }).QuickCheckThrowOnFailure();

    private static bool HasHalfAPair(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[++i])))
            {
                return true;
            }
        }

        return false;
    }
}
