using System.Globalization;
using System.Text.Json;
using ChatPlatform.SlackSimulator;
using ChatPlatform.UnitTests.Common;

namespace ChatPlatform.UnitTests.Slack;

/// <summary>The ledger accepts exactly the ends that were promised.</summary>
public sealed class LedgerTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly Ledger _ledger;
    private int _last;

    public LedgerTests() => _ledger = new(_clock, "abc");

    [Fact]
    public void Verify_EveryMessageAnsweredOnce_IsGood()
    {
        var first = Ask();
        Post(first);
        var reply = Ask(root: first.Message.Ts);
        Post(reply);
        Post(Ask(channel: "D1"));

        _ledger.IsComplete.ShouldBeTrue();
        _ledger.Verify().Violations.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public void Verify_AnswerPostedTwice_IsAViolation(bool marked, bool oneDelivery)
    {
        var question = Ask();
        Post(question, delivery: marked ? "a" : null);
        Post(question, delivery: !marked ? null : oneDelivery ? "a" : "b");

        ShouldSay("part 1 of the answer was posted 2 times");
    }

    [Fact]
    public void Verify_NotAnswered_IsAViolation()
    {
        Ask();

        _ledger.IsComplete.ShouldBeFalse();
        ShouldSay("was accepted and never answered");
    }

    [Fact]
    public void Verify_NeverAcknowledged_PromisesNothingButNotTwice()
    {
        var question = Ask(accepted: false);

        _ledger.Verify().Violations.ShouldBeEmpty();
        Post(question);
        _ledger.Verify().Violations.ShouldBeEmpty();
        Post(question);
        ShouldSay("posted 2 times");
    }

    [Theory]
    [InlineData("C1", "other")]
    [InlineData("C1", null)]
    [InlineData("C2", "own")]
    public void Verify_AnswerInAnotherPlace_IsAViolation(string channel, string? thread)
    {
        var (question, other) = (Ask(), Ask());
        Post(other);
        PostText(channel, thread is "own" ? question.Message.Ts : thread is null ? null : other.Message.Ts, question.Marker.Answer(), "a");

        ShouldSay("was answered in the wrong place");
    }

    [Fact]
    public void Verify_ReplyAnsweredInAThreadOfItsOwn_IsAViolation()
    {
        var root = Ask();
        Post(root);
        var reply = Ask(root: root.Message.Ts);
        PostText("C1", reply.Message.Ts, reply.Marker.Answer(), "a");

        ShouldSay("was answered in the wrong place");
    }

    [Theory]
    [InlineData("A-abc-000042/1", "nobody asked")]
    [InlineData("A-other-000001/1", "nobody asked")]
    [InlineData("죄송합니다.", "a post without a question")]
    public void Verify_PostWithoutAQuestion_IsAViolation(string text, string expected)
    {
        PostText("C1", "1700000000.000001", text, "a");

        ShouldSay(expected);
    }

    [Fact]
    public void Verify_PostThatAnswersNothing_IsAViolation()
    {
        var question = Ask();
        Post(question, delivery: "a");
        PostText("C1", question.Message.Ts, "죄송합니다.", "b");

        ShouldSay("a post that answers nothing");
    }

    [Theory]
    [InlineData("A-abc-000001/1")]
    [InlineData("무엇을 도와드릴까요?")]
    public void Verify_NoiseAnswered_IsAViolation(string text)
    {
        var noise = Ask(expectation: Expectation.Nothing);
        PostText("C1", noise.Message.Ts, text, "a");

        ShouldSay("was answered and must not be");
    }

    [Fact]
    public void Verify_NoiseLeftAlone_IsGood()
    {
        Ask(expectation: Expectation.Nothing);

        _ledger.IsComplete.ShouldBeTrue();
        _ledger.Verify().Violations.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Verify_LongAnswerInSeveralPosts_IsOneAnswer(bool marked)
    {
        var question = Ask(parts: 3);
        Post(question, [1, 2], marked ? "a" : null, 0);
        _ledger.IsComplete.ShouldBeFalse();
        Post(question, [3], marked ? "a" : null, 1);
        PostText("C1", question.Message.Ts, "끝.", marked ? "a" : null, 2);

        _ledger.IsComplete.ShouldBeTrue();
        _ledger.Verify().Violations.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("1,2", 0, "", 0, "1, 2 were posted")]
    [InlineData("1,3", 0, "", 0, "1, 3 were posted")]
    [InlineData("1,2,3,4", 0, "", 0, "1, 2, 3, 4 were posted")]
    [InlineData("1,2", 0, "2,3", 1, "part 2 of the answer was posted 2 times")]
    [InlineData("2,3", 0, "1", 1, "came as 2, 3, 1")]
    [InlineData("1,2", 1, "3", 0, "marked as parts 1, 0")]
    [InlineData("1,2", 0, "3", 0, "marked as parts 0, 0")]
    [InlineData("1,2", 0, "3", 2, "marked as parts 0, 2")]
    public void Verify_BrokenLongAnswer_IsAViolation(string first, int firstMark, string second, int secondMark, string expected)
    {
        var question = Ask(parts: 3);
        Post(question, Numbers(first), "a", firstMark);
        if (second.Length > 0)
        {
            Post(question, Numbers(second), "a", secondMark);
        }

        ShouldSay(expected);
    }

    [Fact]
    public void Verify_TwoDeliveriesOfOneAnswer_IsAViolation()
    {
        var question = Ask(parts: 2);
        Post(question, [1], "a");
        Post(question, [2], "b");

        ShouldSay("in 2 deliveries");
    }

    [Fact]
    public void Verify_OneDeliveryForTwoQuestions_IsAViolation()
    {
        var root = Ask();
        var reply = Ask(root: root.Message.Ts);
        Post(root, delivery: "a");
        Post(reply, delivery: "a", mark: 1);

        ShouldSay("mixes");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Verify_LaterMessageAnsweredFirst_IsAViolationWhereTheOrderWasKnown(bool known)
    {
        var root = Ask(accepted: false);
        root.Sent(_clock.GetUtcNow());
        if (known)
        {
            root.Accept(_clock.GetUtcNow());
        }

        _clock.Advance(TimeSpan.FromSeconds(1));
        var reply = Ask(root: root.Message.Ts);
        root.Accept(_clock.GetUtcNow());
        Post(reply);
        Post(root);

        _ledger.Verify().Violations.Any(v => v.Contains("was answered before", StringComparison.Ordinal)).ShouldBe(known);
    }

    [Fact]
    public void Verify_ApologyWhereTheModelFails_IsGoodOnce()
    {
        var question = Ask(expectation: Expectation.Apology);
        ShouldSay("was accepted and never answered");

        PostText("C1", question.Message.Ts, "죄송합니다.", "a");
        _ledger.IsComplete.ShouldBeTrue();
        _ledger.Verify().Violations.ShouldBeEmpty();

        PostText("C1", question.Message.Ts, "죄송합니다.", "b");
        ShouldSay("2 apologies for 1 questions");
    }

    private void ShouldSay(string expected) => _ledger.Verify().Violations.ShouldContain(v => v.Contains(expected, StringComparison.Ordinal));

    private Question Ask(
        string channel = "C1", string? root = null, Expectation expectation = Expectation.Answer, int parts = 1, bool accepted = true)
    {
        _clock.Advance(TimeSpan.FromSeconds(1));
        var marker = _ledger.NextMarker();
        var question = _ledger.Ask(marker, new(channel, NextTs(), root, "U1", marker.Question), expectation, parts, "a question");
        if (accepted)
        {
            question.Sent(_clock.GetUtcNow());
            question.Accept(_clock.GetUtcNow());
        }

        return question;
    }

    private void Post(Question question, int[]? parts = null, string? delivery = null, int mark = 0) => PostText(
        question.Message.Channel,
        question.Message.Root,
        string.Join(' ', (parts ?? [1]).Select(question.Marker.Answer)),
        delivery,
        mark);

    private void PostText(string channel, string? thread, string text, string? delivery, int mark = 0) => _ledger.See(
        new(channel, NextTs(), thread, "U0BOT", text)
        {
            BotId = "B0BOT",
            Metadata = delivery is null
                ? null
                : JsonSerializer.SerializeToElement(new { event_type = PostMark.EventType, event_payload = new { delivery, part = mark } }),
        });

    private string NextTs() => string.Create(CultureInfo.InvariantCulture, $"1700000000.{++_last:D6}");

    private static int[] Numbers(string text) => [.. text.Split(',').Select(n => int.Parse(n, CultureInfo.InvariantCulture))];
}
