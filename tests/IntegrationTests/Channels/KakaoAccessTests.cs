using System.Net;
using System.Text.Json;
using ChatPlatform.Application.Access;
using ChatPlatform.Application.Channels;
using ChatPlatform.Application.Common;
using ChatPlatform.Domain.Channels;
using ChatPlatform.IntegrationTests.Access;

namespace ChatPlatform.IntegrationTests.Channels;

public sealed class KakaoAccessTests
{
    private static readonly KakaoOptions Guarded = KakaoAccessApp.With(KakaoAccessApp.Secret);
    private static readonly KakaoOptions Closed = new();
    private static readonly KakaoOptions Open = new() { IsOpen = true };

    [Theory]
    [InlineData("/skill")]
    [InlineData("/lookup")]
    public async Task Call_WithTheSecret_IsKakaosClientAndNoMore(string path)
    {
        await using var app = await KakaoAccessApp.StartAsync(Guarded);

        var who = await OkAsync(await app.CallAsync(path, KakaoAccessApp.Secret));

        who.GetProperty("client").GetGuid().ShouldBe(ChannelClients.Kakao.Value);
        who.GetProperty("actor").GetString().ShouldBe("kakao");
        who.GetProperty("is_admin").GetBoolean().ShouldBeFalse();
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Skill_WithoutTheRightSecret_IsUnauthorized(string? secret)
    {
        await using var app = await KakaoAccessApp.StartAsync(Guarded);

        await (await app.CallAsync("/skill", secret)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "kakao.bad_secret");
    }

    [Fact]
    public async Task Skill_WithAKeyInstead_IsUnauthorized()
    {
        await using var app = await KakaoAccessApp.StartAsync(Guarded);

        await (await app.CallAsync("/skill", key: KakaoAccessApp.ChatKey)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "kakao.bad_secret");
    }

    [Theory]
    [InlineData("anything")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Skill_WhileNoSecretIsSet_IsClosedAndSaysHowToOpen(string? secret)
    {
        await using var app = await KakaoAccessApp.StartAsync(Closed);

        var response = await app.CallAsync("/skill", secret);

        await response.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "kakao.closed");
        (await response.Content.ReadAsStringAsync()).ShouldContain("KAKAO_SKILL_SECRET must be set");
    }

    [Theory]
    [InlineData("/skill")]
    [InlineData("/lookup")]
    public async Task Call_InDevelopmentWithoutASecret_IsOpen(string path)
    {
        await using var app = await KakaoAccessApp.StartAsync(Open);

        (await OkAsync(await app.CallAsync(path))).GetProperty("client").GetGuid().ShouldBe(ChannelClients.Kakao.Value);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Lookup_WithAKey_IsTheKeysClient(bool isOpen)
    {
        await using var app = await KakaoAccessApp.StartAsync(isOpen ? Open : Closed);

        (await OkAsync(await app.CallAsync("/lookup", key: KakaoAccessApp.ChatKey))).GetProperty("client").GetGuid().ShouldBe(KakaoAccessApp.KeyClient.Value);
    }

    [Theory]
    [InlineData(null, null, 401, "access.unauthenticated")]
    [InlineData(null, "cp_unknown", 401, "access.bad_key")]
    [InlineData(null, KakaoAccessApp.IngestKey, 403, "access.missing_scope")]
    [InlineData("wrong", null, 401, "kakao.bad_secret")]
    public async Task Lookup_WithoutEither_IsRefusedByTheOneThatWasTried(string? secret, string? key, int status, string code)
    {
        await using var app = await KakaoAccessApp.StartAsync(Guarded);

        await (await app.CallAsync("/lookup", secret, key)).ShouldBeProblemAsync((HttpStatusCode)status, code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OtherEndpoint_WithTheSecret_IsClosed(bool isOpen)
    {
        await using var app = await KakaoAccessApp.StartAsync(isOpen ? Open : Guarded);

        await (await app.CallAsync("/other", KakaoAccessApp.Secret)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "access.unauthenticated");
    }

    [Theory]
    [InlineData("127.0.0.0/8, ::1", 200)]
    [InlineData("203.0.113.0/24", 403)]
    public async Task Skill_AddressList_LetsInOnlyThose(string addresses, int status)
    {
        await using var app = await KakaoAccessApp.StartAsync(Guarded with { Addresses = Networks.Parse(addresses)! });

        foreach (var path in new[] { "/skill", "/lookup" })
        {
            using var response = await app.CallAsync(path, KakaoAccessApp.Secret);
            ((int)response.StatusCode).ShouldBe(status);
            (await response.Content.ReadAsStringAsync()).Contains("kakao.bad_address", StringComparison.Ordinal).ShouldBe(status == 403);
        }

        using var withKey = await app.CallAsync("/lookup", key: KakaoAccessApp.ChatKey);
        withKey.StatusCode.ShouldBe(HttpStatusCode.OK); // the list is Kakao's
    }

    [Theory]
    [InlineData("203.0.113.9", 200)]
    [InlineData("203.0.114.9", 403)]
    public async Task Skill_AddressListBehindAProxy_IsOfTheCallerThatItNames(string caller, int status)
    {
        var kakao = Guarded with { Addresses = Networks.Parse("203.0.113.0/24")! };
        await using var app = await KakaoAccessApp.StartAsync(kakao, trustedProxies: "127.0.0.1, ::1");
        app.Http.DefaultRequestHeaders.Add("X-Forwarded-For", caller);

        using var response = await app.CallAsync("/skill", KakaoAccessApp.Secret);

        ((int)response.StatusCode).ShouldBe(status);
    }

    [Fact]
    public async Task Skill_RateLimit_IsThePlatformsOwn()
    {
        await using var app = await KakaoAccessApp.StartAsync(Guarded, new AccessOptions { RateLimitPerMinute = 1, ChannelPerMinute = 3 });

        for (var i = 0; i < 3; i++)
        {
            await OkAsync(await app.CallAsync("/skill", KakaoAccessApp.Secret));
        }

        await (await app.CallAsync("/skill", KakaoAccessApp.Secret)).ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "rate_limit.exceeded");
        await OkAsync(await app.CallAsync("/lookup", KakaoAccessApp.Secret));
        await (await app.CallAsync("/lookup", KakaoAccessApp.Secret)).ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "rate_limit.exceeded");
    }

    [Fact]
    public async Task Skill_RateLimitOf0_IsNone()
    {
        await using var app = await KakaoAccessApp.StartAsync(Guarded, new AccessOptions { RateLimitPerMinute = 1, ChannelPerMinute = 0 });

        for (var i = 0; i < 50; i++)
        {
            await OkAsync(await app.CallAsync("/skill", KakaoAccessApp.Secret));
        }
    }

    private static async Task<JsonElement> OkAsync(HttpResponseMessage response)
    {
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return JsonElement.Parse(await response.Content.ReadAsStringAsync());
    }
}
