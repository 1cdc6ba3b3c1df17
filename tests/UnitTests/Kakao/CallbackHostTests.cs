using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using ChatPlatform.KakaoSimulator;
using ChatPlatform.UnitTests.Common;

namespace ChatPlatform.UnitTests.Kakao;

/// <summary>The callback URLs answer as the vendor's do, and each way of going wrong goes wrong.</summary>
public sealed class CallbackHostTests : IAsyncLifetime, IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly List<CallbackHit> _hits = [];
    private CallbackHost _host = null!;
    public async Task InitializeAsync() =>
        _host = await CallbackHost.StartAsync(new() { Settle = TimeSpan.FromSeconds(1), SlowAnswer = TimeSpan.FromSeconds(3) }, _clock);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Post_OpenUrl_SucceedsOnceAndIsShown()
    {
        var url = Open(CallbackMode.Ok);

        var first = await PostAsync(url);
        var second = await PostAsync(url);

        first.GetProperty("status").GetString().ShouldBe("SUCCESS");
        first.GetProperty("taskId").GetString().ShouldNotBeNullOrEmpty();
        first.GetProperty("timestamp").GetInt64().ShouldBe(_clock.GetUtcNow().ToUnixTimeMilliseconds());
        (await url.Settled).Outcome.ShouldBe(HitOutcome.Shown);
        ShouldFail(second, CallbackMessages.InvalidToken);
        _hits.Select(h => h.Outcome).ShouldBe([HitOutcome.Shown, HitOutcome.Rejected]);
        _hits[1].Violations.Single().ShouldContain("again");
    }

    [Theory]
    [InlineData(59.9, "SUCCESS")]
    [InlineData(60, "FAIL")]
    public async Task Post_AfterAMinute_IsTooLate(double seconds, string status)
    {
        var url = Open(CallbackMode.Ok);
        _clock.Advance(url.ExpiresAt - TimeSpan.FromSeconds(60) + TimeSpan.FromSeconds(seconds) - _clock.GetUtcNow());

        (await PostAsync(url)).GetProperty("status").GetString().ShouldBe(status);

        (_hits.Single().Violations.Count == 0).ShouldBe(status == "SUCCESS");
    }

    [Fact]
    public async Task Post_BeforeTheFirstAnswer_FailsAndLeavesTheUrlGood()
    {
        var url = Issue(CallbackMode.Ok);

        ShouldFail(await PostAsync(url), CallbackMessages.InvalidToken);
        url.Answered(useCallback: true);
        ShouldFail(await PostAsync(url), CallbackMessages.InvalidToken);
        _clock.Advance(TimeSpan.FromSeconds(1));
        (await PostAsync(url)).GetProperty("status").GetString().ShouldBe("SUCCESS");

        _hits[0].Violations.Single().ShouldContain("before the skill's first answer");
        _hits[1].Violations.Single().ShouldContain("at once");
    }

    [Fact]
    public async Task Post_WithoutUseCallback_FailsWithTheVendorsWords()
    {
        var url = Issue(CallbackMode.Ok);
        url.Answered(useCallback: false);

        ShouldFail(await PostAsync(url), CallbackMessages.NotEnabled);

        _hits.Single().Violations.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Post_AnswerThatNeverArrived_FailsWithoutBlame()
    {
        var url = Issue(CallbackMode.Ok);
        url.Broke();

        ShouldFail(await PostAsync(url), CallbackMessages.InvalidToken);

        _hits.Single().Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Post_BadBody_FailsAndUsesTheUrlUp()
    {
        var url = Open(CallbackMode.Ok);

        ShouldFail(await PostAsync(url, new { version = "1.0" }), CallbackMessages.InvalidJson);
        ShouldFail(await PostAsync(url), CallbackMessages.InvalidToken);

        _hits[0].Violations.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Post_UnknownToken_Fails()
    {
        using var response = await _http.PostAsJsonAsync(_host.Url + "/callback/0123", Message);

        ShouldFail(await response.Content.ReadFromJsonAsync<JsonElement>(), CallbackMessages.InvalidToken);
        _host.Violations.Single().ShouldContain("never handed out");
    }

    [Theory]
    [InlineData(CallbackMode.Fail, "FAIL")]
    [InlineData(CallbackMode.Error, "ERROR")]
    public async Task Post_UrlThatSaysNo_DoesNotShow(CallbackMode mode, string status)
    {
        (await PostAsync(Open(mode))).GetProperty("status").GetString().ShouldBe(status);

        _hits.Single().Outcome.ShouldBe(HitOutcome.Rejected);
        _hits.Single().Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Post_Http500_DoesNotShow()
    {
        using var response = await _http.PostAsJsonAsync(Open(CallbackMode.Http500).Url, Message);

        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        _hits.Single().Outcome.ShouldBe(HitOutcome.Rejected);
    }

    [Fact]
    public async Task Post_Redirect_SeesWhoFollows()
    {
        using var response = await _http.PostAsJsonAsync(Open(CallbackMode.Redirect).Url, Message);

        response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        _host.Violations.ShouldBeEmpty();
        using var followed = await _http.GetAsync(new Uri(new Uri(_host.Url), response.Headers.Location!));
        _host.Violations.Single().ShouldContain("redirect");
    }

    [Theory]
    [InlineData(CallbackMode.CutRecorded, HitOutcome.Shown)]
    [InlineData(CallbackMode.CutLost, HitOutcome.Lost)]
    public async Task Post_Cut_BreaksTheConnectionAfterTheBody(CallbackMode mode, HitOutcome outcome)
    {
        await Should.ThrowAsync<HttpRequestException>(() => _http.PostAsJsonAsync(Open(mode).Url, Message));

        _hits.Single().Outcome.ShouldBe(outcome);
    }

    [Theory]
    [InlineData(CallbackMode.HangRecorded, HitOutcome.Shown)]
    [InlineData(CallbackMode.HangLost, HitOutcome.Lost)]
    public async Task Post_Hang_TakesTheBodyAndNeverAnswers(CallbackMode mode, HitOutcome outcome)
    {
        var url = Open(mode);
        using var patience = new CancellationTokenSource();
        var post = _http.PostAsJsonAsync(url.Url, Message, patience.Token);

        (await url.Settled.WaitAsync(TimeSpan.FromSeconds(10))).Outcome.ShouldBe(outcome);
        await Task.Delay(200);
        post.IsCompleted.ShouldBeFalse();
        await patience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => post);
    }

    [Fact]
    public async Task Post_Refuse_FindsNobody()
    {
        var thrown = await Should.ThrowAsync<HttpRequestException>(() => _http.PostAsJsonAsync(Open(CallbackMode.Refuse).Url, Message));

        thrown.InnerException.ShouldBeOfType<SocketException>().SocketErrorCode.ShouldBe(SocketError.ConnectionRefused);
    }

    [Fact]
    public async Task Post_Slow_AnswersLater()
    {
        var url = Open(CallbackMode.Slow);
        var post = PostAsync(url);

        (await url.Settled.WaitAsync(TimeSpan.FromSeconds(10))).Outcome.ShouldBe(HitOutcome.Shown);
        post.IsCompleted.ShouldBeFalse();
        await _clock.AdvanceUntilAsync(post, TimeSpan.FromSeconds(1));
        (await post).GetProperty("status").GetString().ShouldBe("SUCCESS");
    }

    private static object Message => new { version = "2.0", template = new { outputs = new[] { new { simpleText = new { text = "답변" } } } } };

    private CallbackUrl Issue(CallbackMode mode) => _host.Issue(mode, _hits.Add);

    private CallbackUrl Open(CallbackMode mode)
    {
        var url = Issue(mode);
        url.Answered(useCallback: true);
        _clock.Advance(TimeSpan.FromSeconds(1));
        return url;
    }

    private async Task<JsonElement> PostAsync(CallbackUrl url, object? body = null)
    {
        using var response = await _http.PostAsJsonAsync(url.Url, body ?? Message);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static void ShouldFail(JsonElement answer, string message) =>
        (answer.GetProperty("status").GetString(), answer.GetProperty("message").GetString()).ShouldBe(("FAIL", message));
}
