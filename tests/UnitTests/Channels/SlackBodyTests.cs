using System.Text;
using ChatPlatform.Api.Channels;
using ChatPlatform.Application.Channels;

namespace ChatPlatform.UnitTests.Channels;

public sealed class SlackBodyTests
{
    private static readonly SlackWorkspace Workspace = new() { SigningSecret = new("8f742231b10e8888abcd99yyyzzz85a5"), BotToken = "xoxb-test" };

    [Theory]
    [InlineData("""[{"team_id":"T1","user_id":"U0BOT","is_bot":true}]""", "T1")]
    [InlineData("""[{"team_id":"T1","user_id":"U0BOT","is_bot":true},{"team_id":"T2"}]""", "T1")]
    [InlineData("""[{"enterprise_id":"E1","team_id":null,"user_id":"U0BOT","is_bot":true}]""", "T9")]
    [InlineData("[]", "T9")]
    [InlineData("null", "T9")]
    [InlineData("{}", "T9")]
    [InlineData("[7]", "T9")]
    public void MessageFor_Authorizations_TheirWorkspaceCountsFirst(string authorizations, string expected) =>
        Message($$"""{"type":"event_callback","team_id":"T9","api_app_id":"A1","authorizations":{{authorizations}},"event":{"type":"app_mention","channel":"C1","user":"U1","text":"hi","ts":"1.2"} }""")
            .ShouldNotBeNull().Team.ShouldBe(expected);

    [Theory]
    [InlineData("""{"type":"app_mention","channel":"C1","user":"U1","text":"hi","ts":"1.2"}""", true)]
    [InlineData("""{"type":"app_mention","channel":"C1","user":"U1","text":"hi","ts":"1.2","edited":null}""", true)]
    [InlineData("""{"type":"app_mention","channel":"C1","user":"U1","text":"hi","ts":"1.2","edited":{"user":"U1","ts":"1.3"}}""", false)]
    [InlineData("""{"type":"app_mention","channel":{"id":"C1"},"user":"U1","text":"hi","ts":"1.2"}""", false)]
    [InlineData("""{"type":"message","channel":"C1","user":{"id":"U1"},"text":"hi","ts":"1.2"}""", false)]
    [InlineData("""{"type":"message","channel":"C1","user":"U1","text":"hi","ts":1.2}""", false)]
    [InlineData("\"app_mention\"", false)]
    public void MessageFor_Events_OnlyWhatAPersonWroteAnew(string happened, bool expected) =>
        (Message($$"""{"type":"event_callback","team_id":"T1","api_app_id":"A1","event":{{happened}} }""") is not null).ShouldBe(expected);

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"type":1}""")]
    [InlineData("""{"type":{}}""")]
    public void Read_NoObjectWithAType_IsNothing(string body) => SlackBody.Read(Encoding.UTF8.GetBytes(body)).ShouldBeNull();

    private static ReceiveSlackMessage? Message(string body) => SlackBody.Read(Encoding.UTF8.GetBytes(body)).ShouldNotBeNull().MessageFor(Workspace);
}
