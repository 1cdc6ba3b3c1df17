using System.Net;
using System.Net.Sockets;
using ChatPlatform.Application.Channels;
using ChatPlatform.Domain.Channels;
using ChatPlatform.Infrastructure.Channels;
using ChatPlatform.Infrastructure.Common;

namespace ChatPlatform.IntegrationTests.Channels;

/// <summary>Against real servers: what counts is what happens on the wire.</summary>
public sealed class CallbackClientTests : IAsyncLifetime
{
    private static readonly KakaoReply Reply = KakaoReply.Answer("안녕하세요!");

    /// <summary>Long enough for whatever works, short enough to wait for what hangs.</summary>
    private static readonly GuardedHttpOptions Options = new(new(["kakao.com"], AllowsLoopback: true), TimeSpan.FromSeconds(2));

    private CallbackTarget _target = null!;

    public async Task InitializeAsync() => _target = await CallbackTarget.StartAsync();

    public async Task DisposeAsync() => await _target.DisposeAsync();

    [Fact]
    public async Task Send_Success_IsDeliveredWithItsReceipt()
    {
        (await SendAsync("SUCCESS")).ShouldBe(new CallbackOutcome.Delivered(
            new(200, "t1", "SUCCESS", "Invalid callback token. Check your callback token.")));

        _target.Requests.ShouldBe([("SUCCESS", """{"version":"2.0","template":{"outputs":[{"simpleText":{"text":"안녕하세요!"}}]}}""")]);
        _target.LastHeaders["Content-Type"].ShouldBe("application/json; charset=utf-8");
        _target.LastHeaders.Keys.ShouldBe(["Host", "Content-Type", "Content-Length", "Connection"], ignoreOrder: true);
    }

    [Fact]
    public async Task Send_Fail_IsRefusedInKakaosWords()
    {
        var refused = (await SendAsync("FAIL")).ShouldBeOfType<CallbackOutcome.Refused>();

        refused.Reason.ShouldBe(CallbackReason.Failed);
        refused.Receipt.Message.ShouldBe("Invalid callback token. Check your callback token.");
    }

    [Theory]
    [InlineData("400", CallbackReason.Rejected, 400)]
    [InlineData("404", CallbackReason.Rejected, 404)]
    [InlineData("429", CallbackReason.Rejected, 429)]
    [InlineData("redirect", CallbackReason.Redirected, 302)]
    [InlineData("307", CallbackReason.Redirected, 307)]
    public async Task Send_RefusalByHttp_IsRefused(string path, CallbackReason reason, int status)
    {
        var refused = (await SendAsync(path)).ShouldBeOfType<CallbackOutcome.Refused>();

        refused.Reason.ShouldBe(reason);
        refused.Receipt.HttpStatus.ShouldBe(status);
        _target.Requests.Select(r => r.Path).ShouldBe([path]); // nothing was followed
    }

    [Theory]
    [InlineData("ERROR", CallbackReason.Error, 200)]
    [InlineData("PENDING", CallbackReason.Unreadable, 200)]
    [InlineData("success", CallbackReason.Unreadable, 200)]
    [InlineData("500", CallbackReason.ServerError, 500)]
    [InlineData("503", CallbackReason.ServerError, 503)]
    [InlineData("html", CallbackReason.Unreadable, 200)]
    [InlineData("empty", CallbackReason.Unreadable, 200)]
    [InlineData("huge", CallbackReason.Unreadable, 200)]
    [InlineData("hang", CallbackReason.TimedOut, null)]
    [InlineData("slow-body", CallbackReason.TimedOut, 200)]
    [InlineData("cut", CallbackReason.Cut, null)]
    [InlineData("cut-response", CallbackReason.Cut, 200)]
    public async Task Send_DoubtfulEnd_IsAmbiguousAndNotRepeated(string path, CallbackReason reason, int? status)
    {
        var ambiguous = (await SendAsync(path)).ShouldBeOfType<CallbackOutcome.Ambiguous>();

        ambiguous.Reason.ShouldBe(reason);
        ambiguous.Receipt.HttpStatus.ShouldBe(status);
        _target.Requests.Select(r => r.Path).ShouldBe([path]);
    }

    [Fact]
    public async Task Send_LongMessage_IsKeptInPart() =>
        (await SendAsync("large")).ShouldBeOfType<CallbackOutcome.Delivered>().Receipt.Message!.Length.ShouldBe(500);

    [Fact]
    public async Task Send_TwoAnswers_UseAConnectionEach()
    {
        using var client = Client();

        await client.SendAsync(_target.Url("SUCCESS"), Reply, default);
        await client.SendAsync(_target.Url("SUCCESS"), Reply, default);

        _target.Connections.ShouldBe(2);
    }

    [Fact]
    public async Task Send_NobodyListens_IsNotSent()
    {
        var url = _target.Url("SUCCESS");
        await _target.DisposeAsync();

        (await SendAsync(url)).ShouldBe(new CallbackOutcome.NotSent(CallbackReason.Unreachable));
    }

    [Theory]
    [InlineData(SocketError.HostNotFound)]
    [InlineData(SocketError.NoData)]
    [InlineData(SocketError.TryAgain)]
    public async Task Send_HostWithoutAddress_IsNotSent(SocketError error) => (await SendAsync(
            new("https://bot-api.kakao.com/x"), Options with { Resolve = (_, _) => throw new SocketException((int)error) }))
        .ShouldBe(new CallbackOutcome.NotSent(CallbackReason.Unresolved));

    [Fact]
    public async Task Send_EmptyAnswerOfTheResolver_IsNotSent() =>
        (await SendAsync(new("https://bot-api.kakao.com/x"), Options with { Resolve = Resolver() }))
            .ShouldBe(new CallbackOutcome.NotSent(CallbackReason.Unresolved));

    [Fact]
    public async Task Send_ConnectingTakesTooLong_IsNotSent() => (await SendAsync(_target.Url("SUCCESS"), Options with
    {
        ConnectTimeout = TimeSpan.FromMilliseconds(200),
        Resolve = async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return [];
        },
    })).ShouldBe(new CallbackOutcome.NotSent(CallbackReason.Unreachable));

    [Fact]
    public async Task Send_TimeUpBeforeConnecting_IsNotSent() => (await SendAsync(_target.Url("SUCCESS"), Options with
    {
        Timeout = TimeSpan.FromMilliseconds(200),
        Resolve = async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return [];
        },
    })).ShouldBe(new CallbackOutcome.NotSent(CallbackReason.TimedOut));

    [Fact]
    public async Task Send_ServerWithoutTls_IsNotSent()
    {
        (await SendAsync(_target.Url("SUCCESS", "https"))).ShouldBe(new CallbackOutcome.NotSent(CallbackReason.Insecure));
        _target.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_CertificateThatNobodyTrusts_IsNotSent()
    {
        await using var secure = await CallbackTarget.StartAsync(isSecure: true);

        (await SendAsync(secure.Url("SUCCESS", "https", "localhost"))).ShouldBe(new CallbackOutcome.NotSent(CallbackReason.Insecure));
        secure.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_HandshakeThatHangs_IsNotSent()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();

        (await SendAsync(
                new($"https://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/x"), Options with { ConnectTimeout = TimeSpan.FromMilliseconds(200) }))
            .ShouldBe(new CallbackOutcome.NotSent(CallbackReason.Unreachable));
    }

    [Fact]
    public async Task Send_CancelledBefore_IsNotSent()
    {
        using var client = Client();

        (await client.SendAsync(_target.Url("SUCCESS"), Reply, new CancellationToken(canceled: true)))
            .ShouldBe(new CallbackOutcome.NotSent(CallbackReason.Cancelled));
        _target.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_CancelledWhileTheServerThinks_IsAmbiguousAtOnce()
    {
        using var client = Client();
        using var stop = new CancellationTokenSource();
        var sending = client.SendAsync(_target.Url("hang"), Reply, stop.Token);
        while (_target.Requests.IsEmpty)
        {
            await Task.Delay(10);
        }

        await stop.CancelAsync();

        (await sending.WaitAsync(TimeSpan.FromSeconds(1))).ShouldBe(new CallbackOutcome.Ambiguous(KakaoReceipt.None, CallbackReason.Cancelled));
    }

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("fd00::1")]
    [InlineData("64:ff9b::a00:1")]
    public async Task Send_HostWithAPrivateAddress_IsRefused(string address) =>
        (await SendAsync(new("https://bot-api.kakao.com/x"), Options with { Resolve = Resolver(address) }))
            .ShouldBe(new CallbackOutcome.Refused(KakaoReceipt.None, CallbackReason.NotAllowed));

    [Fact]
    public async Task Send_LoopbackOutsideDevelopment_IsRefusedByUrlAndByAddress()
    {
        using var client = Client(Options with { Targets = new(["kakao.com"], AllowsLoopback: false), Resolve = Resolver("127.0.0.1") });
        var refused = new CallbackOutcome.Refused(KakaoReceipt.None, CallbackReason.NotAllowed);

        (await client.SendAsync(_target.Url("SUCCESS"), Reply, default)).ShouldBe(refused);
        (await client.SendAsync(new("https://bot-api.kakao.com/SUCCESS"), Reply, default)).ShouldBe(refused);
        _target.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_NameThatChangesItsAddress_IsCheckedEachTime()
    {
        var answers = new Queue<string>(["127.0.0.1", "10.0.0.1"]); // the first is allowed here, the second never
        using var client = Client(Options with { Resolve = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(answers.Dequeue())]) });
        var url = _target.Url("SUCCESS", host: "localhost");

        (await client.SendAsync(url, Reply, default)).ShouldBeOfType<CallbackOutcome.Delivered>();
        (await client.SendAsync(url, Reply, default)).ShouldBe(new CallbackOutcome.Refused(KakaoReceipt.None, CallbackReason.NotAllowed));
        answers.ShouldBeEmpty(); // each sending asked once, and connected to what it had been told
    }

    [Fact]
    public async Task Send_HostWithMixedAddresses_ConnectsToTheAllowedOnly() =>
        (await SendAsync(_target.Url("SUCCESS", host: "localhost"), Options with { Resolve = Resolver("10.0.0.1", "192.168.0.1", "127.0.0.1") }))
            .ShouldBeOfType<CallbackOutcome.Delivered>();

    [Fact]
    public async Task Send_FirstAddressDead_TriesTheNext() =>
        (await SendAsync(_target.Url("SUCCESS", host: "localhost"), Options with { Resolve = Resolver("127.0.0.9", "127.0.0.1") }))
            .ShouldBeOfType<CallbackOutcome.Delivered>();

    [Theory]
    [InlineData("https://bot-api.kakao.com/x", true)]
    [InlineData("https://evilkakao.com/x", false)]
    public void Check_Url_IsRefusedWithAReason(string url, bool isAllowed)
    {
        using var client = new CallbackClient(new KakaoOptions(), TimeProvider.System);

        var error = client.Check(url);

        (error is null).ShouldBe(isAllowed);
        error?.Code.ShouldBe("kakao.callback_refused");
        error?.Message.ShouldContain("Its host is not allowed.");
    }

    private static CallbackClient Client(GuardedHttpOptions? options = null) => new(options ?? Options, TimeProvider.System);

    private static Func<string, CancellationToken, Task<IPAddress[]>> Resolver(params string[] addresses) =>
        (_, _) => Task.FromResult<IPAddress[]>([.. addresses.Select(IPAddress.Parse)]);

    private static async Task<CallbackOutcome> SendAsync(Uri url, GuardedHttpOptions? options = null)
    {
        using var client = Client(options);
        return await client.SendAsync(url, Reply, CancellationToken.None);
    }

    private Task<CallbackOutcome> SendAsync(string path) => SendAsync(_target.Url(path));
}
