using System.Net;
using System.Net.Http.Json;
using ChatPlatform.IntegrationTests.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.IntegrationTests.Access;

/// <summary>An app whose connections come from the address that the test names in a header: the test server has none.</summary>
public abstract class PeerApp(string? trusted) : AccessInMemoryApp
{
    public const string Peer = "X-Test-Peer";

    protected override IEnumerable<KeyValuePair<string, string>> Settings =>
        [new("Access:SignInPerMinute", "3"), .. trusted is null ? [] : new KeyValuePair<string, string>[] { new("TRUSTED_PROXIES", trusted) }];

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.AddSingleton<IStartupFilter, PeerFilter>());
    }

    private sealed class PeerFilter : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, rest) =>
            {
                http.Connection.RemoteIpAddress = IPAddress.Parse(http.Request.Headers[Peer].ToString() is { Length: > 0 } peer ? peer : "127.0.0.1");
                return rest(http);
            });
            next(app);
        };
    }
}

public sealed class ProxiedApp() : PeerApp("10.0.0.0/24, 192.0.2.9, 2001:db8::/32");

public sealed class DirectApp() : PeerApp(null);

public sealed class TrustedProxyTests : IDisposable
{
    private readonly ProxiedApp _app = new();

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData("10.0.0.7")]
    [InlineData("192.0.2.9")]
    [InlineData("::ffff:10.0.0.7")]
    [InlineData("2001:db8::7")]
    public async Task SignIn_ThroughATrustedProxy_HasASecureCookieAndTheCallersAddress(string proxy)
    {
        using var response = await SignInAsync(_app, TestApp.AdminKey, proxy, "203.0.113.5");

        response.Headers.GetValues("Set-Cookie").Single().ShouldContain("; secure");
        (await AddressOfAsync(_app, "console.signed_in")).ShouldBe("203.0.113.5");
    }

    [Theory]
    [InlineData("10.0.1.7")]
    [InlineData("127.0.0.1")] // ASP.NET Core's own default, which does not count here
    [InlineData("::1")]
    public async Task SignIn_ForwardedByAStranger_CountsAsTheStrangers(string stranger)
    {
        using var response = await SignInAsync(_app, TestApp.AdminKey, stranger, "203.0.113.5");

        response.Headers.GetValues("Set-Cookie").Single().ShouldNotContain("secure");
        (await AddressOfAsync(_app, "console.signed_in")).ShouldBe(stranger);
    }

    [Fact]
    public async Task SignIn_WithoutTheSetting_IgnoresForwardedHeaders()
    {
        await using var direct = new DirectApp();

        using var response = await SignInAsync(direct, TestApp.AdminKey, "127.0.0.1", "203.0.113.5");

        response.Headers.GetValues("Set-Cookie").Single().ShouldNotContain("secure");
        (await AddressOfAsync(direct, "console.signed_in")).ShouldBe("127.0.0.1");
    }

    [Fact]
    public async Task SignIn_ThroughATrustedProxy_IsLimitedByTheCallersAddress()
    {
        for (var i = 0; i < 3; i++)
        {
            // what the caller itself wrote stands before what the proxy added
            (await StatusAsync("10.0.0.7", $"198.51.100.{i}, 203.0.113.5")).ShouldBe(HttpStatusCode.Unauthorized);
        }

        (await StatusAsync("10.0.0.7", "203.0.113.5")).ShouldBe(HttpStatusCode.TooManyRequests);
        (await StatusAsync("10.0.0.7", "203.0.113.6")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task SignIn_ThroughTwoTrustedProxies_IsLimitedByTheCallersAddress()
    {
        for (var i = 0; i < 3; i++)
        {
            (await StatusAsync("10.0.0.7", $"203.0.113.5, 10.0.0.{i + 20}")).ShouldBe(HttpStatusCode.Unauthorized);
        }

        (await StatusAsync("10.0.0.7", "203.0.113.5")).ShouldBe(HttpStatusCode.TooManyRequests);
        (await StatusAsync("10.0.0.7", "203.0.113.6, 10.0.0.20")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task SignIn_SpoofedFromAStranger_IsLimitedByTheStrangersAddress()
    {
        for (var i = 0; i < 3; i++)
        {
            (await StatusAsync("198.51.100.1", $"203.0.113.{i}")).ShouldBe(HttpStatusCode.Unauthorized);
        }

        (await StatusAsync("198.51.100.1", "203.0.113.99")).ShouldBe(HttpStatusCode.TooManyRequests);
    }

    private async Task<HttpStatusCode> StatusAsync(string peer, string forwardedFor)
    {
        using var response = await SignInAsync(_app, "cp_guess", peer, forwardedFor);
        return response.StatusCode;
    }

    private static async Task<HttpResponseMessage> SignInAsync(TestApp app, string key, string peer, string forwardedFor)
    {
        using var browser = app.CreateBrowser(session: null);
        browser.DefaultRequestHeaders.Add(PeerApp.Peer, peer);
        browser.DefaultRequestHeaders.Add("X-Forwarded-For", forwardedFor);
        browser.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        return await browser.PostAsJsonAsync("/console/sign-in", new { key });
    }

    private static async Task<string> AddressOfAsync(TestApp app, string action)
    {
        using var admin = app.CreateAdmin();
        return (await admin.GetAsync($"/admin/audit-events?limit=1&action={action}").JsonAsync()).GetProperty("audit_events")[0].Str("remote_address");
    }
}
