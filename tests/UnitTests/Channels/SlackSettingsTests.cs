using ChatPlatform.Application.Channels;
using ChatPlatform.Infrastructure.Channels;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NSubstitute;

namespace ChatPlatform.UnitTests.Channels;

public sealed class SlackSettingsTests
{
    private const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";
    private const string Token = "xoxb-1234567890-abcdefghij";

    [Fact]
    public void Workspaces_NothingSet_IsClosed() => From("Development").Workspaces.ShouldBeEmpty();

    [Theory]
    [InlineData("Slack:SigningSecret", Secret, "SLACK_BOT_TOKEN")]
    [InlineData("Slack:BotToken", Token, "SLACK_SIGNING_SECRET")]
    [InlineData("Slack:Workspaces:0:BotToken", Token, "Slack:Workspaces:0:SigningSecret")]
    public void Workspaces_HalfSet_StopsTheStartNamingTheOther(string key, string value, string missing) =>
        Should.Throw<OptionsValidationException>(() => From("Development", (key, value))).Message.ShouldContain(missing);

    [Theory]
    [InlineData("changeme-changeme-changeme")]
    [InlineData("too-few-signs")]
    public void SigningSecret_PoorOutsideDevelopment_StopsTheStartWithoutShowingIt(string secret)
    {
        var failure = Should.Throw<OptionsValidationException>(() => From("Production", ("Slack:SigningSecret", secret), ("Slack:BotToken", Token)));

        failure.Message.ShouldContain("SLACK_SIGNING_SECRET");
        failure.Message.ShouldNotContain(secret);
    }

    [Theory]
    [InlineData("Production", "http://slack.example.com/api")]
    [InlineData("Production", "http://127.0.0.1:9200/api")]
    [InlineData("Production", "https://slack.example.com:8443/api")]
    [InlineData("Development", "http://slack.example.com/api")]
    [InlineData("Development", "slack.com")]
    public void ApiUrl_NotSafe_StopsTheStart(string environment, string url) =>
        Should.Throw<OptionsValidationException>(() => From(environment, ("Slack:ApiUrl", url))).Message.ShouldContain("SLACK_API_URL");

    [Fact]
    public void ApiUrl_ThisMachineInDevelopment_IsTaken() =>
        From("Development", ("Slack:ApiUrl", "http://127.0.0.1:9200/api")).ApiUrl.Port.ShouldBe(9200);

    [Theory]
    [InlineData("Slack:Robeing", "No Slug")]
    [InlineData("Slack:TeamId", "T 1")]
    [InlineData("Slack:ChannelRobeings:C1", "로빙")]
    public void Workspaces_WrongValue_StopsTheStartNamingTheSetting(string key, string value) =>
        Should.Throw<OptionsValidationException>(() => From("Development", ("Slack:SigningSecret", Secret), ("Slack:BotToken", Token), (key, value)))
            .Message.ShouldContain(key);

    [Theory]
    [InlineData("Production", "", false)]
    [InlineData("Development", "", true)]
    [InlineData("Production", "U1, U2", true)]
    [InlineData("Development", "U1", false)]
    public void MayChange_ByAdmins_IsClosedUntilSomebodyIsNamed(string environment, string admins, bool mayChange) =>
        From(environment, ("Slack:SigningSecret", Secret), ("Slack:BotToken", Token), ("Slack:Admins", admins)).Workspaces.Single()
            .MayChange("U2").ShouldBe(mayChange);

    [Theory]
    [InlineData("Slack:TeamId")]
    [InlineData("Slack:Workspaces:0:TeamId")]
    public void Workspaces_TwoOfWhichOneNamesNoTeam_StopTheStart(string named) =>
        Should.Throw<OptionsValidationException>(() => From(
            "Development",
            ("Slack:SigningSecret", Secret),
            ("Slack:BotToken", Token),
            ("Slack:Workspaces:0:SigningSecret", Secret),
            ("Slack:Workspaces:0:BotToken", "xoxb-team"),
            (named, "T1"))).Message.ShouldContain("TeamId");

    [Fact]
    public void Choose_OneAppWithoutATeam_TakesWhateverComes()
    {
        var only = From("Development", ("Slack:SigningSecret", Secret), ("Slack:BotToken", Token));

        SlackOptions.Choose(only.Workspaces, "T2", "A1")?.BotToken.ShouldBe(Token);
    }

    [Fact]
    public void Choose_SeveralApps_TakesTheOneThatNamesTeamAndApp()
    {
        var options = From(
            "Development",
            ("Slack:SigningSecret", Secret),
            ("Slack:BotToken", Token),
            ("Slack:TeamId", "T2"),
            ("Slack:Workspaces:0:SigningSecret", Secret),
            ("Slack:Workspaces:0:BotToken", "xoxb-team"),
            ("Slack:Workspaces:0:TeamId", "T1"),
            ("Slack:Workspaces:0:ChannelRobeings:C9", "sales"),
            ("Slack:Workspaces:1:SigningSecret", Secret),
            ("Slack:Workspaces:1:BotToken", "xoxb-app"),
            ("Slack:Workspaces:1:TeamId", "T1"),
            ("Slack:Workspaces:1:AppId", "A1"));

        string? TokenFor(string team, string app) => SlackOptions.Choose(options.Workspaces, team, app)?.BotToken;

        (TokenFor("T1", "A1"), TokenFor("T1", "A2"), TokenFor("T2", "A1")).ShouldBe(("xoxb-app", "xoxb-team", Token));
        SlackOptions.Choose(options.Workspaces, "T3", "A1").ShouldBeNull();
        options.Workspaces[1].RobeingFor("C9").ShouldBe("sales");
        options.Workspaces[1].RobeingFor("C1").ShouldBe("robi");
        options.Workspaces.Select(w => w.SigningSecret).Distinct().Count().ShouldBe(1); // one app, one secret
    }

    [Fact]
    public void Workspace_ToString_ShowsNoSecret()
    {
        var workspace = From("Development", ("Slack:SigningSecret", Secret), ("Slack:BotToken", Token)).Workspaces.Single();

        workspace.ToString().ShouldNotContain("xoxb");
        workspace.ToString().ShouldNotContain(Secret);
    }

    private static SlackOptions From(string environment, params (string Key, string Value)[] settings)
    {
        var host = Substitute.For<IHostEnvironment>();
        host.EnvironmentName.Returns(environment);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build();
        return SlackSettings.From(configuration, host);
    }
}
