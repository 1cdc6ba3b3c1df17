using System.Diagnostics;
using ChatPlatform.Infrastructure.Channels;
using FsCheck;
using FsCheck.Fluent;

namespace ChatPlatform.UnitTests.Channels;

public sealed class MarkdownTextTests
{
    private static readonly MarkdownText Text = new();

    [Theory]
    [InlineData("# 제목", "제목")]
    [InlineData("### 제목 ###", "제목")]
    [InlineData("제목\n===", "제목")]
    [InlineData("**굵게** *기울임* ***둘 다*** __굵게__ _기울임_", "굵게 기울임 둘 다 굵게 기울임")]
    [InlineData("~~지움~~", "지움")]
    [InlineData("**\"중요\"**는 이것, **중요(필수)**합니다.", "\"중요\"는 이것, 중요(필수)합니다.")]
    [InlineData("**민수**님의 `코드`", "민수님의 코드")]
    [InlineData("`` a`b ``", "a`b")]
    [InlineData("```python\n# 주석\nx = a * b * c\n```", "# 주석\nx = a * b * c")]
    [InlineData("~~~\n**그대로**\n~~~", "**그대로**")]
    [InlineData("```\n끝이 없음", "끝이 없음")]
    [InlineData("> 인용\n> 둘째 줄", "인용\n둘째 줄")]
    [InlineData("> > 깊은 인용", "깊은 인용")]
    [InlineData("[안내](https://a.kr/b)", "안내 (https://a.kr/b)")]
    [InlineData("[https://a.kr/b](https://a.kr/b)", "https://a.kr/b")]
    [InlineData("[a.kr](https://a.kr)", "a.kr")]
    [InlineData("[메일](mailto:a@b.kr) [a@b.kr](mailto:a@b.kr)", "메일 (mailto:a@b.kr) a@b.kr")]
    [InlineData("[위로](#top) [](https://a.kr) [빈]()", "위로 https://a.kr 빈")]
    [InlineData("[이름][1]\n\n[1]: https://a.kr", "이름 (https://a.kr)")]
    [InlineData("<https://a.kr> https://a.kr/_x_y_*z* www.a.kr", "https://a.kr https://a.kr/_x_y_*z* www.a.kr")]
    [InlineData("![고양이 **사진**](https://a.kr/cat.png)입니다", "고양이 사진입니다")]
    [InlineData("[![배지](b.png)](https://a.kr)", "배지 (https://a.kr)")]
    [InlineData("| 이름 | 값 |\n|---|:-:|\n| **a** | 1 |\n| b | |", "이름 | 값\na | 1\nb |")]
    [InlineData("- 하나\n- 둘\n  - 둘의 하나\n- 셋", "• 하나\n• 둘\n  • 둘의 하나\n• 셋")]
    [InlineData("* 하나\n+ 둘", "• 하나\n• 둘")]
    [InlineData("1. 하나\n2. 둘\n10) 열", "1. 하나\n2. 둘\n10) 열")]
    [InlineData("3. 셋\n4. 넷", "3. 셋\n4. 넷")]
    [InlineData("1. **제목**\n\n   설명\n\n2. 다음", "1. 제목\n\n  설명\n\n2. 다음")]
    [InlineData("- [ ] 할 일", "• [ ] 할 일")]
    [InlineData("2024. 3. 5. 회의", "2024. 3. 5. 회의")]
    [InlineData("위\n\n---\n\n아래\n\n***", "위\n\n아래")]
    [InlineData("위\n***\n아래", "위\n\n아래")]
    [InlineData("> 위\n>\n> 아래\n\n밖", "위\n\n아래\n\n밖")]
    [InlineData("*👍* **!** *^^*", "👍 **!** *^^*")]
    [InlineData("첫 줄\n둘째 줄", "첫 줄\n둘째 줄")]
    [InlineData("첫 줄  \n둘째 줄\\\n셋째 줄", "첫 줄\n둘째 줄\n셋째 줄")]
    [InlineData("문단\r\n\r\n\r\n문단", "문단\n\n문단")]
    [InlineData("제목:\n- 하나", "제목:\n• 하나")]
    [InlineData("## 제목\n본문", "제목\n본문")]
    [InlineData("a<br>b <b>굵게</b> <span style=\"x\">c</span>", "a\nb 굵게 c")]
    [InlineData("<div>\n<p>문단 &amp; 글</p>\n</div>", "문단 & 글")]
    [InlineData("<!-- 숨김 -->\n\n보임 <!-- 숨김 -->", "보임")]
    [InlineData("5 &lt; 7 &amp; \\*별\\*", "5 < 7 & *별*")]
    public void FromMarkdown_Marks_AreGone(string markdown, string expected) => Text.FromMarkdown(markdown).ShouldBe(expected);

    [Theory]
    [InlineData("2 * 3 * 4 = 24")]
    [InlineData("2*3")]
    [InlineData("a < b > c")]
    [InlineData("snake_case_name, __init이")]
    [InlineData("#1 순위, #해시태그")]
    [InlineData("List<string>과 Dictionary<K, V>")]
    [InlineData("1~2시간, 3~4일")]
    [InlineData("~200ms")]
    [InlineData("안녕하세요! 무엇을 도와드릴까요? (^_^) ㅠ_ㅠ *^^*")]
    [InlineData("배열[0], f(x), [참고]")]
    [InlineData("100% | 50%")]
    [InlineData("-5도")]
    [InlineData("👩‍👩‍👧‍👦 ㄱㄴㄷ")]
    [InlineData("C:\\Users")]
    [InlineData("")]
    public void FromMarkdown_PlainText_StaysAsItIs(string text) => Text.FromMarkdown(text).ShouldBe(text);

    [Theory]
    [InlineData("*")]
    [InlineData("[")]
    [InlineData(">")]
    [InlineData("> ")]
    [InlineData("![")]
    [InlineData("[a](")]
    [InlineData("[a][")]
    [InlineData("*a ")]
    [InlineData("*a**b")]
    [InlineData("**a _b ")]
    [InlineData("~~a ")]
    [InlineData("a|")]
    [InlineData("|a|\n|-|\n")]
    [InlineData("- ")]
    [InlineData("1. ")]
    [InlineData("`a``b")]
    [InlineData("<div>")]
    [InlineData("<a <")]
    [InlineData("<!--")]
    [InlineData("[a]: b\n")]
    [InlineData("a\n\n")]
    public void FromMarkdown_HostileText_TakesTimeInProportion(string piece)
    {
        // six times the text: six times the time when it grows in proportion, 36 times when it grows with the square
        var one = BestTime(() => Text.FromMarkdown(Repeat(piece, 8_000)));
        var six = BestTime(() => Text.FromMarkdown(Repeat(piece, 48_000)));

        six.ShouldBeLessThan((one * 15) + TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void FromMarkdown_NestedBeyondReason_IsGivenBack() => Text.FromMarkdown(Repeat("[", 500)).ShouldBe(Repeat("[", 500));

    [Fact]
    public void FromMarkdown_LongerThanOnePiece_KeepsEveryWord()
    {
        var words = Enumerable.Range(0, 8_000).Select(i => $"{i}번").ToArray();
        var markdown = string.Join("\n\n", words.Chunk(20).Select(line => "**" + string.Join(' ', line) + "**"));

        Text.FromMarkdown(markdown).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ShouldBe(words);
    }

    [Fact]
    public void FromMarkdown_AnyText_NeverFails() => Prop.ForAll(
        Gen.Elements("*", "_", "`", "```\n", "[", "](", ")", "<b>", "<", ">", "\n", "\n\n", "- ", "1. ", "|", "|-|\n", "# ", "~~", "    ", "가", "a", "\\", "&lt;", "👍🏽", "\t", "\0")
            .ArrayOf().Select(string.Concat).ToArbitrary(),
        markdown => Text.FromMarkdown(markdown).ShouldNotBeNull()).QuickCheckThrowOnFailure();

    // the best of some: other work on the machine makes a run slower, never quicker
    private static TimeSpan BestTime(Action action) => Enumerable.Range(0, 3).Min(_ =>
    {
        var began = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(began);
    });

    private static string Repeat(string piece, int length) => string.Concat(Enumerable.Repeat(piece, length / piece.Length));
}
