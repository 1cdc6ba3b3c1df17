using ChatPlatform.Application.Common;

namespace ChatPlatform.UnitTests.Common;

public sealed class CursorTests
{
    [Fact]
    public void TryParse_ItsOwnText_GivesTheSamePlace()
    {
        var at = new DateTimeOffset(2026, 11, 20, 1, 2, 3, TimeSpan.Zero).AddMicroseconds(456);
        var cursor = new Cursor(at, Guid.CreateVersion7(at));

        Cursor.TryParse(cursor.ToString(), out var parsed).ShouldBeTrue();

        parsed.ShouldBe(cursor);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("!!!!")]
    [InlineData("YWJj")]
    [InlineData("ZmZmZmZmZmZmZmZmZmZmZi4xMjM0")]
    public void TryParse_SomethingElse_IsRefused(string text) => Cursor.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void TryParse_Nothing_IsTheBeginning(string? text)
    {
        Cursor.TryParse(text, out var cursor).ShouldBeTrue();
        cursor.ShouldBeNull();
    }
}
