using System.Diagnostics;
using ChatPlatform.Domain.Conversations;
using FsCheck;
using FsCheck.Fluent;

namespace ChatPlatform.UnitTests.Conversations;

public sealed class IntentRulesTests
{
    [Fact]
    public void Of_LabelledSentences_NineOfTenAreRight()
    {
        var sentences = IntentSentences.All.ToList();
        var wrong = sentences.Where(s => IntentRules.Of(s.Text).Name != s.Intent)
            .Select(s => $"{s.Text} — {s.Intent}, taken for {IntentRules.Of(s.Text)}").ToList();

        sentences.Count.ShouldBeGreaterThanOrEqualTo(150);
        sentences.Count(s => s.Text.Any(c => c is >= '가' and <= '힣' or >= 'ㄱ' and <= 'ㅣ')).ShouldBeGreaterThanOrEqualTo(sentences.Count * 2 / 3);
        sentences.Select(s => s.Intent).Distinct().ShouldBe(IntentName.All, ignoreOrder: true);
        wrong.Count.ShouldBeLessThanOrEqualTo(sentences.Count / 10, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("안녕! 내일 비 와?", "question")]
    [InlineData("안녕하세요", "greeting")]
    [InlineData("ㅎㅇ", "greeting")]
    [InlineData("hello", "greeting")]
    [InlineData("/이름 홍길동", "command")]
    [InlineData("!help", "command")]
    [InlineData("이름 변경", "command")]
    [InlineData("답변 확인", "command")]
    [InlineData("오늘 서울 날씨 어때？", "question")]
    [InlineData("환불은 어떻게 하나요", "question")]
    [InlineData("배송은 언제 옵니까", "question")]
    [InlineData("how does it work", "question")]
    [InlineData("영어로 번역해 줘", "request")]
    [InlineData("알려 주세요", "request")]
    [InlineData("회의록 정리 부탁드립니다", "request")]
    [InlineData("please help", "request")]
    [InlineData("고마워", "feedback")]
    [InlineData("도와줘서 고마워", "feedback")]
    [InlineData("틀렸어", "feedback")]
    [InlineData("thanks", "feedback")]
    [InlineData("ㅋㅋㅋ", "small_talk")]
    [InlineData("심심해", "small_talk")]
    [InlineData("날씨 좋다", "small_talk")]
    public void Of_TheUsual_IsSureOfIt(string text, string expected) => IntentRules.Of(text).ShouldSatisfyAllConditions(
        i => i.Name.ShouldBe(expected), i => i.Confidence.ShouldBeGreaterThanOrEqualTo(0.7));

    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    [InlineData("...")]
    [InlineData("😀😀")]
    [InlineData("¿Dónde está la biblioteca?")]
    [InlineData("トイレはどこですか？")]
    [InlineData("Привет, как дела")]
    [InlineData("asdf")]
    public void Of_WhatIsNotUnderstood_IsAGuess(string text) => IntentRules.Of(text).Confidence.ShouldBeLessThanOrEqualTo(0.5);

    [Theory]
    [InlineData("/etc/hosts 파일이 뭐야?", "question")]
    [InlineData("취소는 어떻게 해?", "question")]
    [InlineData("버전 3.5 나왔어?", "question")]
    [InlineData("👍", "feedback")]
    [InlineData("!!!", "small_talk")]
    public void Of_WhatLooksLikeSomethingElse_IsTold(string text, string expected) => IntentRules.Of(text).Name.ShouldBe(expected);

    [Theory]
    [InlineData("그러니까")]
    [InlineData("우리 언니")]
    [InlineData("언제나 그래")]
    public void Of_WhatOnlyEndsLikeAQuestion_IsNone(string text) =>
        IntentRules.Of(text).ShouldSatisfyAllConditions(i => (i.Name == "question" && i.Confidence >= 0.5).ShouldBeFalse());

    [Fact]
    public void Of_DecomposedHangul_IsTheSame() =>
        IntentRules.Of("환불은 어떻게 하나요".Normalize(System.Text.NormalizationForm.FormD)).ShouldBe(IntentRules.Of("환불은 어떻게 하나요"));

    [Fact]
    public void Of_LongText_ReadsItsEnd() =>
        IntentRules.Of(string.Concat(Enumerable.Repeat("이것은 긴 글이다. ", 5_000)) + "위 글을 요약해 주세요").Name.ShouldBe("request");

    [Fact]
    public void Of_AnyText_IsAKnownNameWithAConfidence() => Prop.ForAll(
        Gen.OneOf(
            Gen.Elements("안녕", "줘", "까", "나요", "가", "요", "지", "ㅋ", "ㅠㅠ", "?", "!", "/", ".", " ", "\n", "hi", "what ", "please ", "\ud83d", "\u1112\u1161\u11ab", "'", "왜", "니", "👍", "\0", "的")
                .ArrayOf().Select(string.Concat),
            ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "")).ToArbitrary(),
        text =>
        {
            var intent = IntentRules.Of(text);
            IntentName.All.ShouldContain(intent.Name);
            intent.Confidence.ShouldBeInRange(0, 1);
            IntentRules.Of(text).ShouldBe(intent);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void All_Names_FitTheColumn() => IntentName.All.ShouldAllBe(name => name.Length <= IntentName.MaxLength && name.All(IsLowerOrBar));

    [Theory]
    [InlineData("ㅋ")]
    [InlineData("?")]
    [InlineData("가 ")]
    [InlineData("a.")]
    [InlineData("해 줘")]
    public void Of_HostileText_TakesLittleTime(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < 20; i++)
        {
            IntentRules.Of(text);
        }

        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    private static bool IsLowerOrBar(char c) => c is '_' or (>= 'a' and <= 'z');
}
