using System.Net;
using ChatPlatform.Application.Robeings.Contracts;
using ChatPlatform.Domain.Channels;
using ChatPlatform.Domain.Common;
using ChatPlatform.IntegrationTests.Common;
using ChatPlatform.IntegrationTests.Robeings;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.IntegrationTests.Channels;

/// <summary>Whose the robeings are that answer in Slack, and who changes them there.</summary>
public abstract class SlackRobeingTests(TestApp app)
{
    public const string Boss = "U0BOSS";

    public static readonly IReadOnlyList<KeyValuePair<string, string>> Settings =
    [
        .. SlackApps.Settings.Where(s => !s.Key.StartsWith("SLACK_SIGNING", StringComparison.Ordinal) && s.Key != "SLACK_BOT_TOKEN"),
        new("Slack:Workspaces:0:SigningSecret", SlackApps.Secret),
        new("Slack:Workspaces:0:BotToken", FakeSlack.Token),
        new("Slack:Workspaces:0:Robeing", "slack-usual"),
        new("Slack:Workspaces:0:ChannelRobeings:C0SALES", "slack-sales"),
        new("Slack:Workspaces:0:Admins", Boss),
    ];

    [Theory]
    [InlineData("slack-usual")]
    [InlineData("slack-sales")]
    public async Task Start_RobeingsOfTheSettings_AreThereAndShared(string id)
    {
        using var client = await app.NewClientAsync();

        await client.MakeAsync(id, "mine").ProblemAsync(HttpStatusCode.Conflict, "robeing.exists");

        (await client.GetAsync($"/api/robeings/{id}").JsonAsync()).GetProperty("is_shared").GetBoolean().ShouldBeTrue();
        (await app.Services.GetRequiredService<IRobeings>().IsOpenToAsync(id, ChannelClients.Slack, default)).ShouldBeTrue();
    }

    [Fact]
    public async Task Settings_ByWhoeverIsNoAdmin_AreReadOnlyAndTheIdIsNamed()
    {
        (await SayAsync("U0OTHER", "settings language")).ShouldContain("`language`");
        (await SayAsync("U0OTHER", "settings language ko")).ShouldContain("U0OTHER");
        (await SayAsync("U0OTHER", "settings language ko")).ShouldContain("SLACK_ADMINS");
        (await SayAsync("U0OTHER", "settings language")).ShouldNotContain("`ko`");
        (await SayAsync(Boss, "settings language ko")).ShouldContain("`language` = `ko`");
    }

    [Fact]
    public async Task Settings_ByAnAdmin_AreToldWithAPseudonym()
    {
        using var admin = app.CreateAdmin();

        (await SayAsync(Boss, "settings debug_mode on")).ShouldContain("`debug_mode` = `true`");

        await Http.EventuallyAsync(async () =>
            (await admin.GetAsync("/admin/events?subject=slack-usual&kind=robeing.setting_changed").JsonAsync()).GetProperty("events").EnumerateArray()
            .Any(e => e.Str("detail").Contains("debug_mode", StringComparison.Ordinal) && e.Str("detail").Contains($"slack:{Pseudonym.Of(Boss)}", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Settings_BrokenText_IsRefusedInWords() =>
        (await SayAsync(Boss, "settings weather.city \"\\ud800\"")).ShouldContain("깨진 글자 없이");

    private async Task<string> SayAsync(string user, string text)
    {
        using var http = app.CreateClient();
        return (await SlackApps.CommandAsync(http, user, "C0ANY", text).JsonAsync()).Str("text");
    }
}

public sealed class InMemorySlackRobeingApp : InMemoryApp
{
    protected override IEnumerable<KeyValuePair<string, string>> Settings => SlackRobeingTests.Settings;
}

public sealed class PostgreSqlSlackRobeingApp : PostgreSqlApp
{
    protected override IEnumerable<KeyValuePair<string, string>> Settings => SlackRobeingTests.Settings;
}

public sealed class SlackRobeingInMemoryTests(InMemorySlackRobeingApp app) : SlackRobeingTests(app), IClassFixture<InMemorySlackRobeingApp>;

public sealed class SlackRobeingPostgreSqlTests(PostgreSqlSlackRobeingApp app) : SlackRobeingTests(app), IClassFixture<PostgreSqlSlackRobeingApp>;
