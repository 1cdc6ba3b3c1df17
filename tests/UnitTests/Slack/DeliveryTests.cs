using System.Text;
using System.Text.Json;
using ChatPlatform.SlackSimulator;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace ChatPlatform.UnitTests.Slack;

/// <summary>Events come as Slack sends them, and again where it would send them again.</summary>
public sealed class DeliveryTests
{
    [Fact]
    public async Task Deliver_Acknowledged_ComesOnceAndSigned()
    {
        var (arrivals, slack) = await DeliverAsync([200]);

        var arrival = arrivals.ShouldHaveSingleItem();
        arrival.IsGenuine.ShouldBeTrue();
        arrival.Retry.ShouldBeNull();
        arrival.Path.ShouldBe("/slack/events");
        slack.Acks.Report().Requests.ShouldBe(1);
        slack.Ledger.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Deliver_NeverAcknowledged_ComesAgainThreeTimesWithTheSameBody()
    {
        var (arrivals, slack) = await DeliverAsync([503]);

        arrivals.Select(a => a.Retry).ShouldBe([null, "1", "2", "3"]);
        arrivals.Skip(1).ShouldAllBe(a => a.Reason == "http_error" && a.IsGenuine);
        arrivals.ShouldAllBe(a => a.Body.SequenceEqual(arrivals[0].Body));
        (arrivals[2].At - arrivals[1].At).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(100));
        (arrivals[3].At - arrivals[2].At).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(500));
        slack.Delivery.Retries.ShouldBe(3);
        slack.Ledger.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Deliver_AwayAndBack_IsAcknowledgedAtTheRetry()
    {
        var (arrivals, _) = await DeliverAsync([503, 200]);

        arrivals.Select(a => a.Retry).ShouldBe([null, "1"]);
    }

    [Fact]
    public async Task Deliver_NoRetryWanted_ComesOnce()
    {
        var (arrivals, _) = await DeliverAsync([503], noRetry: true);

        arrivals.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Deliver_SlowAcknowledgement_ComesAgainAndIsCounted()
    {
        var (arrivals, slack) = await DeliverAsync([0, 200]);

        arrivals.Select(a => a.Reason).ShouldBe([null, "http_timeout"]);
        var report = slack.Acks.Report();
        (report.OverOneSecond, report.OverThreeSeconds).ShouldBe((1, 1));
    }

    [Fact]
    public async Task Deliver_LostAcknowledgement_ComesAgainAfterIt()
    {
        var (arrivals, slack) = await DeliverAsync([200], lostAcks: 100);

        arrivals.Select(a => a.Retry).ShouldBe([null, "1"]);
        (slack.Delivery.Retries, slack.Delivery.Spurious).ShouldBe((0, 1));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(500)]
    public async Task Deliver_RefusedForGood_IsAViolation(int status)
    {
        var (_, slack) = await DeliverAsync([status, 200]);

        slack.Ledger.Violations.Single().ShouldContain($"HTTP {status}");
    }

    [Fact]
    public async Task Deliver_NobodyThere_IsGivenUp()
    {
        await using var slack = await SlackAsync([new("http://127.0.0.1:1")]);

        var question = await AskAsync(slack, "C1", Telling.MentionOnly);

        question.IsAccepted.ShouldBeFalse();
        slack.Acks.Report().Failures["connection_failed"].ShouldBe(4);
    }

    [Fact]
    public async Task Deliver_SeveralNodes_RetriesGoToEither()
    {
        await using var away = await EventTarget.StartAsync((_, context) => StatusAsync(context, 503));
        await using var there = await EventTarget.StartAsync((_, context) => StatusAsync(context, 200));
        await using var slack = await SlackAsync([away.Url, there.Url]);

        for (var i = 0; i < 10; i++)
        {
            await AskAsync(slack, "C1", Telling.MentionOnly);
        }

        away.Arrivals.ShouldNotBeEmpty();
        there.Arrivals.ShouldContain(a => a.Retry != null);
    }

    [Theory]
    [InlineData("C1", Telling.MentionFirst, "app_mention,message")]
    [InlineData("C1", Telling.MessageFirst, "message,app_mention")]
    [InlineData("C1", Telling.MentionOnly, "app_mention")]
    [InlineData("C1", Telling.MessageOnly, "message")]
    [InlineData("D1", Telling.MentionFirst, "message")]
    public async Task Tell_Mention_GivesTheEventsThatSlackGives(string channel, Telling telling, string expected)
    {
        await using var target = await EventTarget.StartAsync((_, context) => StatusAsync(context, 200));
        await using var slack = await SlackAsync([target.Url]);

        var question = await AskAsync(slack, channel, telling);

        var envelopes = target.Arrivals.Select(a => JsonSerializer.Deserialize<JsonElement>(a.Body)).ToList();
        string.Join(',', envelopes.Select(e => e.GetProperty("event").GetProperty("type").GetString())).ShouldBe(expected);
        envelopes.Select(e => e.GetProperty("event_id").GetString()).ShouldBeUnique();
        envelopes.ShouldAllBe(e => e.GetProperty("event").GetProperty("ts").GetString() == question.Message.Ts);
        envelopes.ShouldAllBe(e => e.GetProperty("authorizations")[0].GetProperty("user_id").GetString() == "U0BOT");
        question.IsAccepted.ShouldBeTrue();
    }

    [Fact]
    public async Task Tell_ChannelThatAnotherWorkspaceMade_NamesBothWorkspaces()
    {
        await using var target = await EventTarget.StartAsync((_, context) => StatusAsync(context, 200));
        await using var slack = SimulatedSlack.Around(
            await WebApi.StartAsync(workspace: new() { ChannelsMadeBy = "T0OTHER" }), new([target.Url]), run: "abc");

        await AskAsync(slack, "C1", Telling.MentionOnly);

        var envelope = JsonSerializer.Deserialize<JsonElement>(target.Arrivals.Single().Body);
        envelope.GetProperty("team_id").GetString().ShouldBe("T0OTHER");
        envelope.GetProperty("authorizations")[0].GetProperty("team_id").GetString().ShouldBe("T0SIM");
    }

    [Theory]
    [InlineData("""{"text":"*robi*","response_type":"ephemeral"}""", 200, 0)]
    [InlineData("robi", 200, 0)]
    [InlineData("", 200, 1)]
    [InlineData("""{"title":"Service Unavailable"}""", 503, 1)]
    public async Task Command_Typed_EndsWithWhetherItWasAnswered(string body, int status, int expected)
    {
        await using var target = await EventTarget.StartAsync((_, context) =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync(body);
        });
        var typed = new Arguments(["stats", "--targets", $"{target.Url}", "--listen", "0", .. expected == 1 ? ["--wait", "0.1"] : Array.Empty<string>()]);

        (await CommandCommand.RunAsync(typed, CancellationToken.None)).ShouldBe(expected);

        QueryHelpers.ParseQuery(Encoding.UTF8.GetString(target.Arrivals.Single().Body))["command"].ToString().ShouldBe("/robeing");
    }

    [Fact]
    public async Task Command_Form_IsEncodedAndSigned()
    {
        await using var target = await EventTarget.StartAsync((_, context) => context.Response.WriteAsync("잠시만요"));
        await using var slack = await SlackAsync([target.Url]);
        List<string> came = [];

        var ack = await slack.Commands.RunAsync("/robeing", "안녕 & <잘> 가", "U1", "C1", m => came.Add(m.GetProperty("text").GetString()!), CancellationToken.None);

        ack.Body.ShouldBe("잠시만요");
        var arrival = target.Arrivals.Single();
        (arrival.Path, arrival.IsGenuine).ShouldBe(("/slack/commands", true));
        var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(arrival.Body));
        (form["command"].ToString(), form["text"].ToString(), form["team_id"].ToString()).ShouldBe(("/robeing", "안녕 &amp; &lt;잘&gt; 가", "T0SIM"));
        using var client = new HttpClient();
        using var content = new StringContent("""{"text":"답"}""");
        using var response = await client.PostAsync(new Uri(form["response_url"].ToString()), content);
        came.ShouldBe(["답"]);
    }

    /// <param name="statuses">Of the answers in order, the last again and again; 0 is silence.</param>
    private static async Task<(IReadOnlyList<Arrival>, SimulatedSlack)> DeliverAsync(int[] statuses, bool noRetry = false, int lostAcks = 0)
    {
        var count = -1;
        await using var target = await EventTarget.StartAsync((_, context) =>
        {
            context.Response.Headers["X-Slack-No-Retry"] = noRetry ? "1" : "0";
            return StatusAsync(context, statuses[Math.Min(Interlocked.Increment(ref count), statuses.Length - 1)]);
        });
        await using var slack = await SlackAsync([target.Url], lostAcks);
        await AskAsync(slack, "C1", Telling.MentionOnly);
        return (target.Arrivals, slack);
    }

    private static async Task<SimulatedSlack> SlackAsync(IReadOnlyList<Uri> targets, int lostAcks = 0) => SimulatedSlack.Around(
        await WebApi.StartAsync(), new(targets) { TimeScale = 0.002, LostAckPercent = lostAcks }, run: "abc");

    private static async Task<Question> AskAsync(SimulatedSlack slack, string channel, Telling telling)
    {
        var marker = slack.Ledger.NextMarker();
        var message = slack.Write(channel, null, "U1", $"<@U0BOT> {marker.Question} 안녕");
        var question = slack.Ledger.Ask(marker, message, Expectation.Answer, 1, "a question");
        await slack.TellAsync(message, telling, TimeSpan.FromMilliseconds(50), subtype: null, question, CancellationToken.None);
        return question;
    }

    private static Task StatusAsync(HttpContext context, int status)
    {
        if (status == 0)
        {
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        }

        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
