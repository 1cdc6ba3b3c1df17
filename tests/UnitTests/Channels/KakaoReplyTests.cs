using System.Text.Encodings.Web;
using System.Text.Json;
using ChatPlatform.Api.Common;
using ChatPlatform.Domain.Channels;

namespace ChatPlatform.UnitTests.Channels;

public sealed class KakaoReplyTests
{
    public static TheoryData<JsonSerializerOptions> Styles =>
        [JsonStyle.Options, new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }];

    [Theory]
    [MemberData(nameof(Styles))]
    public void Answer_InAnyStyleOfJson_HasKakaosNames(JsonSerializerOptions style) =>
        JsonSerializer.Serialize(KakaoReply.Answer("안녕하세요!", KakaoQuickReply.Say("답변 확인"), KakaoQuickReply.Say("이름", "/이름")), style).ShouldBe(
            """{"version":"2.0","template":{"outputs":[{"simpleText":{"text":"안녕하세요!"}}],"quickReplies":[{"label":"답변 확인","action":"message","messageText":"답변 확인"},{"label":"이름","action":"message","messageText":"/이름"}]}}""");

    [Theory]
    [MemberData(nameof(Styles))]
    public void Answer_WithoutQuickReplies_SaysNothingOfThem(JsonSerializerOptions style) =>
        JsonSerializer.Serialize(KakaoReply.Answer("네"), style).ShouldBe("""{"version":"2.0","template":{"outputs":[{"simpleText":{"text":"네"}}]}}""");

    [Theory]
    [MemberData(nameof(Styles))]
    public void Later_InAnyStyleOfJson_HasNoTemplate(JsonSerializerOptions style) =>
        JsonSerializer.Serialize(KakaoReply.Later("AI가 답변을 생성하고 있어요!"), style)
            .ShouldBe("""{"version":"2.0","useCallback":true,"data":{"text":"AI가 답변을 생성하고 있어요!"}}""");

    [Fact]
    public void Answer_LongText_IsSpreadOverThreeOutputs() =>
        KakaoReply.Answer(new string('가', 5000)).Template!.Outputs.Select(o => o.SimpleText.Text.Length).ShouldBe([1000, 1000, 1000]);

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    public void Answer_BlankText_SaysSo(string text) =>
        KakaoReply.Answer(text).Template!.Outputs.ShouldHaveSingleItem().SimpleText.Text.ShouldBe(KakaoReply.NothingToSay);

    [Fact]
    public void Answer_PagesBeyondTheLimits_AreCut()
    {
        var reply = KakaoReply.Answer(
            new KakaoPages([new string('a', 1001), "b", "c", "d"], "", 0),
            [.. Enumerable.Range(1, 11).Select(i => KakaoQuickReply.Say($"{i}"))]);

        reply.Template!.Outputs.Select(o => o.SimpleText.Text.Length).ShouldBe([1000, 1, 1]);
        reply.Template.QuickReplies!.Count.ShouldBe(10);
    }

    [Fact]
    public void Say_LongLabel_IsCutWholeAndSaidWhole()
    {
        const string label = "이름을 바꾸고 싶어요👩‍👩‍👧‍👦";
        var quick = KakaoQuickReply.Say(label);

        quick.Label.ShouldBe("이름을 바꾸고 싶어요");
        quick.MessageText.ShouldBe(label);
    }
}
