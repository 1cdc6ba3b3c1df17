using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;

namespace ChatPlatform.UnitTests.Conversations;

public sealed class MessageTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly Error Broken = new(ErrorKind.BadGateway, "model.broken", "It broke.");

    public static TheoryData<MessageStatus> FinalStatuses =>
        [MessageStatus.Completed, MessageStatus.Failed, MessageStatus.Cancelled, MessageStatus.Interrupted];

    private static Message Answer() => Message.Awaited(MessageId.New(Noon), ConversationId.New(Noon), 2, Noon);

    private static TurnOutcome Outcome(MessageStatus status) => status switch
    {
        MessageStatus.Completed => TurnOutcome.Completed("text", "stop", Noon),
        MessageStatus.Failed => TurnOutcome.Failed("text", Broken, Noon),
        MessageStatus.Cancelled => TurnOutcome.Cancelled("text", Noon),
        _ => TurnOutcome.Interrupted("text", Noon),
    };

    [Theory]
    [MemberData(nameof(FinalStatuses))]
    public void End_RunningAnswer_TakesTheOutcome(MessageStatus status)
    {
        var answer = Answer();

        answer.End(Outcome(status)).IsSuccess.ShouldBeTrue();

        answer.Status.ShouldBe(status);
        answer.Content.ShouldBe("text");
        answer.Outcome.ShouldNotBeNull().Status.ShouldBe(status);
    }

    [Theory]
    [MemberData(nameof(FinalStatuses))]
    public void End_EndedAnswer_IsConflictAndChangesNothing(MessageStatus status)
    {
        var answer = Answer();
        answer.End(Outcome(status));

        var again = answer.End(TurnOutcome.Completed("other", "stop", Noon));

        again.Error.ShouldBe(ConversationErrors.MessageEnded);
        answer.Content.ShouldBe("text");
        answer.Checkpoint("other").Error.ShouldBe(ConversationErrors.MessageEnded);
    }

    [Fact]
    public void Checkpoint_RunningAnswer_KeepsTheTextAndIsNotFinal()
    {
        var answer = Answer();

        answer.Checkpoint("so far").IsSuccess.ShouldBeTrue();

        answer.Status.ShouldBe(MessageStatus.Streaming);
        answer.Outcome.ShouldBeNull();
    }

    [Fact]
    public void Outcome_FailedAnswerReadBack_HasTheSameError()
    {
        var answer = Answer();
        answer.End(TurnOutcome.Failed("", Broken, Noon));

        answer.Outcome!.Error.ShouldBe(Broken);
    }

    [Fact]
    public void Ask_TwoTurns_NumbersMessagesAndTakesTheTitleOnce()
    {
        var conversation = Conversation.Start(ClientId.New(Noon), UserId.Guest, ConversationPlace.Api, Noon);

        conversation.Ask(MessageId.New(Noon), MessageId.New(Noon), "첫 질문", Noon);
        var (question, answer) = conversation.Ask(MessageId.New(Noon), MessageId.New(Noon), "둘째", Noon.AddMinutes(1));

        (question.Position, answer.Position).ShouldBe((3, 4));
        conversation.Title.ShouldBe("첫 질문");
        conversation.LastAccessed.ShouldBe(Noon.AddMinutes(1));
    }

    [Theory]
    [InlineData(79, 79)]
    [InlineData(78, 80)]
    public void Ask_EmojiWhereTheTitleEnds_IsWithinItOrLeftOut(int before, int length)
    {
        var conversation = Conversation.Start(ClientId.New(Noon), UserId.Guest, ConversationPlace.Api, Noon);

        conversation.Ask(MessageId.New(Noon), MessageId.New(Noon), new string('가', before) + "🙂 뭐라고 할까요?", Noon);

        conversation.Title!.Length.ShouldBe(length);
        char.IsHighSurrogate(conversation.Title[^1]).ShouldBeFalse();
    }

    [Fact]
    public void LeaveToOthers_KnownPerson_KeepsNothingOfThem()
    {
        var conversation = Conversation.Start(ClientId.New(Noon), new UserId("지우"), ConversationPlace.Api, Noon)
            .With(null, null, """{"user_name":"지우"}""", """{"of":"지우"}""");
        conversation.Ask(MessageId.New(Noon), MessageId.New(Noon), "저는 지우예요", Noon);

        conversation.LeaveToOthers();

        (conversation.UserId, conversation.Title, conversation.Variables, conversation.Metadata).ShouldBe((UserId.Guest, null, "{}", "{}"));
    }
}
