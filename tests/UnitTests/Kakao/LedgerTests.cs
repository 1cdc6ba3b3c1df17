using ChatPlatform.KakaoSimulator;
using ChatPlatform.UnitTests.Common;

namespace ChatPlatform.UnitTests.Kakao;

/// <summary>The ledger accepts exactly the ends that were promised.</summary>
public sealed class LedgerTests
{
    private readonly Ledger _ledger = new(new ManualTimeProvider(), "abc");

    [Theory]
    [InlineData("seen", "completed", "delivered", null)]
    [InlineData("seen", "completed", "uncertain", null)]
    [InlineData("seen", "completed", "held", "says otherwise")]
    [InlineData("seen", "completed", "failed", "says otherwise")]
    [InlineData("seen", "completed", "expired", "says otherwise")]
    [InlineData("seen", "failed", "delivered", "says otherwise")]
    [InlineData("seen", "completed", "pending", "never came to an end")]
    [InlineData("seen", "processing", "delivered", "never came to an end")]
    [InlineData("unseen", "completed", "held", null)]
    [InlineData("unseen", "completed", "uncertain", null)]
    [InlineData("unseen", "completed", "failed", null)]
    [InlineData("unseen", "completed", "expired", null)]
    [InlineData("unseen", "failed", "delivered", null)]
    [InlineData("unseen", "failed", "", null)]
    [InlineData("unseen", "completed", "delivered", "never seen")]
    [InlineData("unseen", "completed", "pending", "never came to an end")]
    [InlineData("unseen", "pending", "pending", "never came to an end")]
    [InlineData("unseen", "completed", "sent", "never came to an end")]
    [InlineData("lost", "completed", "uncertain", null)]
    [InlineData("lost", "completed", "delivered", "that is uncertain")]
    [InlineData("lost", "completed", "held", "that is uncertain")]
    [InlineData("lost", "failed", "failed", "that is uncertain")]
    [InlineData("refused", "completed", "delivered", null)]
    [InlineData("refused", "pending", "pending", null)]
    [InlineData("refused and seen", "completed", "delivered", null)]
    public void Verify_OneQuestion_AcceptsOnlyWhatWasPromised(string end, string status, string delivery, string? violation)
    {
        var question = Ask();
        if (end.Contains("seen", StringComparison.Ordinal) && end != "unseen")
        {
            See(question);
        }

        if (end == "lost")
        {
            _ledger.Lose(question.Marker.Answer());
        }

        if (end.StartsWith("refused", StringComparison.Ordinal))
        {
            question.Refuse();
        }

        var report = Verify(Task(question, status, delivery));

        report.IsGood.ShouldBe(violation is null, report.ToString());
        if (violation is not null)
        {
            report.Violations.Single().ShouldContain(violation);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Verify_SeenTwice_IsAViolationEvenWhenRefused(bool refused)
    {
        var question = Ask();
        See(question);
        See(question, Way.Callback);
        if (refused)
        {
            question.Refuse();
        }

        Verify(Task(question)).Violations.Single().ShouldContain("seen 2 times");
    }

    [Fact]
    public void Verify_OnePartSeenTwice_IsAViolation()
    {
        var question = Ask();
        _ledger.See("p", $"{question.Marker.Answer(1)} {question.Marker.Answer(2)}", Way.Inline, question.Marker);
        _ledger.See("p", $"{question.Marker.Answer(2)} {question.Marker.Answer(3)}", Way.Button);

        Verify(Task(question)).Violations.Single().ShouldContain("part 2");
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void Verify_MoreIsPressedAgain_MayShowTheSameOnceMore(int presses, bool isGood)
    {
        var question = Ask();
        _ledger.See("p", question.Marker.Answer(1), Way.Inline, question.Marker);
        for (var press = 0; press < presses; press++)
        {
            _ledger.See("p", question.Marker.Answer(2), Way.Button);
        }

        var report = Verify(Task(question));

        (report.IsGood, report.ShownAgain).ShouldBe((isGood, isGood ? 1 : 0));
    }

    [Fact]
    public void Verify_PartsInSeveralMessages_AreOneAnswer()
    {
        var question = Ask();
        _ledger.See("p", $"{question.Marker.Answer(1)} {question.Marker.Answer(2)}", Way.Callback);
        _ledger.See("p", question.Marker.Answer(3), Way.Button);

        Verify(Task(question)).Violations.ShouldBeEmpty();
    }

    [Fact]
    public void Verify_MissingPart_IsAViolation()
    {
        var question = Ask();
        _ledger.See("p", $"{question.Marker.Answer(1)} {question.Marker.Answer(3)}", Way.Callback);

        Verify(Task(question)).Violations.Single().ShouldContain("only 1, 3 were seen");
    }

    [Fact]
    public void Verify_NoTaskAndNotSeen_IsAViolation()
    {
        Ask();

        Verify().Violations.Single().ShouldContain("no task");
    }

    [Fact]
    public void Verify_TwoTasks_IsAViolation()
    {
        var question = Ask();
        See(question);

        Verify(Task(question), Task(question)).Violations.Single().ShouldContain("2 tasks");
    }

    [Fact]
    public void See_SomebodyElsesAnswer_IsAViolation()
    {
        var question = Ask();
        _ledger.See("q", question.Marker.Answer(), Way.Inline);

        _ledger.Violations.Single().ShouldContain("which p had asked");
    }

    [Fact]
    public void See_AnswerToNothing_IsAViolation()
    {
        _ledger.See("p", "A-abc-000042/1", Way.Inline);

        _ledger.Violations.Single().ShouldContain("nobody asked");
    }

    [Fact]
    public void See_QuotedQuestion_IsNoAnswer()
    {
        var question = Ask();
        _ledger.See("p", $"'{question.Marker.Question}'에 답하고 있어요.", Way.Inline, question.Marker);

        question.IsSeen.ShouldBeFalse();
    }

    [Theory]
    [InlineData(Way.Inline, true, Way.Inline)]
    [InlineData(Way.Inline, false, Way.NextUtterance)]
    [InlineData(Way.Callback, false, Way.Callback)]
    [InlineData(Way.Button, false, Way.Button)]
    public void See_Answer_KnowsHowItCame(Way way, bool own, Way expected)
    {
        var question = Ask();
        _ledger.See("p", question.Marker.Answer(), way, own ? question.Marker : Ask().Marker);

        question.Seen.Single().Way.ShouldBe(expected);
    }

    [Fact]
    public void Marker_InText_IsFoundAgain()
    {
        var question = Ask();

        question.Marker.Question.ShouldBe("Q-abc-000001");
        Marker.FindQuestion($"네, {question.Marker.Question}은요?").ShouldBe(question.Marker);
        Marker.FindQuestion("Q-abc-1").ShouldBeNull();
        Marker.FindAnswers("A-abc-000001/2은").Single().ShouldBe((question.Marker, 2));
    }

    private Question Ask() => _ledger.Ask("p");

    private void See(Question question, Way way = Way.Inline) => _ledger.See("p", question.Marker.Answer(), way, question.Marker);

    private static TaskState Task(Question question, string status = "completed", string delivery = "delivered") =>
        new("t", status, delivery, null, question.Marker);

    private LedgerReport Verify(params TaskState[] tasks) => _ledger.Verify(tasks.ToLookup(t => t.Marker!.Value));
}
