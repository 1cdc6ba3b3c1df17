using ChatPlatform.FakeModelServer;
using ChatPlatform.IntegrationTests.Common;
using ChatPlatform.SlackSimulator;

namespace ChatPlatform.IntegrationTests.Faults;

/// <summary>
/// A thousand messages over five channels and direct ones, through two nodes on one database: every event more than once, a Web API that
/// limits, fails, cuts and hangs, and a node that is killed with -9. The simulator's ledger proves that every message is answered once, in
/// its thread; the robeing's stats that each was counted once.
/// </summary>
[Collection(nameof(KakaoDriveTests))]
public sealed class SlackDriveTests
{
    private const int Kills = 3;

    private static readonly Workspace Slack = new();

    [Fact]
    public async Task Kill_NodeUnderAThousandMessages_EachIsAnsweredOnceAndCountedOnce()
    {
        await using var model = await FakeModel.StartAsync(new() { Record = false });
        var api = await WebApi.StartAsync(new()
        {
            Rate = 15,
            Page = 20,
            PostTroubles = WebApiOptions.Troubles(WebApiOptions.DefaultTroubles),
            ReadTroubles = WebApiOptions.Troubles(WebApiOptions.DefaultReadTroubles),
        });
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["SLACK_SIGNING_SECRET"] = Slack.SigningSecret,
            ["SLACK_BOT_TOKEN"] = Slack.BotToken,
            ["SLACK_API_URL"] = api.ApiUrl,
            ["SLACK_POST_PAUSE_MS"] = "100",
            ["Slack__PostTimeoutMs"] = "1000",
            ["AI_WORKER_PARALLELISM"] = "48",
            ["Llm__BreakerCalls"] = "10000", // a model that fails on purpose must not close the door to the others
            ["ROLLUP_SECONDS"] = "2",
        };
        var database = await TestPostgres.CreateDatabaseAsync();
        await using var steady = await NodeProcess.StartAsync(database, model.OpenAiUrl, settings);
        var doomed = await NodeProcess.StartAsync(database, model.OpenAiUrl, settings);
        DriveReport report;
        try
        {
            await using var slack = SimulatedSlack.Around(api, new([steady.Address, doomed.Address]) { TimeScale = 0.1 });
            var running = new Drive(slack, new DriveOptions { Messages = 1000, Channels = 5, TimeScale = 0.2 }).RunAsync(CancellationToken.None);
            for (var kill = 0; kill < Kills; kill++)
            {
                await Task.Delay(TimeSpan.FromSeconds(8));
                await doomed.KillAsync();
                doomed = await doomed.StartAgainAsync();
            }

            report = DriveReport.Of("drive", 1, slack, await running.WaitAsync(TimeSpan.FromMinutes(7)));
        }
        finally
        {
            await doomed.DisposeAsync();
        }

        report.Good.ShouldBeTrue(report.ToJson());
        report.Messages.ShouldBe(1000);
        report.Accepted.ShouldBeGreaterThan(980); // Slack gives up on a message whose every try met the dead node; here its waits are short
        report.Answered.ShouldBeGreaterThanOrEqualTo(report.Accepted); // one may be saved by a node that died before it could say so
        await CountedAsync(steady, report.Answered);
    }

    /// <summary>The next roll-up, on whatever node, has counted what is there.</summary>
    private static async Task CountedAsync(NodeProcess node, int messages)
    {
        using var client = node.CreateClient();
        await Http.EventuallyAsync(async () =>
            (await client.GetAsync("/api/robeings/robi/stats").JsonAsync()).GetProperty("total_conversations").GetInt32() >= messages);
        await Task.Delay(TimeSpan.FromSeconds(5)); // two more roll-ups
        var stats = await client.GetAsync("/api/robeings/robi/stats").JsonAsync();
        (stats.GetProperty("total_conversations").GetInt32(), stats.GetProperty("successful_tasks").GetInt32(), stats.GetProperty("failed_tasks").GetInt32())
            .ShouldBe((messages, messages, 0));
        stats.GetProperty("experience").GetInt32().ShouldBe(5 * messages);
        var days = (await client.GetAsync("/api/conversation/stats/daily?robeing_id=robi").JsonAsync()).GetProperty("days").EnumerateArray();
        days.Sum(d => d.GetProperty("conversations").GetInt32()).ShouldBe(messages);
    }
}
