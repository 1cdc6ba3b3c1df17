using System.Diagnostics;
using ChatPlatform.Domain.Channels;
using ChatPlatform.Infrastructure.Channels;
using FsCheck;
using FsCheck.Fluent;

namespace ChatPlatform.UnitTests.Channels;

public sealed class SlackPagesTests
{
    private const string Family = "👩‍👩‍👧‍👦";

    private static readonly string[] Pieces =
    [
        "가", "한글", "e\u0301", Family, "🇰🇷", "👍🏽", " ", "\n", "\n\n", "\r\n", "\t", ".", "다. ", "까?\n", "word ", "&amp;", "&lt;", "&gt;", "&", "<", ">",
        "<https://example.com/a?b=c|여기 보기>", "<https://a.kr>", "```", "\n```\n", "`", "``", "*굵게*", "    indented\n", "x", "𝒳",
    ];

    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Elements(Pieces).ArrayOf().Select(string.Concat),
        Gen.Choose(10, 3_000).SelectMany(count => Gen.Elements(Pieces).ArrayOf(count)).Select(string.Concat),
        Gen.Elements(Pieces).SelectMany(piece => Gen.Choose(1, 20_000 / piece.Length).Select(times => string.Concat(Enumerable.Repeat(piece, times)))),
        Gen.Choose(3_800, 3_950).SelectMany(length => Gen.Elements(Pieces).ArrayOf(60).Select(tail => new string('가', length) + string.Concat(tail))));

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t ")]
    public void Split_NothingToShow_GivesNoPages(string text) => SlackPages.Split(text).ShouldBeEmpty();

    [Fact]
    public void Split_TextThatFits_IsOnePageTrimmed() => SlackPages.Split(" 안녕하세요.\n\n반가워요. \n").ShouldBe(["안녕하세요.\n\n반가워요."]);

    [Fact]
    public void Split_ParagraphEnd_BeatsALaterLineEnd() => First(Filler(2_500) + "\n\n" + Filler(500) + "\n" + Filler(3_000)).ShouldBe(Filler(2_500));

    [Fact]
    public void Split_LineEnd_BeatsALaterSentenceEnd() => First(Filler(2_500) + "\n" + Filler(500) + "다. " + Filler(3_000)).ShouldBe(Filler(2_500));

    [Fact]
    public void Split_SentenceEnd_BeatsALaterSpace() => First(Filler(2_500) + "다. " + Filler(500) + " " + Filler(3_000)).ShouldBe(Filler(2_500) + "다.");

    [Theory]
    [InlineData("<https://example.com/a|여기 보기>")]
    [InlineData("&amp;")]
    [InlineData(Family)]
    public void Split_AtTheLimit_KeepsTogetherWhatBelongsTogether(string whole)
    {
        for (var length = 3_880; length <= 3_900; length++)
        {
            var pages = SlackPages.Split(Filler(length) + whole + Filler(3_000));
            pages.ShouldContain(p => p.Contains(whole));
        }
    }

    [Fact]
    public void Split_CodeOverTwoPages_IsClosedAndOpenedAgain()
    {
        var lines = Enumerable.Range(0, 500).Select(i => $"    line_{i}();").ToArray();

        var pages = SlackPages.Split("앞\n\n```\n" + string.Join('\n', lines) + "\n```\n\n뒤");

        pages.Count.ShouldBe(3);
        pages[0].ShouldEndWith(";\n```");
        pages[1].ShouldStartWith("```\n    line_");
        pages[^1].ShouldEndWith("\n```\n\n뒤");
        pages.SelectMany(p => p.Split('\n')).Where(line => line.Contains("line_")).ShouldBe(lines);
    }

    [Fact]
    public void Split_BlockAtTheLimit_LeavesNoEmptyBlock()
    {
        for (var length = 3_860; length <= 3_900; length++)
        {
            var pages = SlackPages.Split(Filler(length) + "\n```\n" + string.Join('\n', Enumerable.Repeat("code", 20)) + "\n```\n" + Filler(50));
            pages.ShouldAllBe(p => !p.Contains("```\n```"));
        }
    }

    [Fact]
    public void Split_MoreThanTenPages_SaysThatTheRestWasCut()
    {
        var pages = SlackPages.Split(string.Concat(Enumerable.Repeat("문장입니다. ", 10_000)));

        pages.Count.ShouldBe(SlackPages.MaxPages);
        pages[^1].ShouldEndWith(SlackPages.CutNote);
        pages.SkipLast(1).ShouldAllBe(p => !p.Contains(SlackPages.CutNote.Trim()));
        pages.ShouldAllBe(p => p.Length <= SlackPages.MaxLength);
    }

    [Fact]
    public void Split_AnyText_KeepsTheLimitsAndBalancesFences() => Prop.ForAll(Texts.ToArbitrary(), text =>
    {
        var pages = SlackPages.Split(text);

        pages.Count.ShouldBeLessThanOrEqualTo(SlackPages.MaxPages);
        foreach (var page in pages)
        {
            page.Length.ShouldBeInRange(1, SlackPages.MaxLength);
            page.ShouldNotBeNullOrWhiteSpace();
            (CountOfFences(page) % 2).ShouldBe(0);
            char.IsLowSurrogate(page[0]).ShouldBeFalse();
            char.IsHighSurrogate(page[^1]).ShouldBeFalse();
        }

        SlackPages.Split(text).ShouldBe(pages);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Split_AnyText_LosesOnlyBlanks() => Prop.ForAll(Texts.ToArbitrary(), text =>
    {
        var pages = SlackPages.Split(text);
        var said = Bare(string.Concat(pages));
        if (pages.Count == SlackPages.MaxPages && pages[^1].EndsWith(SlackPages.CutNote, StringComparison.Ordinal))
        {
            Bare(text).ShouldStartWith(said[..^Bare(SlackPages.CutNote).Length]);
        }
        else
        {
            said.ShouldBe(Bare(text));
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Split_AnyMarkdown_PartsNoLinkAndNoEscape() => Prop.ForAll(
        Gen.Choose(10, 2_000).SelectMany(count => Gen.Elements("**굵게**는 ", "[여기 보기](https://example.com/a?b=c&d=e) ", "R&D ", "a < b\n", "\n\n", "```\nx < y\n```\n", "문장입니다. ").ArrayOf(count))
            .Select(string.Concat).ToArbitrary(),
        markdown =>
        {
            foreach (var page in SlackPages.Split(new SlackMarkdown().FromMarkdown(markdown)))
            {
                page.Count(c => c == '<').ShouldBe(page.Count(c => c == '>'));
                page.Replace("&amp;", "").Replace("&lt;", "").Replace("&gt;", "").ShouldNotContain('&');
            }
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("<")]
    [InlineData("<a")]
    [InlineData("&")]
    [InlineData("`")]
    [InlineData("```\n")]
    [InlineData(" ")]
    [InlineData("\n")]
    [InlineData("\u0301")]
    [InlineData("다.")]
    public void Split_HostileText_TakesLittleTime(string piece)
    {
        foreach (var text in new[] { "x" + Repeat(piece) + "y", "```\n" + Repeat(piece) })
        {
            var began = Stopwatch.GetTimestamp();
            SlackPages.Split(text);
            Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(1));
        }
    }

    private static string Repeat(string piece) => string.Concat(Enumerable.Repeat(piece, 200_000 / piece.Length));

    private static string First(string text) => SlackPages.Split(text)[0];

    private static string Filler(int length) => new('가', length);

    // fences are counted as Slack does, from the left
    private static int CountOfFences(string page)
    {
        var count = 0;
        for (var at = page.IndexOf("```", StringComparison.Ordinal); at >= 0; at = page.IndexOf("```", at + 3, StringComparison.Ordinal))
        {
            count++;
        }

        return count;
    }

    private static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c != '`'));
}
