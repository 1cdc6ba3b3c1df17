using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ChatPlatform.Domain.Common;
using Microsoft.Extensions.AI;

namespace ChatPlatform.Infrastructure.Llm;

/// <summary>What the demo was given, and what it says to it.</summary>
/// <param name="Earlier">Messages before the last one, system prompt not counted.</param>
/// <param name="First">The first thing the person said, when that is not <paramref name="Last"/>.</param>
/// <param name="Last">The message to answer.</param>
/// <param name="Name">The newest name the person gave.</param>
/// <param name="Prompt">The system prompt's first line.</param>
/// <param name="InputTokens">Estimate for everything given.</param>
internal sealed partial record DemoConversation(int Earlier, string? First, string Last, string? Name, string? Prompt, int InputTokens)
{
    private const int DefaultWords = 400;
    private const int MaxWords = 5_000;
    private const int MaxQuote = 200;

    private const string MarkdownSample = """
        ## Markdown

        - **bold**, *italic*, `code`
        - 한글 목록

        ```csharp
        await foreach (var word in chat) Console.Write(word);
        ```

        | 언어 | word |
        |---|---|
        | 한국어 | 안녕 |
        | English | hello |


        """;

    public static DemoConversation From(IEnumerable<ChatMessage> messages)
    {
        List<ChatMessage> all = [.. messages];
        var said = all.Where(m => m.Role == ChatRole.User).Select(m => m.Text).ToList();
        var last = said.Count > 0 ? said[^1] : "";
        return new(
            Math.Max(0, all.Count(m => m.Role != ChatRole.System) - 1),
            said.Count > 1 ? said[0] : null,
            last,
            Enumerable.Reverse(said).Select(NameIn).FirstOrDefault(name => name is not null),
            all.Find(m => m.Role == ChatRole.System)?.Text.Split('\n', 2)[0].Trim() is { Length: > 0 } line ? line : null,
            all.Sum(m => EstimateTokens(m.Text)));
    }

    public string Answer()
    {
        var korean = Hangul().IsMatch(Last);
        var text = new StringBuilder();
        text.Append(korean
            ? "**데모 모드**입니다. 아직 언어 모델이 연결되어 있지 않아, 받은 내용을 그대로 되돌려 드립니다.\n\n"
            : "**Demo mode**: no language model is connected, so I repeat what I was given.\n\n");
        if (Last.Contains("markdown", StringComparison.OrdinalIgnoreCase) || Last.Contains("마크다운", StringComparison.Ordinal))
        {
            text.Append(MarkdownSample.ReplaceLineEndings("\n"));
        }

        if (Long().Match(Last) is { Success: true } asked)
        {
            AppendWords(text, korean, asked.Groups["n"]);
        }

        AppendFacts(text, korean);
        return text.ToString().TrimEnd();
    }

    public UsageDetails UsageFor(string answer)
    {
        var output = EstimateTokens(answer);
        return new() { InputTokenCount = InputTokens, OutputTokenCount = output, TotalTokenCount = InputTokens + output };
    }

    /// <summary>About four Latin letters to a token, about one and a half Hangul syllables.</summary>
    private static int EstimateTokens(string text)
    {
        var latin = text.Count(char.IsAscii);
        return ((latin + 3) / 4) + (((text.Length - latin) * 2) + 2) / 3;
    }

    private static string? NameIn(string text) => Names().Match(text) is { Success: true } found ? found.Groups["name"].Value : null;

    private static string Quote(string text)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.Length <= MaxQuote ? line : CutText.To(line, MaxQuote) + "…";
    }

    private static void AppendWords(StringBuilder text, bool korean, Group number)
    {
        var words = number.Success
            ? Math.Clamp(int.Parse(number.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture), 1, MaxWords)
            : DefaultWords;
        for (var i = 1; i <= words; i++)
        {
            text.Append(korean ? "단어" : "word").Append(i).Append(i % 20 == 0 ? '\n' : ' ');
        }

        text.Append("\n\n");
    }

    private void AppendFacts(StringBuilder text, bool korean)
    {
        void Line(string inKorean, string inEnglish) => text.Append("- ").Append(korean ? inKorean : inEnglish).Append('\n');

        Line($"하신 말씀: “{Quote(Last)}”", $"You said: “{Quote(Last)}”");
        Line($"함께 받은 이전 메시지: {Earlier}개", $"Earlier messages I was given: {Earlier}");
        if (First is not null)
        {
            Line($"대화의 첫 말씀: “{Quote(First)}”", $"The first thing you said: “{Quote(First)}”");
        }

        if (Name is not null)
        {
            Line($"알려 주신 이름: {Name}", $"The name you told me: {Name}");
        }

        if (Prompt is not null)
        {
            Line($"시스템 프롬프트: “{Quote(Prompt)}”", $"System prompt: “{Quote(Prompt)}”");
        }

        if (Earlier == 0)
        {
            text.Append(korean
                ? "\n실제 모델을 쓰려면 `OPENAI_API_KEY`나 `OPENAI_BASE_URL`을 설정하고 다시 시작하세요."
                : "\nTo talk to a real model, set `OPENAI_API_KEY` or `OPENAI_BASE_URL` and start again.");
        }
    }

    [GeneratedRegex("[가-힣ㄱ-ㅎㅏ-ㅣ]", RegexOptions.NonBacktracking)]
    private static partial Regex Hangul();

    // a bare "long" is an everyday word; with a number it is a wish
    [GeneratedRegex(@"(?i:\blong\s+(?<n>[0-9]{1,6})\b)|길게(?:\s*(?<n>[0-9]{1,6}))?", RegexOptions.NonBacktracking)]
    private static partial Regex Long();

    [GeneratedRegex(
        @"(?:내|제) 이름은\s*(?<name>[가-힣A-Za-z]{1,20}?)(?:이야|야|이에요|예요|입니다|이라고|라고|[\s.!,]|$)|(?i:\bmy name is\s+(?<name>[\p{L}'-]{1,20}))",
        RegexOptions.NonBacktracking)]
    private static partial Regex Names();
}
