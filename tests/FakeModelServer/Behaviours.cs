using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ChatPlatform.FakeModelServer;

/// <summary>
/// Behaviour that a question asks for by <c>[model:quick]</c>, <c>[model:slow:6000]</c> (ms before the first byte), <c>[model:long:40]</c>
/// (parts), <c>[model:flaky:1]</c> (so many failures first), <c>[model:fail]</c> or <c>[model:hang]</c>. A question that carries
/// <c>Q-something</c> gets an answer whose parts begin with <c>A-something/1</c>, <c>/2</c> …, so that one can tell which answer is whose.
/// </summary>
internal sealed partial class Behaviours
{
    private readonly ConcurrentDictionary<string, int> _failures = new();

    /// <summary>Null when the text asks for none.</summary>
    public FakeReply? For(string text)
    {
        // the last ones: messages that got no answer may be sent along before the newest
        if (Behaviour().Matches(text).LastOrDefault() is not { } match)
        {
            return null;
        }

        var id = Question().Matches(text).LastOrDefault()?.Groups["id"].Value ?? "0";
        int NumberOr(int otherwise) => match.Groups["n"] is { Success: true } n ? int.Parse(n.ValueSpan, CultureInfo.InvariantCulture) : otherwise;

        return match.Groups["word"].Value switch
        {
            "quick" => new() { Text = Answer(id) },
            "slow" => new() { Text = Answer(id), Wait = TimeSpan.FromMilliseconds(NumberOr(6_000)) },
            "long" => new() { Text = LongAnswer(id, NumberOr(40)) },
            "flaky" when _failures.AddOrUpdate(id, 1, (_, count) => count + 1) <= NumberOr(1) => FakeReply.Status(500),
            "flaky" => new() { Text = Answer(id) },
            "fail" => FakeReply.Status(500),
            "hang" => new(Fault.Hang),
            _ => null,
        };
    }

    // with Markdown, which a channel that shows none must take out
    private static string Answer(string id) => $"A-{id}/1 **질문**을 잘 받았습니다. [안내 페이지](https://example.com/guide)를 참고해 주세요. 😊";

    private static string LongAnswer(string id, int parts)
    {
        var text = new StringBuilder();
        for (var part = 1; part <= parts; part++)
        {
            text.Append(CultureInfo.InvariantCulture, $"A-{id}/{part} 긴 답변의 {part}번째 부분입니다. ");
            text.Append("가족 이모지 👨‍👩‍👧‍👦와 깃발 🇰🇷, 그리고 **강조**가 들어 있어서 아무 데서나 자르면 글자가 깨지는 문장입니다. ");
            text.Append(part % 5 == 0 ? "\n\n## 다음 내용\n\n" : "\n");
        }

        return text.ToString();
    }

    [GeneratedRegex(@"\[model:(?<word>[a-z]+)(:(?<n>[0-9]{1,6}))?\]", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Behaviour();

    [GeneratedRegex("Q-(?<id>([a-z]{1,12}-)?[0-9]{1,9})", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Question();
}
