using ChatPlatform.KakaoSimulator;

namespace ChatPlatform.UnitTests.Kakao;

/// <summary>The judge passes a platform that keeps its promises, and catches one that breaks any.</summary>
public sealed class DriveTests
{
    private static readonly DriveOptions Options = new()
    {
        Conversations = 40,
        Parallel = 40,
        TimeScale = 0.05,
        Models = Mixture.Parse("quick=4,slow=5,fail=1,hang=1", ConversationPlan.Models),
        SettleLimit = TimeSpan.FromSeconds(5), // well above the stub's time-out of 1 s, after which it knows that it does not know
    };

    // nothing that waits for a callback URL to expire, and no second chances
    private static readonly DriveOptions Brief = Options with
    {
        MostQuestions = 2,
        CollectRounds = 0,

        // several of each that a fault needs: a control that hangs on one question may miss it
        Callbacks = Mixture.Parse("ok,slow,hang-lost=3,hang-recorded,cut-recorded,redirect=3", CallbackModes.Names),
    };

    [Theory]
    [InlineData(StubFault.None)]
    [InlineData(StubFault.BreaksConnections)]
    public async Task Run_PlatformThatKeepsItsPromises_FindsNothing(StubFault fault)
    {
        var report = await RunAsync(fault, Options);

        report.Violations.ShouldBeEmpty();
        foreach (var way in Enum.GetValues<Way>())
        {
            report.Questions.Count(q => q.Seen.Any(s => s.Way == way)).ShouldBeGreaterThan(0, way.ToString());
        }

        report.Questions.ShouldContain(q => q.LostOnTheWay && !q.IsSeen);
        report.Questions.Any(q => q.Refused).ShouldBe(fault == StubFault.BreaksConnections);
        report.Questions.ShouldNotContain(q => report.States[q.Marker] == null);
    }

    [Theory]
    [InlineData(StubFault.LosesAnswers, "said to be delivered and was never seen")]
    [InlineData(StubFault.ShowsTwice, "was seen 2 times")]
    [InlineData(StubFault.Forgets, "has no task for it")]
    [InlineData(StubFault.AddsTwoTasks, "2 tasks for one question")]
    [InlineData(StubFault.NeverEnds, "never came to an end")]
    [InlineData(StubFault.Late, "no response within 2 s")]
    [InlineData(StubFault.FailsHard, "HTTP 500")]
    [InlineData(StubFault.LeavesMarkdown, "holds Markdown")]
    [InlineData(StubFault.CallsBackEarly, "before the skill's first answer")]
    [InlineData(StubFault.CallsBackUninvited, "had not said useCallback")]
    [InlineData(StubFault.FollowsRedirects, "a redirect of a callback URL was followed")]
    [InlineData(StubFault.PostsAgain, "was posted to again")]
    [InlineData(StubFault.IsTooSure, "that is uncertain")]
    [InlineData(StubFault.MixesPeople, "had asked")]
    [InlineData(StubFault.ContradictsItself, "ai-status says 'pending'")]
    public async Task Run_PlatformThatBreaksAPromise_SaysWhich(StubFault fault, string expected)
    {
        var report = await RunAsync(fault, Brief);

        report.IsGood.ShouldBeFalse();
        report.Violations.ShouldContain(v => v.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Plan_SameSeed_IsTheSame()
    {
        var options = new DriveOptions { Seed = 7 };
        static string Say(ConversationPlan plan) => string.Join('|', plan.Steps);

        var plans = Enumerable.Range(0, 50).Select(i => Say(ConversationPlan.Of(options, i))).ToList();

        plans.ShouldBe(Enumerable.Range(0, 50).Select(i => Say(ConversationPlan.Of(options, i))));
        plans.Distinct().Count().ShouldBeGreaterThan(45);
        plans.ShouldNotBe(Enumerable.Range(0, 50).Select(i => Say(ConversationPlan.Of(options with { Seed = 8 }, i))));
    }

    [Fact]
    public void Plan_FiveHundred_HoldsEveryMixOfTroubles()
    {
        var steps = Enumerable.Range(0, 500).SelectMany(i => ConversationPlan.Of(new(), i).Steps).ToList();

        foreach (var mode in Enum.GetValues<CallbackMode>())
        {
            steps.ShouldContain(s => s.How.Callback == mode);
        }

        foreach (var model in ConversationPlan.Models)
        {
            steps.ShouldContain(s => s.Text.StartsWith($"[model:{model}", StringComparison.Ordinal) && s.How.Callback == null);
            steps.ShouldContain(s => s.Text.StartsWith($"[model:{model}", StringComparison.Ordinal) && s.How.Callback == CallbackMode.Ok);
        }

        steps.ShouldContain(s => s.Hurries);
        steps.ShouldContain(s => s.How.SendAgainAfter != null && s.How.Callback == null);
        steps.ShouldContain(s => s.How.SendAgainAfter != null && s.How.Callback != null);
        steps.ShouldContain(s => s.How.Minimal);
    }

    [Fact]
    public async Task Load_AgainstAQuickSkill_CountsAndMeasures()
    {
        await using var skill = await StubSkill.StartAsync(StubFault.None);
        await using var host = await CallbackHost.StartAsync();
        using var bot = new Bot(new([skill.Url]), host, new(TimeProvider.System), TimeProvider.System);

        var report = await new Load(bot, 50, 10, "[model:quick]", CallbackMode.Ok).RunAsync(TimeSpan.FromSeconds(1), CancellationToken.None);

        report.Kinds.ShouldBe(new Dictionary<ReplyKind, int> { [ReplyKind.Inline] = 50 });
        report.Violations.ShouldBeEmpty();
        report.Responses.P50.ShouldBeInRange(0.01, report.Responses.Max);
    }

    [Theory]
    [InlineData("[1,2,3,4,5,6,7,8,9,10]", 5, 9, 10)]
    [InlineData("[7]", 7, 7, 7)]
    public void Spread_Samples_TakesTheNearestRank(string samples, double p50, double p90, double max)
    {
        var spread = Spread.Of(System.Text.Json.JsonSerializer.Deserialize<double[]>(samples)!);

        (spread.P50, spread.P90, spread.Max).ShouldBe((p50, p90, max));
    }

    [Theory]
    [InlineData("quick=1,sloow=2")]
    [InlineData("quick=0")]
    [InlineData("")]
    public void Mixture_Nonsense_IsRefused(string text) => Should.Throw<FormatException>(() => Mixture.Parse(text, ConversationPlan.Models));

    private static async Task<LedgerReport> RunAsync(StubFault fault, DriveOptions options)
    {
        await using var skill = await StubSkill.StartAsync(fault);
        await using var host = await CallbackHost.StartAsync(new() { ValidFor = TimeSpan.FromSeconds(3), SlowAnswer = TimeSpan.FromMilliseconds(200) });
        var clock = TimeProvider.System;
        using var bot = new Bot(new([skill.Url]) { SkillTimeout = TimeSpan.FromSeconds(2) }, host, new(clock), clock);
        using var states = new PlatformStates([skill.Url], "key", clock);
        return await new Drive(bot, states, options).RunAsync(CancellationToken.None);
    }
}
