using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ChatPlatform.KakaoSimulator;

namespace ChatPlatform.UnitTests.Kakao;

/// <summary>Every rule of the format has a response that breaks it, and no good response breaks one.</summary>
public sealed class KakaoResponseTests
{
    private const string Json = "application/json; charset=utf-8";

    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Good =>
    [
        """{"version":"2.0","template":{"outputs":[{"simpleText":{"text":"안녕하세요"}}]}}""",
        """{"version":"2.0","template":{"outputs":[{"simpleText":{"text":"가"}},{"simpleText":{"text":"나"}},{"simpleText":{"text":"다"}}]},"context":{"values":[]},"data":{}}""",
        """{"version":"2.0","useCallback":true,"data":{"text":"AI가 답변을 생성하고 있어요!"}}""",
        """{"version":"2.0","useCallback":false,"template":{"outputs":[{"simpleText":{"text":"3 * 4 is not # Markdown [a] (b) 😀"}}]}}""",
        """{"version":"2.0","template":{"outputs":[{"simpleText":{"text":"👨‍👩‍👧‍👦"}},{"simpleText":{"text":"🇰🇷"}},{"simpleText":{"text":"🇰🇷"}}]}}""",
        """{"version":"2.0","template":{"outputs":[{"simpleText":{"text":"#태그 1#2"}}],"quickReplies":[{"label":"답변 확인","action":"message","messageText":"답변 확인"},{"label":"처음","action":"block","blockId":"b1","extra":{"a":1}}]}}""",
        Texts(new string('가', 1000)),
    ];

    public static TheoryData<string, string> Bad => new()
    {
        { "", "not JSON" },
        { "{\"version\":", "not JSON" },
        { "[]", "not a JSON object" },
        { """{"template":{"outputs":[{"simpleText":{"text":"a"}}]}}""", "version is not" },
        { """{"version":2.0,"template":{"outputs":[{"simpleText":{"text":"a"}}]}}""", "version is of type Number" },
        { """{"version":"1.0","template":{"outputs":[{"simpleText":{"text":"a"}}]}}""", "version is not" },
        { """{"version":"2.0"}""", "neither a template nor useCallback" },
        { """{"version":"2.0","useCallback":"true","template":{"outputs":[{"simpleText":{"text":"a"}}]}}""", "useCallback is of type String" },
        { """{"version":"2.0","template":[]}""", "template is of type Array" },
        { """{"version":"2.0","context":[],"template":{"outputs":[{"simpleText":{"text":"a"}}]}}""", "context is of type Array" },
        { """{"version":"2.0","data":"x","template":{"outputs":[{"simpleText":{"text":"a"}}]}}""", "data is of type String" },
        { """{"version":"2.0","use_callback":true,"template":{"outputs":[{"simpleText":{"text":"a"}}]}}""", "no member 'use_callback'" },
        { """{"version":"2.0","useCallback":true}""", "data.text for the person" },
        { """{"version":"2.0","useCallback":true,"data":{"text":" "}}""", "data.text for the person" },
        { """{"version":"2.0","useCallback":true,"data":{"text":"a"},"template":{"outputs":[{"simpleText":{"text":"a"}}]}}""", "without a template" },
        { """{"version":"2.0","template":{}}""", "outputs is not an array" },
        { """{"version":"2.0","template":{"outputs":{}}}""", "outputs is not an array" },
        { """{"version":"2.0","template":{"outputs":[]}}""", "0 outputs" },
        { Texts("a", "b", "c", "d"), "4 outputs" },
        { """{"version":"2.0","template":{"outputs":[{"basicCard":{"title":"a"}}]}}""", "not one simpleText" },
        { """{"version":"2.0","template":{"outputs":[{"simpleText":{"text":"a"},"simpleImage":{}}]}}""", "not one simpleText" },
        { """{"version":"2.0","template":{"outputs":["a"]}}""", "not one simpleText" },
        { """{"version":"2.0","template":{"outputs":[{"simpleText":{"text":1}}]}}""", "not a text" },
        { Texts(""), "is empty" },
        { Texts(" \n"), "is empty" },
        { Texts(new string('가', 1001)), "1001 UTF-16 units" },
        { """{"version":"2.0","template":{"outputs":[{"simpleText":{"text":"cut \ud83d"}}]}}""", "half of a surrogate pair" },
        { """{"version":"2.0","template":{"outputs":[{"simpleText":{"text":"\ude00 cut"}}]}}""", "half of a surrogate pair" },
        { Texts("\u0301a"), "begins inside a character" },
        { Texts("\u200d👩"), "begins inside a character" },
        { Texts("👨\u200d"), "ends inside a character" },
        { Texts("가족 👨", "\u200d👩"), "cut between output 1 and output 2" },
        { Texts("한국 \U0001F1F0", "\U0001F1F7"), "cut between output 1 and output 2" },
        { Texts("ㄱ", "\u1100", "\u1161"), "cut between output 2 and output 3" },
        { Texts("**굵게**"), "Markdown: '**'" },
        { Texts("```js\n1\n```"), "Markdown: '```'" },
        { Texts("앞\n## 제목"), "Markdown: '## 제목'" },
        { Texts("[여기](https://example.com)"), "Markdown: '[여기](https://example.com)'" },
        { """{"version":"2.0","useCallback":true,"data":{"text":"**a**"}}""", "Markdown" },
        { Replies("{}"), "quickReplies is not an array" },
        { Replies("[" + string.Join(',', Enumerable.Repeat("""{"label":"a","action":"message","messageText":"a"}""", 11)) + "]"), "11 quickReplies" },
        { Replies("""[{"label":"","action":"message","messageText":"a"}]"""), "1–14 characters" },
        { Replies("""[{"label":"123456789012345","action":"message","messageText":"a"}]"""), "1–14 characters" },
        { Replies("""[{"label":"a","action":"webLink","messageText":"a"}]"""), "not message or block" },
        { Replies("""[{"label":"a","action":"message"}]"""), "no messageText" },
        { Replies("""[{"label":"a","action":"block","messageText":"a"}]"""), "no blockId" },
        { Replies("""["a"]"""), "1–14 characters" },
    };

    [Theory]
    [MemberData(nameof(Good))]
    public void Read_GoodResponse_FindsNothing(string json) => Read(json).Violations.ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Bad))]
    public void Read_BadResponse_SaysWhy(string json, string expected) =>
        Read(json).Violations.ShouldContain(v => v.Contains(expected, StringComparison.Ordinal));

    [Theory]
    [InlineData("text/html", "not application/json")]
    [InlineData(null, "not application/json")]
    [InlineData("application/problem+json", "not application/json")]
    [InlineData("application/json; charset=euc-kr", "not utf-8")]
    public void Read_OtherContentType_IsAViolation(string? contentType, string expected) =>
        KakaoResponse.Read(Encoding.UTF8.GetBytes(Texts("a")), contentType, ResponseKind.Skill).Violations.Single().ShouldContain(expected);

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json;charset=UTF-8")]
    public void Read_JsonContentType_IsGood(string contentType) =>
        KakaoResponse.Read(Encoding.UTF8.GetBytes(Texts("a")), contentType, ResponseKind.Skill).Violations.ShouldBeEmpty();

    [Fact]
    public void Read_OtherEncoding_IsAViolation() =>
        KakaoResponse.Read(Encoding.Latin1.GetBytes(Texts("é")), Json, ResponseKind.Skill).Violations.Single().ShouldBe("the body is not UTF-8");

    [Fact]
    public void Read_CallbackThatAsksForACallback_IsAViolation() =>
        KakaoResponse.Read("""{"version":"2.0","useCallback":true,"data":{"text":"a"}}"""u8.ToArray(), Json, ResponseKind.Callback)
            .Violations.Single().ShouldContain("another callback");

    [Fact]
    public void Read_GoodResponse_GivesWhatThePersonSees()
    {
        var read = Read("""{"version":"2.0","template":{"outputs":[{"simpleText":{"text":"가"}},{"simpleText":{"text":"나"}}],"quickReplies":[{"label":"더","action":"block","blockId":"b","messageText":"더 줘","extra":{"n":2}}]}}""");

        (read.UseCallback, read.AllText).ShouldBe((false, "가\n나"));
        var button = read.QuickReplies.Single();
        (button.Label, button.Action, button.BlockId, button.MessageText, button.Extra!.Value.GetRawText()).ShouldBe(("더", "block", "b", "더 줘", "{\"n\":2}"));
    }

    private static KakaoResponse Read(string json) => KakaoResponse.Read(Encoding.UTF8.GetBytes(json), Json, ResponseKind.Skill);

    private static string Texts(params string[] texts) => JsonSerializer.Serialize(
        new { version = "2.0", template = new { outputs = texts.Select(text => new { simpleText = new { text } }) } },
        Unescaped);

    private static string Replies(string replies) =>
        $$$"""{"version":"2.0","template":{"outputs":[{"simpleText":{"text":"a"}}],"quickReplies":{{{replies}}}}}""";
}
