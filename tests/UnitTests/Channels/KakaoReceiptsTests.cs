using System.Text;
using ChatPlatform.Application.Channels;
using ChatPlatform.Infrastructure.Channels;

namespace ChatPlatform.UnitTests.Channels;

public sealed class KakaoReceiptsTests
{
    [Fact]
    public void Read_Receipt_HasItsFields() =>
        Read("""{"taskId":"t1","status":"FAIL","message":"Invalid callback token. Check your callback token.","timestamp":1}""")
            .ShouldBe(new KakaoReceipt(200, "t1", "FAIL", "Invalid callback token. Check your callback token."));

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"status\":1,\"message\":{},\"taskId\":null}")]
    [InlineData("{\"status\":\"SUCC")]
    [InlineData("{\"message\":\"\\ud800\"}")]
    public void Read_AnythingElse_IsTheStatusAlone(string body) => Read(body).ShouldBe(new KakaoReceipt(200));

    [Fact]
    public void Read_BytesThatAreNoText_IsTheStatusAlone() => KakaoReceipts.Read(502, [0xff, 0xfe, 0x7b]).ShouldBe(new KakaoReceipt(502));

    [Fact]
    public void Read_LongAndHostileFields_AreCutAndCleaned()
    {
        var receipt = Read($$"""{"taskId":"{{new string('t', 200)}}","status":"S\u0000","message":"{{new string('m', 499)}}👍 and more"}""");

        receipt.TaskId!.Length.ShouldBe(100);
        receipt.Status.ShouldBe("S");
        receipt.Message.ShouldBe(new string('m', 499));
    }

    private static KakaoReceipt Read(string body) => KakaoReceipts.Read(200, Encoding.UTF8.GetBytes(body));
}
