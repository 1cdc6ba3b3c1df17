using System.Net;
using System.Net.Http.Json;
using ChatPlatform.IntegrationTests.Common;

namespace ChatPlatform.IntegrationTests.Access;

public sealed class LimitedApp : AccessInMemoryApp
{
    protected override IEnumerable<KeyValuePair<string, string>> Settings =>
        [new("RATE_LIMIT_PER_MINUTE", "5"), new("Access:RateLimitPerMinute", "5"), new("Access:SignInPerMinute", "3")];
}

public sealed class UnlimitedApp : AccessInMemoryApp;

public sealed class RateLimitTests : IDisposable
{
    private readonly LimitedApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Call_OverTheLimit_Is429WithRetryAfter()
    {
        using var admin = _app.CreateAdmin();
        for (var i = 0; i < 5; i++)
        {
            (await admin.StatusAsync()).ShouldBe(HttpStatusCode.OK);
        }

        var response = await admin.GetAsync("/console/me");

        await response.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "rate_limit.exceeded");
        response.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(12));
    }

    [Fact]
    public async Task Call_KeyWithItsOwnLimit_IsCountedByItself()
    {
        using var admin = _app.CreateAdmin();
        using var narrow = _app.CreateClientWith((await admin.CreateKeyAsync("narrow", ["chat"], rateLimit: 1)).Key);
        using var free = _app.CreateClientWith((await admin.CreateKeyAsync("free", ["chat"], rateLimit: 0)).Key);

        (await narrow.StatusAsync()).ShouldBe(HttpStatusCode.OK);
        (await narrow.StatusAsync()).ShouldBe(HttpStatusCode.TooManyRequests);
        for (var i = 0; i < 20; i++)
        {
            (await free.StatusAsync()).ShouldBe(HttpStatusCode.OK);
        }

        (await admin.StatusAsync()).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Call_WithoutKey_IsLimitedByAddress()
    {
        using var anonymous = _app.CreateClient();
        for (var i = 0; i < 5; i++)
        {
            (await anonymous.StatusAsync()).ShouldBe(HttpStatusCode.Unauthorized);
        }

        (await anonymous.StatusAsync()).ShouldBe(HttpStatusCode.TooManyRequests);
        (await _app.CreateAdmin().StatusAsync()).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Call_WithoutKeyAndHealth_AreCountedApart()
    {
        using var anonymous = _app.CreateClient();
        for (var i = 0; i < 5; i++)
        {
            (await anonymous.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await anonymous.StatusAsync()).ShouldBe(HttpStatusCode.Unauthorized);
        }

        (await anonymous.StatusAsync()).ShouldBe(HttpStatusCode.TooManyRequests);
        (await anonymous.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task SignIn_OverItsLimit_Is429()
    {
        using var browser = _app.CreateBrowser(session: null);
        for (var i = 0; i < 3; i++)
        {
            (await TryAsync(browser)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        await (await TryAsync(browser)).ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "rate_limit.exceeded");
    }

    [Fact]
    public async Task Call_LimitOf0_IsNeverRefused()
    {
        await using var unlimited = new UnlimitedApp();
        using var admin = unlimited.CreateAdmin();

        for (var i = 0; i < 700; i++)
        {
            (await admin.StatusAsync()).ShouldBe(HttpStatusCode.OK);
        }
    }

    private static Task<HttpResponseMessage> TryAsync(HttpClient browser) =>
        browser.PostAsJsonAsync("/console/sign-in", new { key = "cp_guess" });
}
