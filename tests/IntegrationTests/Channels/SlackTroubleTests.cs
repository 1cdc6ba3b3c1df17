using System.Text.Json;
using ChatPlatform.IntegrationTests.Common;

namespace ChatPlatform.IntegrationTests.Channels;

/// <summary>Answers that Slack does not take for now.</summary>
public abstract class SlackTroubleTests(TestApp app, ISlackFixture slack)
{
    [Fact]
    public async Task Post_AppIsNotInTheChannel_WaitsAndOtherChannelsGoOn()
    {
        using var http = app.CreateClient();
        var (silent, other, ts) = (SlackApps.NewId('C'), SlackApps.NewId('C'), SlackApps.NewTs());
        slack.Slack.Troubles[$"나중에 {ts}"] = "not_in_channel";

        await MentionAsync(http, silent, $"나중에 {ts}", ts);
        await Http.EventuallyAsync(async () => (await DeliveryOfAsync($"나중에 {ts}")).Str("receipt") == "not_in_channel");
        await MentionAsync(http, silent, "그 뒤에", SlackApps.NewTs());
        await MentionAsync(http, other, "그 옆에", SlackApps.NewTs());
        await Http.EventuallyAsync(() => Task.FromResult(slack.Slack.Posts.Any(p => p.Channel == other)));

        (await DeliveryOfAsync($"나중에 {ts}")).Str("state").ShouldBe("pending");
        slack.Slack.Posts.ShouldNotContain(p => p.Channel == silent); // nobody overtakes it
    }

    [Fact]
    public async Task Post_LookIsRateLimited_IsPostedOnceWhenItSucceeds()
    {
        using var http = app.CreateClient();
        var (channel, ts) = (SlackApps.NewId('C'), SlackApps.NewTs());
        slack.Slack.Troubles[$"어디 {ts}"] = "stored-500";
        slack.Slack.ReadTroubles[channel] = "429";

        await MentionAsync(http, channel, $"어디 {ts}", ts);
        await Http.EventuallyAsync(async () => ((await DeliveryOfAsync($"어디 {ts}")).Str("receipt") ?? "").Contains("429", StringComparison.Ordinal));
        (await DeliveryOfAsync($"어디 {ts}")).Str("state").ShouldBe("uncertain");
        slack.Slack.ReadTroubles.Clear();
        await Http.EventuallyAsync(async () => (await DeliveryOfAsync($"어디 {ts}")).Str("state") == "delivered");

        slack.Slack.Posts.Count(p => p.Channel == channel).ShouldBe(1);
    }

    private static Task MentionAsync(HttpClient http, string channel, string text, string ts) =>
        SlackApps.AcceptedAsync(http, SlackApps.Event("app_mention", channel, SlackApps.NewId('U'), $"<@{SlackApps.Bot}> {text}", ts));

    private async Task<JsonElement> DeliveryOfAsync(string question)
    {
        using var admin = app.CreateAdmin();
        var tasks = (await admin.GetAsync("/admin/ai-tasks?limit=200").JsonAsync()).GetProperty("tasks").EnumerateArray();
        return tasks.Single(t => t.GetProperty("question").GetString() == question).GetProperty("delivery");
    }
}

public sealed class SlackTroubleInMemoryTests(InMemorySlackApp app) : SlackTroubleTests(app, app), IClassFixture<InMemorySlackApp>;

public sealed class SlackTroublePostgreSqlTests(PostgreSqlSlackApp app) : SlackTroubleTests(app, app), IClassFixture<PostgreSqlSlackApp>;
