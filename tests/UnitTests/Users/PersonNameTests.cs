using System.Text;
using ChatPlatform.Domain.Users;

namespace ChatPlatform.UnitTests.Users;

public sealed class PersonNameTests
{
    [Theory]
    [InlineData("민수", "민수")]
    [InlineData("가", "가")]
    [InlineData("Tom", "Tom")]
    [InlineData("Ngọc-Ánh", "Ngọc-Ánh")]
    [InlineData("달빛_2", "달빛_2")]
    [InlineData("압둘·하산", "압둘·하산")]
    [InlineData("압둘ㆍ하산", "압둘·하산")]
    [InlineData("  민수 ", "민수")]
    [InlineData("12345678901234567890", "12345678901234567890")]
    public void From_AName_IsTaken(string text, string name) => PersonName.From(text).ShouldNotBeNull().Text.ShouldBe(name);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("123456789012345678901")]
    [InlineData("홍 길동")]
    [InlineData("민수!")]
    [InlineData("ㅋㅋ")]
    [InlineData("民洙")]
    [InlineData("みんす")]
    [InlineData("민수😊")]
    [InlineData("<b>")]
    [InlineData("a×b")]
    [InlineData("\ud800")]
    [InlineData("민\u0000수")]
    [InlineData("민\u200b수")]
    public void From_SomethingElse_IsRefused(string? text) => PersonName.From(text).ShouldBeNull();

    [Fact]
    public void From_TwentySyllablesAsJamo_FitsAsWhatItShows()
    {
        var name = string.Concat(Enumerable.Repeat("강", PersonName.MaxLength));

        PersonName.From(name.Normalize(NormalizationForm.FormD)).ShouldNotBeNull().Text.ShouldBe(name);
    }
}
