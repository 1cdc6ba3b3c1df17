using System.Globalization;
using ChatPlatform.Domain.Channels;
using FsCheck;
using FsCheck.Fluent;

namespace ChatPlatform.UnitTests.Channels;

public sealed class SlackSignatureTests
{
    // the vector of Slack's own guide
    private const string Timestamp = "1531420618";
    private const string Signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";

    private static readonly SlackSigningSecret Secret = new("8f742231b10e8888abcd99yyyzzz85a5");
    private static readonly DateTimeOffset SentAt = DateTimeOffset.FromUnixTimeSeconds(1531420618);

    private static readonly byte[] Body =
        ("token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA"
        + "&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554"
        + "%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c").Select(c => (byte)c).ToArray();

    [Fact]
    public void Of_SlacksVector_IsSlacksSignature() => SlackSignature.Of(Secret, Timestamp, Body).ShouldBe(Signature);

    [Fact]
    public void SignedBy_SlacksVector_IsItsSecret() => Check(Timestamp, Signature, SentAt).ShouldBeSameAs(Secret);

    [Fact]
    public void SignedBy_SeveralSecrets_TellsWhich()
    {
        var other = new SlackSigningSecret("another");
        var third = new SlackSigningSecret("third");

        SlackSignature.SignedBy([other, Secret, third], Timestamp, Signature, Body, SentAt).ShouldBeSameAs(Secret);
        SlackSignature.SignedBy([other, third], Timestamp, Signature, Body, SentAt).ShouldBeNull();
        SlackSignature.SignedBy([], Timestamp, Signature, Body, SentAt).ShouldBeNull();
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(300, true)]
    [InlineData(-300, true)]
    [InlineData(300.5, false)]
    [InlineData(-300.5, false)]
    [InlineData(86_400, false)]
    public void SignedBy_Age_IsFiveMinutesAtMost(double seconds, bool expected) =>
        (Check(Timestamp, Signature, SentAt.AddSeconds(seconds)) is not null).ShouldBe(expected);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" 1531420618")]
    [InlineData("1531420618 ")]
    [InlineData("+1531420618")]
    [InlineData("-1531420618")]
    [InlineData("1531420618.0")]
    [InlineData("1,531,420,618")]
    [InlineData("１５３１４２０６１８")]
    [InlineData("9223372036854775807")]
    [InlineData("99999999999999999999999999999999")]
    [InlineData("now")]
    public void SignedBy_MalformedTimestamp_IsNobodysEvenWhenSigned(string? timestamp) =>
        Check(timestamp, SlackSignature.Of(Secret, timestamp ?? "", Body), SentAt).ShouldBeNull();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("v0=")]
    [InlineData("a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [InlineData("v1=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [InlineData("v0=A2114D57B48EAC39B9AD189DD8316235A7B4A8D21A10BD27519666489C69B503")]
    [InlineData("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b50")]
    [InlineData("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b5033")]
    [InlineData("v0=서명")]
    public void SignedBy_MalformedSignature_IsNobodys(string? signature) => Check(Timestamp, signature, SentAt).ShouldBeNull();

    [Fact]
    public void SignedBy_ChangedByte_IsNobodys() => Prop.ForAll(
        Gen.Choose(0, Body.Length - 1).SelectMany(at => Gen.Choose(1, 255).Select(by => (At: at, By: by))).ToArbitrary(),
        change =>
        {
            var body = Body.ToArray();
            body[change.At] ^= (byte)change.By;
            SlackSignature.SignedBy([Secret], Timestamp, Signature, body, SentAt).ShouldBeNull();
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void SignedBy_ChangedSignature_IsNobodys() => Prop.ForAll(
        Gen.Choose(0, Signature.Length - 1).SelectMany(at => Gen.Choose(1, 127).Select(by => (At: at, By: by))).ToArbitrary(),
        change =>
        {
            var signature = Signature.ToCharArray();
            signature[change.At] ^= (char)change.By;
            Check(Timestamp, new string(signature), SentAt).ShouldBeNull();
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void SignedBy_AnyBodyItSigned_IsTheSecret() => Prop.ForAll<byte[], NonEmptyString>((body, key) =>
    {
        var secret = new SlackSigningSecret("k" + key.Get);
        var now = SentAt.AddDays(body.Length);
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        SlackSignature.SignedBy([Secret, secret], timestamp, SlackSignature.Of(secret, timestamp, body), body, now).ShouldBeSameAs(secret);
        SlackSignature.SignedBy([Secret], timestamp, SlackSignature.Of(secret, timestamp, body), body, now).ShouldBeNull();
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void SignedBy_AnyHeaders_NeverThrows() => Prop.ForAll<string?, string?>((timestamp, signature) =>
        Check(timestamp, signature, SentAt).ShouldBeNull()).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void Secret_Blank_IsRefused(string text) => Should.Throw<ArgumentException>(() => new SlackSigningSecret(text));

    [Fact]
    public void ToString_Secret_ShowsNothing() => $"{Secret}".ShouldBe("***");

    [Fact]
    public void Of_RawBytes_AreNotReadAsText() => // two bodies that are no UTF-8 and would both become the same replacement sign
        SlackSignature.Of(Secret, Timestamp, [0xFF]).ShouldNotBe(SlackSignature.Of(Secret, Timestamp, [0xFE]));

    private static SlackSigningSecret? Check(string? timestamp, string? signature, DateTimeOffset now) =>
        SlackSignature.SignedBy([Secret], timestamp, signature, Body, now);
}
