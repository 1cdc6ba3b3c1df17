using System.Diagnostics;
using System.Text.RegularExpressions;
using ChatPlatform.Infrastructure.Channels;
using FsCheck;
using FsCheck.Fluent;

namespace ChatPlatform.UnitTests.Channels;

public sealed partial class SlackMarkdownTests
{
    private const string Zwsp = "\u200b";

    private static readonly SlackMarkdown Text = new();

    [Theory]
    [InlineData("**굵게** *기울임* __굵게__ _기울임_ ~~지움~~", "*굵게* _기울임_ *굵게* _기울임_ ~지움~")]
    [InlineData("***둘 다***", "_*둘 다*_")]
    [InlineData("**굵은 *기울임* 글**", "*굵은 _기울임_ 글*")]
    [InlineData("**두\n줄**", "*두*\n*줄*")]
    [InlineData("# 제목", "*제목*")]
    [InlineData("## **굵은** 제목 `코드`", "*굵은 제목 `코드`*")]
    [InlineData("제목\n===\n본문", "*제목*\n본문")]
    [InlineData("`a < b` `` a`b ``", "`a &lt; b` a`b")]
    [InlineData("```python\nx = a * b  # **주석**\n  if x < 3:\n```", "```\nx = a * b  # **주석**\n  if x &lt; 3:\n```")]
    [InlineData("```\n끝이 없음", "```\n끝이 없음\n```")]
    [InlineData("> 인용\n> 둘째 줄", "> 인용\n> 둘째 줄")]
    [InlineData("> > 깊은 인용", "> 깊은 인용")]
    [InlineData("- > 목록 안 인용", "• 목록 안 인용")]
    [InlineData("> 위\n>\n> 아래\n\n밖", "> 위\n>\n> 아래\n\n밖")]
    [InlineData("- 하나\n- 둘\n  - 둘의 하나\n- 셋", "• 하나\n• 둘\n    • 둘의 하나\n• 셋")]
    [InlineData("1. 하나\n2. **둘**\n10) 열", "1. 하나\n2. *둘*\n10) 열")]
    [InlineData("1. 제목\n\n   설명\n\n2. 다음", "1. 제목\n\n    설명\n\n2. 다음")]
    [InlineData("- 코드:\n  ```\n  a\n    b\n  ```\n- 끝", "• 코드:\n```\na\n  b\n```\n• 끝")]
    [InlineData("- ```\n  a\n  ```", "•\n```\na\n```")]
    [InlineData("위\n\n---\n\n아래", "위\n\n아래")]
    [InlineData("a<br>b <b>굵게</b> <span style=\"x\">c</span>", "a\nb 굵게 c")]
    [InlineData("<!-- 숨김 -->\n\n보임", "보임")]
    [InlineData("문단\r\n\r\n\r\n문단", "문단\n\n문단")]
    [InlineData("", "")]
    public void FromMarkdown_Marks_BecomeSlacks(string markdown, string expected) => Text.FromMarkdown(markdown).ShouldBe(expected);

    [Theory]
    [InlineData("[안내](https://a.kr/b?c=1&d=2)를", "<https://a.kr/b?c=1&amp;d=2|안내>를")]
    [InlineData("[https://a.kr](https://a.kr) https://a.kr <https://a.kr>", "<https://a.kr> <https://a.kr> <https://a.kr>")]
    [InlineData("https://a.kr에서 https://a.kr/wiki/한국", "<https://a.kr>에서 <https://a.kr/wiki/한국>")]
    [InlineData("[메일](mailto:a@b.kr) <a@b.kr>", "<mailto:a@b.kr|메일> <mailto:a@b.kr|a@b.kr>")]
    [InlineData("[**굵은** 글](https://a.kr)", "<https://a.kr|굵은 글>")]
    [InlineData("**[글](https://a.kr)**", "*<https://a.kr|글>*")]
    [InlineData("[a|b>c](<https://a.kr/x|y>)", "<https://a.kr/x%7Cy|a|b&gt;c>")]
    [InlineData("[글](javascript:alert(1)) [위로](#top) [파일](file:///etc/passwd) [상대](/a)", "글 위로 파일 상대")]
    [InlineData("![고양이](https://a.kr/cat.png) ![개](dog.png)", "<https://a.kr/cat.png|고양이> 개")]
    [InlineData("[](https://a.kr)", "<https://a.kr>")]
    public void FromMarkdown_Links_LeadOnlyWhereTheyMay(string markdown, string expected) => Text.FromMarkdown(markdown).ShouldBe(expected);

    [Theory]
    [InlineData("**굵게**입니다", "*굵게*" + Zwsp + "입니다")]
    [InlineData("이것은**굵게**", "이것은" + Zwsp + "*굵게*")]
    [InlineData("`코드`를 *기울임*은 ~~지움~~도", "`코드`" + Zwsp + "를 _기울임_" + Zwsp + "은 ~지움~" + Zwsp + "도")]
    [InlineData("**가**, (**나**) \"**다**\".", "*가*, (*나*) \"*다*\".")]
    [InlineData("**\"중요\"**는", "*\"중요\"*" + Zwsp + "는")]
    [InlineData("`a``b` `a`**b**", "a`" + Zwsp + "`b `a`" + Zwsp + "*b*")]
    public void FromMarkdown_LetterAtAMark_IsKeptApart(string markdown, string expected) => Text.FromMarkdown(markdown).ShouldBe(expected);

    [Theory]
    [InlineData("<!channel> <!here> <@U123> <#C1|general>", "&lt;!channel&gt; &lt;!here&gt; &lt;@U123&gt; &lt;#C1|general&gt;")]
    [InlineData("&lt;!channel&gt; &#60;!here>", "&lt;!channel&gt; &lt;!here&gt;")]
    [InlineData("`<!channel>`", "`&lt;!channel&gt;`")]
    [InlineData("```\n<!channel>\n```", "```\n&lt;!channel&gt;\n```")]
    [InlineData("[<!here>](https://a.kr)", "<https://a.kr|&lt;!here&gt;>")]
    [InlineData("R&D &amp; 5 < 7", "R&amp;D &amp; 5 &lt; 7")]
    public void FromMarkdown_CallsAndSigns_AreEscaped(string markdown, string expected) => Text.FromMarkdown(markdown).ShouldBe(expected);

    [Fact]
    public void FromMarkdown_SmallTable_IsAlignedCode() => Text.FromMarkdown("| 이름 | 값 |\n|---|:-:|\n| **a** | 1 |\n| 민수 | < |").ShouldBe(
        "```\n이름 | 값\n-----+---\na    | 1\n민수 | &lt;\n```");

    [Fact]
    public void FromMarkdown_TableWithLinks_IsLines() => Text.FromMarkdown("| 이름 | 값 |\n|---|---|\n| [a](https://a.kr) | **1** |").ShouldBe(
        "이름 | 값\n<https://a.kr|a> | *1*");

    [Fact]
    public void FromMarkdown_WideTable_IsLines() => Text.FromMarkdown($"| a | b |\n|---|---|\n| {new string('가', 50)} | 1 |").ShouldBe(
        $"a | b\n{new string('가', 50)} | 1");

    [Fact]
    public void FromMarkdown_CodeLongerThanOnePiece_IsCodeThroughout()
    {
        var code = string.Concat(Enumerable.Range(0, 2_000).Select(i => $"x_{i} = *a* < 3\n"));

        var slack = Text.FromMarkdown($"앞\n\n```python\n{code}```\n\n**뒤**");

        slack.ShouldStartWith("앞\n\n```\nx_0");
        slack.ShouldEndWith("```\n\n*뒤*");
        Code().Replace(slack, "").ShouldNotContain("x_");
        slack.ShouldContain("x_1999 = *a* &lt; 3");
    }

    [Fact]
    public void FromMarkdown_AnyText_NeverFailsNorCallsAnybody() => Prop.ForAll(
        Gen.Elements(
            "*", "**", "_", "`", "``", "```\n", "~~~\n", "[", "](", "](https://a.kr|!here)", "<!channel>", "<@U1>", "<!", "&#60;", "&#96;", ")", "<b>", "<", ">", "> ", "\n", "\n\n", "- ", "1. ", "|", "|-|\n",
            "# ", "~~", "    ", "가", "a", "\\", "&lt;", "👍🏽", "\t", "\0", "\ufdd0", "https://a.kr/", "mailto:a@b.kr ", "\ud83d")
            .ArrayOf().Select(string.Concat).ToArbitrary(),
        markdown =>
        {
            var slack = Text.FromMarkdown(markdown);
            slack.ShouldNotContain('\ufdd0');
            Link().Replace(slack, "").Split('\n').ShouldAllBe(line => !line.Contains('<') && !(line.StartsWith('>') ? line.Substring(1) : line).Contains('>'));
            slack.Split('\n').ShouldAllBe(line => !line.Contains("```") || line == "```");
            (slack.Split('\n').Count(line => line == "```") % 2).ShouldBe(0);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("*")]
    [InlineData("[")]
    [InlineData("> ")]
    [InlineData("![")]
    [InlineData("*a**b")]
    [InlineData("**a _b ")]
    [InlineData("**a**나")]
    [InlineData("a|")]
    [InlineData("|a|\n|-|\n")]
    [InlineData("- ")]
    [InlineData("- a\n ")]
    [InlineData("`a``b")]
    [InlineData("```\n")]
    [InlineData("<div>")]
    [InlineData("<!--")]
    [InlineData("&lt;")]
    [InlineData("\ufdd0")]
    public void FromMarkdown_HostileText_TakesTimeInProportion(string piece)
    {
        var one = BestTime(() => Text.FromMarkdown(Repeat(piece, 8_000)));
        var six = BestTime(() => Text.FromMarkdown(Repeat(piece, 48_000)));

        six.ShouldBeLessThan((one * 15) + TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void FromMarkdown_NestedBeyondReason_IsEscaped() => Text.FromMarkdown(Repeat("[", 500) + "<!here>").ShouldBe(Repeat("[", 500) + "&lt;!here&gt;");

    // the best of some: other work on the machine makes a run slower, never quicker
    private static TimeSpan BestTime(Action action) => Enumerable.Range(0, 3).Min(_ =>
    {
        var began = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(began);
    });

    private static string Repeat(string piece, int length) => string.Concat(Enumerable.Repeat(piece, length / piece.Length));

    [GeneratedRegex("<(https?://|mailto:)[^<>\n]+>", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex("```[^`]*```", RegexOptions.NonBacktracking)]
    private static partial Regex Code();
}
