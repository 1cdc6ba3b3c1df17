using ChatPlatform.FakeModelServer;
using ChatPlatform.IntegrationTests.Common;
using ChatPlatform.KakaoSimulator;

namespace ChatPlatform.IntegrationTests.Faults;

[CollectionDefinition(nameof(KakaoDriveTests), DisableParallelization = true)]
public sealed class AloneOnThisMachine;

/// <summary>
/// Five hundred conversations through two nodes on one database, while models and callback targets misbehave and one node is killed with
/// -9 five times: the simulator's ledger proves that every message ends in one state and that nothing is shown twice.
/// </summary>
[Collection(nameof(KakaoDriveTests))] // people wait five seconds for an answer, which other tests must not use up
public sealed class KakaoDriveTests
{
    /// <summary>Enough workers, and time-outs short enough, to bring what hangs to an end within a test.</summary>
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["AI_WORKER_PARALLELISM"] = "64",
        ["KAKAO_QUICK_SECONDS_NO_CALLBACK"] = "2.5", // nodes that have just been started on two busy processors answer their first people slowly
        ["KAKAO_SKILL_SECRET"] = "a-secret-of-the-drive-test",
        ["Llm__BreakerCalls"] = "10000", // a model that fails on purpose must not close the door to the others
        ["Llm__FirstTokenTimeout"] = "00:00:04",
        ["Llm__IdleTimeout"] = "00:00:04",
        ["Llm__TotalTimeout"] = "00:00:30",
        ["Kakao__CallbackTimeoutSeconds"] = "2",
    };

    [Fact]
    public async Task Kill_NodeFiveTimesUnderFiveHundredConversations_EveryMessageEndsInOneStateAndNothingComesTwice()
    {
        await using var model = await FakeModel.StartAsync(new() { Record = false });
        var database = await TestPostgres.CreateDatabaseAsync();
        await using var steady = await NodeProcess.StartAsync(database, model.OpenAiUrl, Settings);
        var doomed = await NodeProcess.StartAsync(database, model.OpenAiUrl, Settings);
        await using var host = await CallbackHost.StartAsync();
        using var bot = new Bot(new BotOptions([steady.Address, doomed.Address], Settings["KAKAO_SKILL_SECRET"]), host, new Ledger(TimeProvider.System), TimeProvider.System);
        using var states = new PlatformStates([steady.Address], TestApp.AdminKey, TimeProvider.System);
        var drive = new Drive(bot, states, new DriveOptions { Conversations = 500, Parallel = 48, TimeScale = 0.4 });

        LedgerReport report;
        try
        {
            var running = drive.RunAsync(CancellationToken.None);
            for (var kill = 0; kill < 5; kill++)
            {
                await Task.Delay(TimeSpan.FromSeconds(4));
                await doomed.KillAsync();
                doomed = await doomed.StartAgainAsync();
            }

            report = await running.WaitAsync(TimeSpan.FromMinutes(8));
        }
        finally
        {
            await doomed.DisposeAsync();
        }

        report.IsGood.ShouldBeTrue(report.ToString());
        report.ShownAgain.ShouldBeLessThanOrEqualTo(5, report.ToString()); // a node that was killed could not say that the response had left
        report.Questions.Count.ShouldBeGreaterThan(500);
    }
}
