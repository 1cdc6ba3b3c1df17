using ChatPlatform.Domain.Tasks;
using FsCheck;
using FsCheck.Fluent;

namespace ChatPlatform.UnitTests.Tasks;

public sealed class DeliveryTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    /// <summary>All that can happen to a delivery, in any order; senders and responses take it only when it says that they may.</summary>
    private enum Step
    {
        Answered,
        Failed,
        Retried,
        ChannelTakes,
        AskersResponseTakes,
        NextResponseTakes,
        RepeatIsAnswered,
        Arrived,
        DidNotArrive,
        NobodyKnows,
        ChannelIsBusy,
        Late,
        Forgotten,
        TimePasses,
    }

    private static Delivery New(string channel = "kakao_callback") => Delivery.Of(
        AiTask.Add("answer", Guid.CreateVersion7(Now), default, default, 0, Now.AddMinutes(10), Now),
        Guid.CreateVersion7(Now),
        channel,
        "https://example.com/callback",
        null,
        Now.AddSeconds(2),
        Now.AddSeconds(50));

    [Fact]
    public void Leave_Answer_IsUncertainUntilItIsSettled()
    {
        var (delivery, token) = (New(), Guid.CreateVersion7(Now));
        delivery.Ready(answered: true, Now);
        delivery.IsDue(Now.AddSeconds(1)).ShouldBeFalse();
        delivery.IsDue(Now.AddSeconds(2)).ShouldBeTrue();

        delivery.Leave(token, "callback", Now);
        delivery.State.ShouldBe(DeliveryState.Uncertain);
        delivery.Settle(new(delivery.Id, Guid.CreateVersion7(Now), DeliveryState.Held), Now);
        delivery.State.ShouldBe(DeliveryState.Uncertain); // another try's word
        delivery.Settle(new(delivery.Id, token, DeliveryState.Delivered, "SUCCESS", Shown: 120), Now);

        (delivery.State, delivery.Receipt, delivery.Shown, delivery.Via).ShouldBe((DeliveryState.Delivered, "SUCCESS", 120, "callback"));
    }

    [Fact]
    public void IsDue_NoAnswerByTheDeadline_LetsWordOfTheDelayLeaveAndHoldsTheAnswer()
    {
        var delivery = New();
        delivery.IsDue(Now.AddSeconds(49)).ShouldBeFalse();
        delivery.IsDue(Now.AddSeconds(50)).ShouldBeTrue();

        delivery.Leave(Guid.CreateVersion7(Now), "callback", Now.AddSeconds(50));
        delivery.Ready(answered: true, Now.AddSeconds(60));

        delivery.State.ShouldBe(DeliveryState.Held);
        delivery.CanBeShown(null, Now.AddSeconds(60)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("kakao_callback", true, true)]
    [InlineData("kakao_callback", false, false)]
    [InlineData(Delivery.NoChannel, false, true)]
    public void CanBeShown_AnswerThatIsReady_ByTheAskerBeforeTheChannelAndByAnyoneWithoutOne(string channel, bool asker, bool shown)
    {
        var delivery = New(channel);
        delivery.CanBeShown(delivery.TaskId, Now).ShouldBeFalse();

        delivery.Ready(answered: true, Now);

        delivery.CanBeShown(asker ? delivery.TaskId : null, Now).ShouldBe(shown);
    }

    [Fact]
    public void Announce_BeforeTheAskersResponse_KeepsItForTheNextOne()
    {
        var delivery = New(Delivery.NoChannel);
        delivery.Announce().ShouldBeTrue();

        delivery.Ready(answered: true, Now);

        delivery.CanBeShown(delivery.TaskId, Now).ShouldBeFalse();
        delivery.CanBeShown(null, Now).ShouldBeTrue();
    }

    [Fact]
    public void Announce_AfterTheAskersResponseTookIt_IsRefused()
    {
        var delivery = New();
        delivery.Ready(answered: true, Now);
        delivery.Leave(Guid.CreateVersion7(Now), "inline", Now);

        delivery.Announce().ShouldBeFalse();
    }

    [Fact]
    public void Release_ResponseHasLeft_LetsTheChannelSendEarlierAndNeverLater()
    {
        var delivery = New();
        delivery.Ready(answered: true, Now);

        delivery.Release(Now.AddSeconds(1));
        delivery.Release(Now.AddSeconds(9));

        delivery.NotBefore.ShouldBe(Now.AddSeconds(1));
        delivery.CanBeShown(delivery.TaskId, Now).ShouldBeFalse();
        delivery.IsDue(Now.AddSeconds(1)).ShouldBeTrue();
    }

    [Fact]
    public void Ready_TaskFailed_ApologisesByTheChannelAndIsOverWithoutOne()
    {
        var (byChannel, without) = (New(), New(Delivery.NoChannel));
        byChannel.Ready(answered: false, Now);
        without.Ready(answered: false, Now);

        (byChannel.State, byChannel.Content).ShouldBe((DeliveryState.Pending, DeliveryContent.Apology));
        without.State.ShouldBe(DeliveryState.Failed);
        without.Reopen(Guid.CreateVersion7(Now));
        without.Ready(answered: true, Now);
        without.State.ShouldBe(DeliveryState.Held);
    }

    [Fact]
    public void Reopen_ApologyThatHasNotLeft_HoldsTheAnswerToCome()
    {
        var delivery = New();
        delivery.Ready(answered: false, Now);

        delivery.Reopen(Guid.CreateVersion7(Now));
        delivery.IsDue(Now.AddMinutes(1)).ShouldBeFalse();
        delivery.Ready(answered: true, Now);

        (delivery.State, delivery.CanBeShown(null, Now)).ShouldBe((DeliveryState.Held, true));
    }

    [Fact]
    public void Reopen_ApologyThatIsJustLeaving_IsNotHeardOfAgain()
    {
        var (delivery, token) = (New(), Guid.CreateVersion7(Now));
        delivery.Ready(answered: false, Now);
        delivery.Leave(token, "callback", Now.AddSeconds(2));

        delivery.Reopen(Guid.CreateVersion7(Now.AddSeconds(3)));
        delivery.Settle(new(delivery.Id, token, DeliveryState.Held, RetryAfter: TimeSpan.FromSeconds(1)), Now.AddSeconds(4));

        (delivery.State, delivery.Content).ShouldBe((DeliveryState.Held, DeliveryContent.Awaited));
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, "https://example.com/callback")]
    public void Settle_Target_IsKeptOnlyForAnotherTry(bool again, string? target)
    {
        var (delivery, token) = (New(), Guid.CreateVersion7(Now));
        delivery.Ready(answered: true, Now);
        delivery.Leave(token, "callback", Now.AddSeconds(2));

        delivery.Settle(new(delivery.Id, token, DeliveryState.Held, RetryAfter: again ? TimeSpan.FromSeconds(1) : null), Now.AddSeconds(3));

        delivery.Target.ShouldBe(target);
    }

    [Fact]
    public void Settle_TheRestOfALongAnswer_LeavesWhenItArrived()
    {
        var (delivery, token) = (New(), Guid.CreateVersion7(Now));
        delivery.Ready(answered: true, Now);
        delivery.Leave(token, "callback", Now.AddSeconds(2));
        delivery.Settle(new(delivery.Id, token, DeliveryState.Delivered, Shown: 1_000, HasRest: true), Now.AddSeconds(3));

        delivery.Settle(new(delivery.Id, token, DeliveryState.Delivered, Shown: 1_500), Now.AddSeconds(60));

        (delivery.EndedAt, delivery.Shown).ShouldBe((Now.AddSeconds(3), 1_500));
    }

    [Theory]
    [InlineData(null, "The channel's time was over before this could be sent.")]
    [InlineData("not_in_channel", "not_in_channel")]
    public void GiveUp_Receipt_IsTheChannelsLastWord(string? said, string receipt)
    {
        var (delivery, token) = (New(), Guid.CreateVersion7(Now));
        delivery.Ready(answered: true, Now);
        delivery.Leave(token, "callback", Now.AddSeconds(2));
        delivery.Settle(new(delivery.Id, token, DeliveryState.Held, said, TimeSpan.FromMinutes(1)), Now.AddSeconds(3));

        delivery.GiveUp(DeliveryState.Held, Now.AddHours(1), Delivery.TooLate);

        delivery.Receipt.ShouldBe(receipt);
    }

    [Fact]
    public void Settle_ReceiptThatItsColumnDoesNotTake_Fits()
    {
        var settlement = new Settlement(default, default, DeliveryState.Held, "\0" + new string('x', 999) + "😀");

        settlement.Receipt.ShouldBe(new string('x', 999));
    }

    [Fact]
    public void GiveUp_Target_IsForgotten()
    {
        var delivery = New();
        delivery.GiveUp(DeliveryState.Held, Now.AddMinutes(1));

        delivery.Target.ShouldBeNull();
    }

    /// <summary>PROMISES: an answer is sent again only when it is certain that it did not arrive, and what was delivered stays so.</summary>
    [Fact]
    public void AnySteps_AnswerLeavesAgain_OnlyWhenItDidNotArrive() => Prop.ForAll(
        Gen.Elements(Enum.GetValues<Step>()).ListOf().ToArbitrary(), steps =>
        {
            var delivery = New(steps.Count % 2 == 0 ? Delivery.NoChannel : "kakao_callback");
            var (now, token, mayHaveArrived) = (Now, Guid.Empty, false);
            foreach (var step in steps)
            {
                var before = delivery.State;
                now = step == Step.TimePasses ? now.AddSeconds(7) : now.AddMilliseconds(1);
                var takes = step switch
                {
                    Step.ChannelTakes => delivery.IsDue(now),
                    Step.AskersResponseTakes => delivery.CanBeShown(delivery.TaskId, now),
                    Step.NextResponseTakes => delivery.CanBeShown(null, now),
                    _ => false,
                };
                if (takes)
                {
                    var isAnswer = delivery.Content == DeliveryContent.Answer;
                    (isAnswer && mayHaveArrived).ShouldBeFalse($"sent twice: {string.Join(", ", steps)}");
                    mayHaveArrived |= isAnswer;
                    token = Guid.CreateVersion7(now);
                    delivery.Leave(token, "test", now);
                }

                Apply(delivery, step, token, now);
                mayHaveArrived &= step is not (Step.DidNotArrive or Step.ChannelIsBusy) || delivery.SendToken != token;
                if (before == DeliveryState.Delivered)
                {
                    delivery.State.ShouldBe(DeliveryState.Delivered);
                }
            }
        }).QuickCheckThrowOnFailure();

    private static void Apply(Delivery delivery, Step step, Guid token, DateTimeOffset now)
    {
        switch (step)
        {
            case Step.Answered or Step.Failed when delivery.Content == DeliveryContent.Awaited: // a task ends once
                delivery.Ready(step == Step.Answered, now);
                break;
            case Step.Retried:
                delivery.Reopen(Guid.CreateVersion7(now));
                break;
            case Step.RepeatIsAnswered:
                delivery.Announce();
                break;
            case Step.Arrived or Step.NobodyKnows or Step.DidNotArrive when delivery.State == DeliveryState.Uncertain:
                delivery.Settle(new(delivery.Id, token, StateOf(step)), now);
                break;
            case Step.ChannelIsBusy when delivery.State == DeliveryState.Uncertain:
                delivery.Settle(new(delivery.Id, token, DeliveryState.Uncertain, RetryAfter: TimeSpan.FromSeconds(1)), now);
                break;
            case Step.Late when delivery.State == DeliveryState.Pending:
                delivery.GiveUp(DeliveryState.Held, now);
                break;
            case Step.Forgotten when delivery.CanBeShown(null, now):
                delivery.GiveUp(DeliveryState.Expired, now);
                break;
        }
    }

    private static DeliveryState StateOf(Step step) => step switch
    {
        Step.Arrived => DeliveryState.Delivered,
        Step.DidNotArrive => DeliveryState.Held,
        _ => DeliveryState.Uncertain,
    };
}
