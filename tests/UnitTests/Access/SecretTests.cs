using ChatPlatform.Domain.Access;

namespace ChatPlatform.UnitTests.Access;

public sealed class SecretTests
{
    [Fact]
    public void NewKey_Always_Has256RandomBitsAfterItsPrefix()
    {
        var keys = Enumerable.Range(0, 100).Select(_ => Secret.NewKey().Value).ToList();

        keys.ShouldAllBe(k => k.StartsWith("cp_") && k.Length == 46);
        keys.Distinct().Count().ShouldBe(100);
    }

    // echo -n abc | sha256sum
    [Fact]
    public void Hash_KnownText_IsItsSha256() =>
        new Secret("abc").Hash().ShouldBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

    [Fact]
    public void ToString_OfASecretOrItsRecord_ShowsNothing()
    {
        var secret = new Secret("hunter2-hunter2-hunter2");

        $"{secret} {new { Inner = secret }} {(secret, 1)}".ShouldNotContain("hunter2");
    }

    [Theory]
    [InlineData("admin", "a")]
    [InlineData("cp_0123456789abcdefghijklmnopqrstuvwxyz0123456", "cp_01234")]
    public void DisplayPrefix_ShortOrLong_ShowsAtMostAQuarter(string text, string shown) => new Secret(text).DisplayPrefix().ShouldBe(shown);
}
