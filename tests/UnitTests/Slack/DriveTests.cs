using ChatPlatform.SlackSimulator;

namespace ChatPlatform.UnitTests.Slack;

/// <summary>The judge passes a product that keeps its promises, and catches one that breaks any.</summary>
public sealed class DriveTests
{
    private static readonly DriveOptions Options = new()
    {
        Messages = 150,
        Channels = 3,
        People = 15,
        TimeScale = 0.02,
        Models = Mixture("quick=4,slow=4,long=2,fail=1"),
        Patience = TimeSpan.FromSeconds(4),
        Watch = TimeSpan.FromSeconds(0.5),
        NoisePercent = 40,
        LatePercent = 30,
    };

    // people who wait less for what never comes
    private static readonly DriveOptions Brief = Options with { Messages = 100, People = 25, HurryPercent = 60, Patience = TimeSpan.FromSeconds(2) };

    [Theory]
    [InlineData(StubFault.None)]
    [InlineData(StubFault.IsAwayAtTimes)]
    public async Task Run_ProductThatKeepsItsPromises_FindsNothing(StubFault fault)
    {
        var report = await RunAsync(fault, Options);

        report.Violations.ShouldBeEmpty(report.ToJson());
        (report.Good, report.Messages).ShouldBe((true, 150));
        report.Accepted.ShouldBeGreaterThanOrEqualTo(fault == StubFault.None ? 150 : 140); // Slack gives up on a message whose every try met nobody
        report.Answered.ShouldBe(report.Accepted);
        report.Noise.ShouldBeGreaterThan(20);
        report.SpuriousRetries.ShouldBeGreaterThan(10);
        report.Posts.ShouldBeGreaterThan(150);
        foreach (var trouble in Enum.GetValues<Trouble>().Except([Trouble.HangBefore]))
        {
            report.Api.GetValueOrDefault($"chat.postMessage {trouble}").ShouldBeGreaterThan(0, trouble.ToString());
        }

        report.Api.Keys.ShouldContain("conversations.replies None");
        (report.Retries > 0).ShouldBe(fault == StubFault.IsAwayAtTimes);
        report.Acks.Failures.GetValueOrDefault("http_401").ShouldBeGreaterThan(0); // forgeries
    }

    [Theory]
    [InlineData(StubFault.Forgets, "was accepted and never answered")]
    [InlineData(StubFault.KnowsNoMessageTwice, "was answered in 2 deliveries")]
    [InlineData(StubFault.PostsBlindly, "was posted 2 times")]
    [InlineData(StubFault.LooksAtOnePage, "was posted 2 times")]
    [InlineData(StubFault.GivesUpWhenLimited, "was accepted and never answered")]
    [InlineData(StubFault.AnswersNoise, "was answered and must not be")]
    [InlineData(StubFault.AnswersBesideTheThread, "was answered in the wrong place")]
    [InlineData(StubFault.LosesOrder, "which was asked before it")]
    [InlineData(StubFault.PostsFirstPartOnly, "parts 1, 2, 3")]
    [InlineData(StubFault.Chatters, "a post that answers nothing")]
    [InlineData(StubFault.TrustsEverybody, "a false signature was acknowledged")]
    [InlineData(StubFault.FailsHard, "HTTP 500")]
    [InlineData(StubFault.IsAlwaysAway, "not one message was acknowledged")]
    [InlineData(StubFault.EchoesNoChallenge, "and not its challenge")]
    public async Task Run_ProductThatBreaksAPromise_SaysWhich(StubFault fault, string expected)
    {
        var report = await RunAsync(fault, Brief);

        report.Good.ShouldBeFalse();
        report.Violations.ShouldContain(v => v.Contains(expected, StringComparison.Ordinal), report.ToJson());
    }

    [Fact]
    public void Plan_SameSeed_IsTheSame()
    {
        var options = new DriveOptions { Seed = 7 };
        string Say(int seed) => string.Join('|', Enumerable.Range(0, 40)
            .SelectMany(person => ThreadPlan.Of(options with { Seed = seed }, person)).SelectMany(t => t.Steps));

        Say(7).ShouldBe(Say(7));
        Say(7).ShouldNotBe(Say(8));
    }

    [Fact]
    public void Plan_ThousandMessages_HoldsEveryMix()
    {
        var threads = Enumerable.Range(0, 40).SelectMany(person => ThreadPlan.Of(new(), person)).ToList();
        var steps = threads.SelectMany(t => t.Steps).ToList();

        steps.Count.ShouldBe(1000);
        threads.Select(t => t.Channel).Distinct().Count().ShouldBe(6); // five channels and the direct ones
        steps.Select(s => s.Telling).Distinct().Count().ShouldBe(Enum.GetValues<Telling>().Length);
        steps.Select(s => s.Noise).OfType<Noise>().Distinct().Count().ShouldBe(Enum.GetValues<Noise>().Length);
        steps.Select(s => s.Model).Distinct().Order().ShouldBe(["flaky", "long", "quick", "slow"]);
        steps.ShouldContain(s => s.Hurries);
        steps.ShouldContain(s => s.Special);
    }

    private static KakaoSimulator.Mixture Mixture(string text) => KakaoSimulator.Mixture.Parse(text, ThreadPlan.Models);

    private static async Task<DriveReport> RunAsync(StubFault fault, DriveOptions options)
    {
        var api = await WebApi.StartAsync(new()
        {
            Rate = 200,
            Burst = 20,
            Page = 2,
            PostTroubles = WebApiOptions.Troubles(
                "none=50,rate-limited=6,error-before=6,error-after=6,internal-error=6,internal-error-after=6,cut-before=6,cut-after=6,hang-after=6"),
            ReadTroubles = WebApiOptions.Troubles(WebApiOptions.DefaultReadTroubles),
        });
        using var bot = new StubBot(fault, api);
        await using var node = await EventTarget.StartAsync(bot.AnswerAsync);
        await using var other = await EventTarget.StartAsync(bot.AnswerAsync);
        await using var slack = SimulatedSlack.Around(api, new([node.Url, other.Url]) { TimeScale = 0.01, LostAckPercent = 20 });
        var ledger = await new Drive(slack, options).RunAsync(CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(1));
        return DriveReport.Of(fault.ToString(), 1, slack, ledger);
    }
}
