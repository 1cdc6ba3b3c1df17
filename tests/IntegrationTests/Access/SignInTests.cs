using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ChatPlatform.IntegrationTests.Common;

namespace ChatPlatform.IntegrationTests.Access;

public sealed class SignInTests_InMemory(AccessInMemoryApp app) : SignInTests(app, app.Instruments), IClassFixture<AccessInMemoryApp>;

public sealed class SignInTests_PostgreSql(AccessPostgreSqlApp app) : SignInTests(app, app.Instruments), IClassFixture<AccessPostgreSqlApp>;

public abstract class SignInTests(TestApp app, Instruments instruments)
{
    private readonly HttpClient _admin = app.CreateAdmin();

    [Fact]
    public async Task SignIn_WithKey_OpensASessionWithAStrictCookie()
    {
        using var browser = app.CreateBrowser(session: null);

        var response = await browser.PostAsJsonAsync("/console/sign-in", new { key = TestApp.AdminKey });

        var signedIn = await response.JsonAsync(HttpStatusCode.OK);
        signedIn["scopes"]!.ToJsonString().ShouldBe("""["admin"]""");
        signedIn["expires_at"]!.GetValue<DateTimeOffset>().ShouldBe(instruments.Clock.GetUtcNow().AddHours(12), TimeSpan.FromMinutes(1));
        var cookie = response.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=strict");
        cookie.ShouldContain("path=/");
        cookie.ShouldNotContain("secure");
        (await app.CreateBrowser(Calls.SessionOf(response)).StatusAsync("/admin/api-keys")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task SignIn_OverHttps_MarksTheCookieSecure()
    {
        using var browser = app.CreateBrowser(session: null);

        var response = await browser.PostAsJsonAsync("https://localhost/console/sign-in", new { key = TestApp.AdminKey });

        response.Headers.GetValues("Set-Cookie").Single().ShouldContain("secure");
    }

    [Fact]
    public async Task SignIn_WithLink_WorksOnce()
    {
        var link = await (await _admin.PostAsync("/admin/sign-in-links", content: null)).JsonAsync(HttpStatusCode.Created);
        var path = link["url_path"]!.GetValue<string>();
        path.ShouldMatch("^/sign-in#[A-Za-z0-9_-]{43}$");
        var token = path.Split('#')[1];

        var session = await app.SignInAsync(new { token });

        (await app.CreateBrowser(session).StatusAsync()).ShouldBe(HttpStatusCode.OK);
        await ShouldBeRefusedAsync(new { token });
    }

    [Fact]
    public async Task SignIn_WithLinkByManyAtOnce_LetsOneIn()
    {
        var token = await NewTokenAsync();
        using var browser = app.CreateBrowser(session: null);

        var statuses = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
            (await browser.PostAsJsonAsync("/console/sign-in", new { token })).StatusCode));

        statuses.Count(s => s == HttpStatusCode.OK).ShouldBe(1);
        statuses.Count(s => s == HttpStatusCode.Unauthorized).ShouldBe(7);
    }

    [Fact]
    public async Task SignIn_WithLinkAfterAnHour_IsRefused()
    {
        var token = await NewTokenAsync();

        instruments.Clock.Advance(TimeSpan.FromHours(1));

        await ShouldBeRefusedAsync(new { token });
    }

    [Fact]
    public async Task SignIn_WithUnknownKey_IsRefused() => await ShouldBeRefusedAsync(new { key = "cp_unknown" });

    [Fact]
    public async Task SignIn_ThatFails_IsAuditedWithoutWhatWasTyped()
    {
        var before = (await FailuresAsync()).Count;

        await ShouldBeRefusedAsync(new { key = "cp_typed_by_somebody" });
        await ShouldBeRefusedAsync(new { token = "token_typed_by_somebody" });

        var failures = await FailuresAsync();
        failures.Count.ShouldBe(before + 2);
        failures[0]!["actor"]!.GetValue<string>().ShouldBe("anonymous");
        failures.ToJsonString().ShouldNotContain("typed");
    }

    [Fact]
    public async Task SignIn_WithLinkByManyAtOnce_AuditsOneSignInAndTheRestAsFailures()
    {
        var token = await NewTokenAsync();
        using var browser = app.CreateBrowser(session: null);
        var before = (await FailuresAsync()).Count;

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => browser.PostAsJsonAsync("/console/sign-in", new { token })));

        (await FailuresAsync()).Count.ShouldBe(before + 3);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"key":"a","token":"b"}""")]
    [InlineData("""{"key":""}""")]
    public async Task SignIn_NotExactlyOneCredential_Is400(string body)
    {
        using var browser = app.CreateBrowser(session: null);

        var response = await browser.PostAsync("/console/sign-in", new StringContent(body, null, "application/json"));

        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "request.invalid");
    }

    [Fact]
    public async Task Session_After12Hours_Is401()
    {
        using var browser = app.CreateBrowser(await app.SignInAsync(new { key = TestApp.AdminKey }));
        (await browser.StatusAsync()).ShouldBe(HttpStatusCode.OK);

        instruments.Clock.Advance(TimeSpan.FromHours(12));

        (await browser.StatusAsync()).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Session_OfRevokedKey_Is401AtOnce()
    {
        var (id, key) = await _admin.CreateKeyAsync("left the company", ["chat"]);
        using var browser = app.CreateBrowser(await app.SignInAsync(new { key }));
        (await browser.StatusAsync()).ShouldBe(HttpStatusCode.OK);

        await _admin.DeleteAsync($"/admin/api-keys/{id}");

        (await browser.StatusAsync()).ShouldBe(HttpStatusCode.Unauthorized);
        await ShouldBeRefusedAsync(new { key });
    }

    [Fact]
    public async Task Session_TokenSentAsBearer_Is401()
    {
        var session = await app.SignInAsync(new { key = TestApp.AdminKey });

        (await app.CreateClientWith(session).StatusAsync()).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Call_WithBadBearerAndGoodCookie_Is401()
    {
        using var browser = app.CreateBrowser(await app.SignInAsync(new { key = TestApp.AdminKey }));
        browser.DefaultRequestHeaders.Add("Authorization", "Bearer nonsense");

        (await browser.StatusAsync()).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task SignOut_EndsTheSessionOnTheServer()
    {
        using var browser = app.CreateBrowser(await app.SignInAsync(new { key = TestApp.AdminKey }));

        var response = await browser.PostAsync("/console/sign-out", content: null);

        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        response.Headers.GetValues("Set-Cookie").Single().ShouldStartWith("cp_session=;");
        (await browser.StatusAsync()).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", false)]
    [InlineData("Sec-Fetch-Site", "same-site", false)]
    [InlineData("Sec-Fetch-Site", "none", false)]
    [InlineData("Sec-Fetch-Site", "same-origin", true)]
    [InlineData("Origin", "https://evil.example", false)]
    [InlineData("Origin", "http://localhost.evil.example", false)]
    [InlineData("Origin", "null", false)]
    [InlineData("Origin", "http://localhost", true)]
    [InlineData("X-Nothing", "said", false)]
    public async Task Cookie_UnsafeMethod_CountsOnlyFromOurOwnPages(string header, string value, bool accepted)
    {
        using var browser = app.CreateBrowser(await app.SignInAsync(new { key = TestApp.AdminKey }));
        browser.DefaultRequestHeaders.Remove("Sec-Fetch-Site");
        browser.DefaultRequestHeaders.Add(header, value);

        var response = await browser.PostAsync("/admin/sign-in-links", content: null);

        if (accepted)
        {
            response.StatusCode.ShouldBe(HttpStatusCode.Created);
        }
        else
        {
            await response.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "access.cross_origin");
        }
    }

    [Fact]
    public async Task Cookie_UpgradeFromAnotherOrigin_Is403()
    {
        using var browser = app.CreateBrowser(await app.SignInAsync(new { key = TestApp.AdminKey }));
        browser.DefaultRequestHeaders.Remove("Sec-Fetch-Site");
        browser.DefaultRequestHeaders.Add("Origin", "https://evil.example");
        browser.DefaultRequestHeaders.Add("Upgrade", "websocket");

        (await browser.StatusAsync()).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task SignIn_FromAnotherSite_Is403()
    {
        using var browser = app.CreateBrowser(session: null);
        browser.DefaultRequestHeaders.Add("Origin", "https://evil.example");

        await (await browser.PostAsJsonAsync("/console/sign-in", new { key = TestApp.AdminKey }))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden, "access.cross_origin");
    }

    private async Task<JsonArray> FailuresAsync() =>
        (await (await _admin.GetAsync("/admin/audit-events?limit=200&action=console.sign_in_failed")).JsonAsync(HttpStatusCode.OK))["audit_events"]!.AsArray();

    private async Task<string> NewTokenAsync()
    {
        var link = await (await _admin.PostAsync("/admin/sign-in-links", content: null)).JsonAsync(HttpStatusCode.Created);
        return link["url_path"]!.GetValue<string>().Split('#')[1];
    }

    private async Task ShouldBeRefusedAsync(object body)
    {
        using var browser = app.CreateBrowser(session: null);
        var response = await browser.PostAsJsonAsync("/console/sign-in", body);
        await response.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "access.bad_credential");
        response.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }
}
