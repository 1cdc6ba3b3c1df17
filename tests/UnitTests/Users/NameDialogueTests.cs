using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Users;
using FsCheck;
using FsCheck.Fluent;

namespace ChatPlatform.UnitTests.Users;

public sealed class NameDialogueTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly AppUser _user = AppUser.From(default, "kakao", Noon);
    private DateTimeOffset _now = Noon;

    [Theory]
    [InlineData("다른 이름")]
    [InlineData("이름 바꿔")]
    [InlineData("이름 변경")]
    [InlineData("이름변경")]
    [InlineData("이름 바꿔줘")]
    [InlineData("이름 바꿔 줘!")]
    [InlineData("내 이름 바꿔주세요")]
    [InlineData("이름을 바꾸고 싶어요")]
    [InlineData("이름 바꿀래")]
    [InlineData("이름 좀 바꿔줄래요?")]
    [InlineData("이름 변경해줘")]
    [InlineData("이름 변경할래요")]
    [InlineData("이름 변경하고 싶어")]
    [InlineData("이름 변경 부탁드려요")]
    [InlineData("다른 이름으로 바꿔줘")]
    [InlineData("다른 이름으로 불러줘")]
    [InlineData("다른 이름 할래")]
    [InlineData("이름 수정해 주세요")]
    [InlineData("/이름")]
    [InlineData(" /이름 ")]
    public void Hear_AWishForAnotherName_AsksForIt(string utterance)
    {
        Hear(utterance).ShouldNotBeNull().Kind.ShouldBe(NameAnswerKind.Asked);
        _user.ModeAt(_now).ShouldBe(NameMode.Naming);
    }

    [Theory]
    [InlineData("이름 바꾸는 법 알려줘")]
    [InlineData("파일 이름 바꿔줘")]
    [InlineData("다른 이름 추천해줘")]
    [InlineData("변수 이름 변경")]
    [InlineData("이름 변경은 어디서 해?")]
    [InlineData("취소")]
    [InlineData("네")]
    [InlineData("아니요")]
    [InlineData("이름")]
    [InlineData("/도움말")]
    [InlineData("민수")]
    [InlineData("난 짱구야 오늘 뭐 먹지?")]
    [InlineData("내 이름은 김@수야 근데 오늘 날씨 어때")]
    public void Hear_SomethingElse_IsForTheAi(string utterance)
    {
        Hear(utterance).ShouldBeNull();
        (_user.Name, _user.ModeAt(_now)).ShouldBe((null, NameMode.None));
    }

    [Theory]
    [InlineData("민수", "민수")]
    [InlineData("민수요", "민수")]
    [InlineData("민수야", "민수")]
    [InlineData("민수!", "민수")]
    [InlineData("\"민수\"", "민수")]
    [InlineData("민수예요", "민수")]
    [InlineData("지은이에요", "지은")]
    [InlineData("준이요", "준")]
    [InlineData("미야", "미야")]
    [InlineData("한요", "한요")]
    [InlineData("김정임", "김정임")]
    [InlineData("학생", "학생")]
    [InlineData("Tom", "Tom")]
    [InlineData("내 이름은 민수야", "민수")]
    [InlineData("난 짱구야", "짱구")]
    [InlineData("홍 길동", "홍길동")]
    [InlineData("민수로 해줘", "민수")]
    [InlineData("민수로 바꿔줘", "민수")]
    [InlineData("민수라고 불러줘", "민수")]
    public void Hear_WhenAsked_TakesTheName(string utterance, string name)
    {
        Hear("이름 바꿔");

        var answer = Hear(utterance).ShouldNotBeNull();

        (answer.Kind, answer.Change, _user.Name, _user.ModeAt(_now)).ShouldBe((NameAnswerKind.Called, new NameChange(null, name), name, NameMode.None));
    }

    [Theory]
    [InlineData("오늘 날씨 어때?")]
    [InlineData("하늘 바다")]
    [InlineData("민@수")]
    [InlineData("가나다라마바사아자차카타파하가나다라마바사")]
    [InlineData("몰라")]
    [InlineData("싫어요")]
    [InlineData("왜?")]
    [InlineData("안녕하세요")]
    [InlineData("네")]
    [InlineData("아니")]
    [InlineData("ㅋㅋㅋ")]
    [InlineData("😊")]
    [InlineData("")]
    public void Hear_WhenAskedAndNoName_RefusesAndWaits(string utterance)
    {
        Hear("/이름");

        Hear(utterance).ShouldNotBeNull().Kind.ShouldBe(NameAnswerKind.Refused);
        _user.ModeAt(_now).ShouldBe(NameMode.Naming);
        Hear("민수").ShouldNotBeNull().Kind.ShouldBe(NameAnswerKind.Called);
    }

    [Theory]
    [InlineData("취소")]
    [InlineData("취소해줘")]
    [InlineData("취소할래요!")]
    [InlineData("그만")]
    [InlineData("안 바꿀래")]
    public void Hear_CancelWhenAsked_KeepsTheName(string utterance)
    {
        Hear("/이름 민수");
        Hear("이름 바꿔");

        Hear(utterance).ShouldNotBeNull().Kind.ShouldBe(NameAnswerKind.Cancelled);
        (_user.Name, _user.ModeAt(_now)).ShouldBe(("민수", NameMode.None));
        Hear("영희").ShouldBeNull();
    }

    [Theory]
    [InlineData("/이름 홍길동", "홍길동")]
    [InlineData("/이름  홍길동 ", "홍길동")]
    [InlineData("/이름: 홍길동", "홍길동")]
    [InlineData("/이름 Tom", "Tom")]
    [InlineData("/이름 홍길동!", "홍길동")]
    [InlineData("/이름 미야", "미야")]
    public void Hear_SlashWithAName_CallsAtOnce(string utterance, string name)
    {
        Hear(utterance).ShouldNotBeNull().Change.ShouldBe(new NameChange(null, name));
        _user.Name.ShouldBe(name);
    }

    [Fact]
    public void Hear_SlashWithAnInvalidName_RefusesAndWaits()
    {
        Hear("/이름 홍@길동").ShouldNotBeNull().Kind.ShouldBe(NameAnswerKind.Refused);
        Hear("홍길동").ShouldNotBeNull().Kind.ShouldBe(NameAnswerKind.Called);
    }

    [Fact]
    public void Hear_TheSameNameAgain_ChangesNothing()
    {
        Hear("내 이름은 민수야").ShouldNotBeNull().Change.ShouldNotBeNull().IsChange.ShouldBeTrue();
        Hear("난 민수야").ShouldNotBeNull().Change.ShouldNotBeNull().IsChange.ShouldBeFalse();
    }

    [Fact]
    public void Hear_NameAndAQuestion_CallsAndGoesOn() =>
        Hear("내 이름은 민수야. 오늘 날씨 어때?").ShouldBe(new NameAnswer(NameAnswerKind.Called, new NameChange(null, "민수"), SaysMore: true));

    [Fact]
    public void Hear_PerhapsAName_AsksBack()
    {
        Hear("난 짱구야").ShouldNotBeNull().Kind.ShouldBe(NameAnswerKind.Guessed);

        (_user.NameGuess, _user.ModeAt(_now)).ShouldBe(("짱구", NameMode.Confirming));
    }

    [Theory]
    [InlineData("네")]
    [InlineData("응")]
    [InlineData("네 맞아요")]
    [InlineData("ㅇㅇ")]
    public void Hear_YesToAGuess_TakesIt(string yes)
    {
        Hear("난 짱구야");

        Hear(yes).ShouldNotBeNull().Change.ShouldBe(new NameChange(null, "짱구"));
        _user.ModeAt(_now).ShouldBe(NameMode.None);
    }

    [Theory]
    [InlineData("아니요", NameAnswerKind.Declined)]
    [InlineData("ㄴㄴ", NameAnswerKind.Declined)]
    [InlineData("취소", NameAnswerKind.Cancelled)]
    public void Hear_NoToAGuess_ForgetsIt(string no, NameAnswerKind kind)
    {
        Hear("난 짱구야");

        Hear(no).ShouldNotBeNull().Kind.ShouldBe(kind);
        (_user.Name, _user.NameGuess, _user.ModeAt(_now)).ShouldBe((null, null, NameMode.None));
        Hear("네").ShouldBeNull();
    }

    [Fact]
    public void Hear_SomethingElseAfterAGuess_IsForTheAiAndForgetsTheGuess()
    {
        Hear("난 짱구야");

        Hear("오늘 날씨 어때?").ShouldBeNull();
        Hear("네").ShouldBeNull();
    }

    [Fact]
    public void Hear_TheRealNameAfterAGuess_TakesThat()
    {
        Hear("난 짱구야");

        Hear("아니 난 철수야").ShouldNotBeNull().Change.ShouldBe(new NameChange(null, "철수"));
    }

    [Fact]
    public void Hear_PerhapsANameOfSomebodyWhoHasOne_IsForTheAi()
    {
        Hear("/이름 민수");

        Hear("난 짱구야").ShouldBeNull();
        _user.Name.ShouldBe("민수");
    }

    [Fact]
    public void Hear_TenMinutesAfterTheQuestion_NoLongerTakesANameForGranted()
    {
        Hear("이름 바꿔");
        _now += AppUser.NameModeLasts;

        Hear("민수").ShouldBeNull();
        _user.Name.ShouldBeNull();
    }

    [Fact]
    public void Transitions_ThatMakeNoSense_AreErrors()
    {
        _user.Confirm(_now).Error.ShouldBe(UserErrors.NothingToConfirm);
        _user.LeaveNameMode(_now).Error.ShouldBe(UserErrors.NoNameMode);
        _user.ExpectName(_now);
        _user.ExpectConfirmation(PersonName.From("민수")!, _now).Error.ShouldBe(UserErrors.AlreadyNaming);
        _user.Confirm(_now).Error.ShouldBe(UserErrors.NothingToConfirm);
        _user.ModeAt(_now).ShouldBe(NameMode.Naming);
    }

    [Fact]
    public void Hear_AnySequence_KeepsAValidNameAndMode()
    {
        string[] said =
        [
            "이름 바꿔", "/이름", "/이름 홍길동", "/이름 !!", "취소", "네", "아니요", "난 짱구야", "난 영희야", "내 이름은 민수야. 안녕?", "민수", "오늘 날씨 어때?", "내 이름은 김@수야", "", "ㅋㅋ", "\ud800",
        ];
        var utterances = Gen.OneOf(Gen.Elements(said), ArbMap.Default.GeneratorFor<string>().Select(s => s ?? ""));
        var steps = Gen.Zip(utterances, Gen.Choose(0, 12)).ListOf();

        Prop.ForAll(steps.ToArbitrary(), sequence =>
        {
            var user = AppUser.From(default, "kakao", Noon);
            var now = Noon;
            return sequence.All(step =>
            {
                now += TimeSpan.FromMinutes(step.Item2);
                var before = user.Name;
                var answer = NameDialogue.Hear(user, step.Item1, now);
                var mode = user.ModeAt(now);
                return (user.Name is null || PersonName.From(user.Name)?.Text == user.Name)
                    && user.Name == (answer?.Change?.To ?? before)
                    && (user.NameGuess is not null) == (mode == NameMode.Confirming)
                    && (mode == NameMode.Naming) == (answer?.Kind is NameAnswerKind.Asked or NameAnswerKind.Refused);
            });
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void From_AChannel_MakesAUserIdThatFits()
    {
        _user.UserId.Value.ShouldStartWith("kakao-");
        _user.UserId.Value.Length.ShouldBeLessThanOrEqualTo(UserId.MaxLength);
        AppUser.From(default, "kakao", Noon).UserId.ShouldNotBe(_user.UserId);
    }

    private NameAnswer? Hear(string utterance) => NameDialogue.Hear(_user, utterance, _now);
}
