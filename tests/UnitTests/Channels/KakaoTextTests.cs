using System.Diagnostics;
using System.Globalization;
using ChatPlatform.Domain.Channels;
using FsCheck;
using FsCheck.Fluent;

namespace ChatPlatform.UnitTests.Channels;

public sealed class KakaoTextTests
{
    private const string Family = "👩‍👩‍👧‍👦"; // 11 units
    private const string Flag = "🇰🇷";

    /// <summary>What falls apart when it is cut in the wrong place, and what cuts are looked for at.</summary>
    private static readonly string[] Pieces =
    [
        "가", "한글", "\u1112\u1161\u11ab", "\u1112\u1161", "e\u0301", "a\u0327\u0301\u0301", Family, Flag, "👍🏽", "❤️", "1️⃣", "क्षि", "\u0e01\u0e33",
        " ", "  ", "\n", "\n\n", "\r\n", "\t", "\u00a0", "\u3000", " \u0301", ".", "!", "?", "。", "…", "\"", ")", "다.", "요. ", "까?\n", "3.5", "1. ", "word ",
        "https://example.com/a/b?c=d#e", "\u200d", "\u200b", "𝒳", "\ufe0f", "x",
    ];

    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Elements(Pieces).ArrayOf().Select(string.Concat),
        Gen.Sized(size => Gen.Elements(Pieces).ArrayOf(size * 20)).Select(string.Concat),
        Gen.Elements(Pieces).SelectMany(piece => Gen.Choose(1, 5_000).Select(times => string.Concat(Enumerable.Repeat(piece, times)))),
        Gen.Choose(900, 1_100).SelectMany(length => Gen.Elements(Pieces).ArrayOf(60).Select(tail => new string('가', length) + string.Concat(tail))));

    [Theory]
    [InlineData("")]
    [InlineData(" \n\r\n\t ")]
    public void Split_NothingToShow_GivesNoParts(string text) => KakaoText.Split(text).ShouldSatisfyAllConditions(
        p => p.Parts.ShouldBeEmpty(), p => p.IsComplete.ShouldBeTrue(), p => p.Upto.ShouldBe(text.Length));

    [Fact]
    public void Split_TextThatFits_IsOnePartTrimmed() => KakaoText.Split("  안녕하세요.\n\n반가워요. \n").Parts.ShouldBe(["안녕하세요.\n\n반가워요."]);

    [Fact]
    public void Split_ExactlyTheLimit_IsOnePart() => KakaoText.Split(new string('가', 1000) + "\n").Parts.ShouldBe([new string('가', 1000)]);

    [Fact]
    public void Split_ParagraphEnd_BeatsALaterSentenceEnd() =>
        FirstPart(Filler(600) + "\n\n" + Filler(300) + "요. " + Filler(400)).ShouldBe(Filler(600));

    [Fact]
    public void Split_ParagraphEndTooEarly_LeavesItToTheSentence() =>
        FirstPart(Filler(100) + "\n\n" + Filler(600) + "요. " + Filler(900)).ShouldEndWith("요.");

    [Theory]
    [InlineData("했습니다.", " ")]
    [InlineData("했어요!", " ")]
    [InlineData("할까요?", " ")]
    [InlineData("した。", "")]
    [InlineData("\"했다.\"", " ")]
    [InlineData("(했다.)", " ")]
    [InlineData("했어요…", " ")]
    [InlineData("합니다.", "")] // no space: people forget it
    [InlineData("- 항목", "\n")]
    public void Split_SentenceEnd_BeatsALaterSpace(string ending, string gap) =>
        FirstPart(Filler(700) + ending + gap + Filler(100) + " " + Filler(500)).ShouldBe(Filler(700) + ending);

    [Theory]
    [InlineData("버전 3.5")]
    [InlineData("3. 셋째")]
    [InlineData("example.com")]
    public void Split_PointThatEndsNothing_IsNoSentenceEnd(string middle) =>
        FirstPart(Filler(700) + "다. " + middle + Filler(100) + " " + Filler(500)).ShouldBe(Filler(700) + "다.");

    [Fact]
    public void Split_NoSentenceEnd_CutsAtTheLastSpace() =>
        FirstPart(Filler(700) + " " + Filler(200) + " " + Filler(500)).ShouldBe(Filler(700) + " " + Filler(200));

    [Theory]
    [InlineData(Family)]
    [InlineData(Flag)]
    [InlineData("\u1112\u1161\u11ab")]
    [InlineData("e\u0301")]
    [InlineData("𝒳")]
    public void Split_NoSpace_CutsBetweenWhatPeopleSee(string cluster)
    {
        var parts = KakaoText.Split("x" + string.Concat(Enumerable.Repeat(cluster, 2000 / cluster.Length))).Parts;

        parts.Count.ShouldBeGreaterThan(1);
        parts[0].Length.ShouldBeInRange(1000 - cluster.Length, 1000);
        parts.Skip(1).ShouldAllBe(p => p.StartsWith(cluster, StringComparison.Ordinal) && p.Length % cluster.Length == 0);
    }

    [Fact]
    public void Split_OneClusterLongerThanAllowed_IsCutBetweenCodePoints()
    {
        var zalgo = "가" + string.Concat(Enumerable.Repeat("\U0001D167", 800)); // a combining mark of two units

        var pages = KakaoText.Split(zalgo);

        pages.Parts.Select(p => p.Length).ShouldBe([999, 602]);
        string.Concat(pages.Parts).ShouldBe(zalgo);
    }

    [Fact]
    public void Split_MoreThanThreeParts_LeavesARestThatGoesOn()
    {
        var text = string.Concat(Enumerable.Range(0, 800).Select(i => $"{i}번째 문장입니다. ")).Trim();

        var first = KakaoText.Split(text);
        var second = KakaoText.Split(text, first.Upto);

        first.Parts.Count.ShouldBe(3);
        first.IsComplete.ShouldBeFalse();
        first.Rest.ShouldBe(text[first.Upto..]);
        second.ShouldSatisfyAllConditions(p => p.Parts.ShouldBe(KakaoText.Split(first.Rest).Parts), p => p.Upto.ShouldBeGreaterThan(first.Upto));
        KakaoText.Split(text, maxParts: 1).Parts.ShouldBe([first.Parts[0]]);
    }

    [Fact]
    public void Split_AnyText_LosesOnlyWhiteSpaceAtCuts() => Prop.ForAll(Texts.ToArbitrary(), text =>
    {
        var pages = KakaoText.Split(text);
        var from = 0;
        foreach (var piece in pages.Parts.Append(pages.Rest))
        {
            var at = text.IndexOf(piece, from, StringComparison.Ordinal);
            at.ShouldBeGreaterThanOrEqualTo(from);
            text[from..at].ShouldBeNullOrWhiteSpace();
            from = at + piece.Length;
        }

        text[from..].ShouldBeNullOrWhiteSpace();
        text[pages.Upto..].TrimEnd().ShouldStartWith(pages.Rest.TrimEnd());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Split_AnyText_KeepsTheLimitsAndClustersWhole() => Prop.ForAll(Texts.ToArbitrary(), text =>
    {
        var boundaries = StringInfo.ParseCombiningCharacters(text).Append(text.Length).ToHashSet();
        var longest = StringInfo.ParseCombiningCharacters(text).Append(text.Length).Aggregate((Last: 0, Max: 0), (a, b) => (b, Math.Max(a.Max, b - a.Last))).Max;
        var pages = KakaoText.Split(text);
        pages.Parts.Count.ShouldBeLessThanOrEqualTo(3);
        var from = 0;
        foreach (var part in pages.Parts)
        {
            part.Length.ShouldBeInRange(1, 1000);
            part.ShouldNotBeNullOrWhiteSpace();
            var at = text.IndexOf(part, from, StringComparison.Ordinal);
            from = at + part.Length;
            if (longest <= 1000)
            {
                boundaries.ShouldContain(at);
                boundaries.ShouldContain(from);
            }

            char.IsLowSurrogate(part[0]).ShouldBeFalse();
            char.IsHighSurrogate(part[^1]).ShouldBeFalse();
        }

        boundaries.ShouldContain(longest <= 1000 ? pages.Upto : 0);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Split_AnyText_ComesToAnEndPageByPage() => Prop.ForAll(Texts.ToArbitrary(), text =>
    {
        var from = 0;
        while (KakaoText.Split(text, from) is { IsComplete: false } pages)
        {
            pages.Upto.ShouldBeGreaterThan(from);
            from = pages.Upto;
        }
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(")")]
    [InlineData(" ")]
    [InlineData("\n")]
    [InlineData("\n ")]
    [InlineData("\u0301")]
    [InlineData("다.")]
    [InlineData(Family)]
    public void Split_HostileText_TakesLittleTime(string piece)
    {
        var text = "x" + string.Concat(Enumerable.Repeat(piece, 320_000 / piece.Length)) + "y";
        var best = Enumerable.Range(0, 3).Min(_ =>
        {
            var began = Stopwatch.GetTimestamp();
            KakaoText.Split(text, from: text.Length - 5_000); // a late page: whoever looks back too far from here looks at everything
            return Stopwatch.GetElapsedTime(began);
        });

        best.ShouldBeLessThan(TimeSpan.FromMilliseconds(500));
    }

    private static string FirstPart(string text) => KakaoText.Split(text).Parts[0];

    private static string Filler(int length) => new('가', length);
}
