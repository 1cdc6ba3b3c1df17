using ChatPlatform.Infrastructure.Persistence.PostgreSql;

namespace ChatPlatform.UnitTests.Persistence;

public sealed class SearchGramsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("환불 요청드립니다", "환불")]
    [InlineData("Hello World", "lo wo")]
    [InlineData("가나다라마바사", "다라마")]
    [InlineData("emoji 😀 here", "😀")]
    public void Of_TextWithinAnother_IsASubset(string text, string part) =>
        SearchGrams.Of(part).Except(SearchGrams.Of(text)).ShouldBeEmpty();

    [Fact]
    public void Of_OtherOrder_Differs() => SearchGrams.Of("불환").ShouldNotBe(SearchGrams.Of("환불"));

    [Fact]
    public void Of_OneCharacter_IsEmpty() => SearchGrams.Of("돈").ShouldBeEmpty();

    [Fact]
    public void Literal_QuestionAndAnswer_AreNotJoinedAcrossTheGap() =>
        SearchGrams.Literal("ab", "cd", Noon).ShouldBe($"{{{SearchGrams.Week(Noon)},{SearchGrams.Of("ab")[0]},{SearchGrams.Of("cd")[0]}}}");
}

public sealed class PostgresUrlTests
{
    [Fact]
    public void ToConnectionString_Url_TakesEveryPart()
    {
        var text = ChatPlatform.Infrastructure.Persistence.PostgresUrl.ToConnectionString(
            "postgresql://me:p%40ss@db.example:6432/chat?sslmode=require");

        var parts = new Npgsql.NpgsqlConnectionStringBuilder(text);
        (parts.Host, parts.Port, parts.Database, parts.Username, parts.Password).ShouldBe(("db.example", 6432, "chat", "me", "p@ss"));
        parts.SslMode.ShouldBe(Npgsql.SslMode.Require);
    }

    [Fact]
    public void ToConnectionString_KeyValueText_IsLeftAlone() =>
        ChatPlatform.Infrastructure.Persistence.PostgresUrl.ToConnectionString("Host=a;Database=b").ShouldBe("Host=a;Database=b");
}
