using System.Text;
using ChatPlatform.SlackSimulator;

namespace ChatPlatform.UnitTests.Slack;

public sealed class SignatureTests
{
    /// <summary>The example of Slack's documentation.</summary>
    [Fact]
    public void Of_VendorsExample_IsTheVendorsSignature()
    {
        const string body =
            "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar"
            + "&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands"
            + "%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

        Signature.Of(new Workspace().SigningSecret, "1531420618", Encoding.UTF8.GetBytes(body))
            .ShouldBe("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503");
    }

    [Fact]
    public void Of_AnotherSecretTimeOrByte_IsAnotherSignature()
    {
        var body = Encoding.UTF8.GetBytes("{\"text\":\"안녕\"}");

        new[]
        {
            Signature.Of("secret", "1531420618", body),
            Signature.Of("Secret", "1531420618", body),
            Signature.Of("secret", "1531420619", body),
            Signature.Of("secret", "1531420618", [.. body, (byte)'\n']),
        }.ShouldBeUnique();
    }
}
