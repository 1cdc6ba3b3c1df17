using System.Text.Json;
using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Common;
using ChatPlatform.Infrastructure.Llm;

namespace ChatPlatform.UnitTests.Llm;

public sealed class FailureChatClientTests
{
    private const string Secret = "sk-secret";

    public static TheoryData<bool, Exception, ErrorKind, string> Expected
    {
        get
        {
            var data = new TheoryData<bool, Exception, ErrorKind, string>();
            foreach (var streaming in new[] { false, true })
            {
                data.Add(streaming, new HttpRequestException(Secret), ErrorKind.Unavailable, "model.unavailable");
                data.Add(streaming, new TaskCanceledException(Secret, new TimeoutException()), ErrorKind.Unavailable, "model.unavailable");
                data.Add(streaming, new IOException(Secret), ErrorKind.BadGateway, "model.stream_cut");
                data.Add(streaming, new JsonException(Secret), ErrorKind.BadGateway, "model.bad_answer");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Expected))]
    public async Task Ask_ExpectedTrouble_BecomesModelFailedWithoutItsWords(bool streaming, Exception thrown, ErrorKind kind, string code)
    {
        using var client = new FailureChatClient(FakeChatClient.Throws(thrown));

        var failure = await client.AskAsync(streaming).ShouldThrowAsync<ModelFailedException>();

        failure.Error.Kind.ShouldBe(kind);
        failure.Error.Code.ShouldBe(code);
        failure.Message.ShouldNotContain(Secret);
        failure.InnerException.ShouldBeSameAs(thrown);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_Bug_StaysAsItIs(bool streaming)
    {
        using var client = new FailureChatClient(FakeChatClient.Throws(new InvalidOperationException("bug")));

        await client.AskAsync(streaming).ShouldThrowAsync<InvalidOperationException>();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_ConnectionTornDownByTheCaller_IsACancellation(bool streaming)
    {
        using var caller = new CancellationTokenSource();
        await caller.CancelAsync();
        using var client = new FailureChatClient(FakeChatClient.Throws(new IOException("aborted")));

        await client.AskAsync(streaming, cancellationToken: caller.Token).ShouldThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Stream_BreaksMidway_KeepsWhatWasSaid()
    {
        using var client = new FailureChatClient(new FakeChatClient(FakeChatClient.Failure(new IOException(), "안", "녕")));
        List<string> heard = [];

        await Should.ThrowAsync<ModelFailedException>(async () =>
        {
            await foreach (var update in client.GetStreamingResponseAsync(Asking.Hello))
            {
                heard.Add(update.Text);
            }
        });

        heard.ShouldBe(["안", "녕"]);
    }
}

public sealed class ModelErrorsTests
{
    [Theory]
    [InlineData(301, null, "model.rejected")]
    [InlineData(400, "context_length_exceeded", "model.rejected")]
    [InlineData(401, null, "model.rejected")]
    [InlineData(404, "model_not_found", "model.rejected")]
    [InlineData(408, null, "model.unavailable")]
    [InlineData(429, "rate_limit_exceeded", "model.overloaded")]
    [InlineData(429, "insufficient_quota", "model.rejected")]
    [InlineData(500, null, "model.unavailable")]
    [InlineData(503, null, "model.unavailable")]
    public void FromStatus_EachStatus_HasItsCode(int status, string? providerCode, string code) =>
        ModelErrors.FromStatus(status, providerCode, null).Error.Code.ShouldBe(code);

    [Fact]
    public void FromStatus_Refusal_NamesTheServersWordForIt() =>
        ModelErrors.FromStatus(400, "context_length_exceeded", null).Message.ShouldContain("context_length_exceeded");

    [Theory]
    [InlineData("""{"error":{"code":"invalid_api_key"}}""", "invalid_api_key")]
    [InlineData("""{"error":{"code":"sk-Abc123"}}""", null)]
    [InlineData("""{"error":{"code":42}}""", null)]
    [InlineData("""{"error":"broken"}""", null)]
    [InlineData("""["error"]""", null)]
    public void ProviderCode_OnlyPlainWords_PassOn(string body, string? code)
    {
        using var json = JsonDocument.Parse(body);

        ModelErrors.ProviderCode(json.RootElement).ShouldBe(code);
    }

    [Theory]
    [InlineData("3", 3)]
    [InlineData("Thu, 01 Jan 2026 12:00:30 GMT", 30)]
    [InlineData("Thu, 01 Jan 2026 11:00:00 GMT", null)]
    [InlineData("-1", null)]
    [InlineData("soon", null)]
    [InlineData(null, null)]
    public void RetryAfter_SecondsOrDate_IsATimeToWait(string? header, int? seconds) =>
        ModelErrors.RetryAfter(header, new Common.ManualTimeProvider()).ShouldBe(seconds is { } s ? TimeSpan.FromSeconds(s) : null);
}
