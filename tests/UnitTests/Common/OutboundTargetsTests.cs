using ChatPlatform.Infrastructure.Common;

namespace ChatPlatform.UnitTests.Common;

public sealed class OutboundTargetsTests
{
    [Theory]
    [InlineData("https://kakao.com/x")]
    [InlineData("https://bot-api.kakao.com/callback/abc?x=1#y")]
    [InlineData("https://a.b.kakao.com")]
    [InlineData("https://BOT-API.KAKAO.COM:443/x")]
    public void Refuse_AllowedHost_IsNull(string url) => Refuse(url, isDevelopment: false).ShouldBeNull();

    [Theory]
    [InlineData("http://bot-api.kakao.com/x", "It is not https.")]
    [InlineData("ftp://kakao.com/x", "It is not https.")]
    [InlineData("file:///etc/passwd", "It is not https.")]
    [InlineData("https://bot-api.kakao.com:8443/x", "Its port is not 443.")]
    [InlineData("https://bot-api.kakao.com:80/x", "Its port is not 443.")]
    [InlineData("https://evilkakao.com/x", "Its host is not allowed.")]
    [InlineData("https://kakao.com.evil.org/x", "Its host is not allowed.")]
    [InlineData("https://kakao.com./x", "Its host is not allowed.")]
    [InlineData("https://evil.org/kakao.com", "Its host is not allowed.")]
    [InlineData("https://evil.org/?kakao.com", "Its host is not allowed.")]
    [InlineData("https://evil.org#.kakao.com", "Its host is not allowed.")]
    [InlineData("https://127.0.0.1/x", "Its host is not allowed.")]
    [InlineData("https://0x7f.1/x", "Its host is not allowed.")]
    [InlineData("https://[::1]/x", "Its host is not allowed.")]
    [InlineData("https://[::ffff:10.0.0.1]/x", "Its host is not allowed.")]
    [InlineData("https://localhost/x", "Its host is not allowed.")]
    [InlineData("https://user@kakao.com/x", "It carries user information.")]
    [InlineData("https://kakao.com@evil.org/x", "It carries user information.")]
    [InlineData("https://@kakao.com/x", "It carries user information.")]
    [InlineData("https://evil.org\\@kakao.com/x", "It is not a URL.")]
    [InlineData("https://evil.org\\.kakao.com/x", "It is not a URL.")]
    [InlineData("https://kakao.com/a b", "It is not a URL.")]
    [InlineData("https://kakao.com/\r\nX: y", "It is not a URL.")]
    [InlineData(" https://kakao.com/", "It is not a URL.")]
    [InlineData("https://kаkao.com/x", "It is not a URL.")] // a Cyrillic а
    [InlineData("//kakao.com/x", "It is not https.")]
    [InlineData("kakao.com/x", "It is not a URL.")]
    [InlineData("https://", "It is not a URL.")]
    [InlineData("", "It is not a URL.")]
    public void Refuse_AnythingElse_SaysWhy(string url, string why) => Refuse(url, isDevelopment: false).ShouldBe(why);

    [Fact]
    public void Refuse_LongUrl_SaysSo()
    {
        var longest = "https://kakao.com/" + new string('x', 2000 - "https://kakao.com/".Length);

        Refuse(longest, isDevelopment: false).ShouldBeNull();
        Refuse(longest + "x", isDevelopment: false).ShouldBe("It is longer than 2000 characters.");
    }

    [Theory]
    [InlineData("http://localhost:5000/x", true)]
    [InlineData("https://127.0.0.1:8443/x", true)]
    [InlineData("http://[::1]:99/x", true)]
    [InlineData("https://bot-api.kakao.com/x", true)]
    [InlineData("http://bot-api.kakao.com/x", false)]
    [InlineData("http://10.0.0.1/x", false)]
    [InlineData("http://localhost.evil.org/x", false)]
    [InlineData("http://user@localhost/x", false)]
    [InlineData("ftp://localhost/x", false)]
    public void Refuse_InDevelopment_AllowsThisMachine(string url, bool isAllowed) => (Refuse(url, isDevelopment: true) is null).ShouldBe(isAllowed);

    private static string? Refuse(string url, bool isDevelopment) => new OutboundTargets(["kakao.com"], isDevelopment).Refuse(url);
}
