using System.Net;
using System.Net.Http.Headers;

namespace ChatPlatform.IntegrationTests.Hosting;

public sealed class ConsolePagesTests(HttpApp app) : IClassFixture<HttpApp>, IAsyncLifetime
{
    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(Path.Combine(app.WebRoot, "assets"));
        Directory.CreateDirectory(Path.Combine(app.WebRoot, "scalar"));
        await File.WriteAllTextAsync(Path.Combine(app.WebRoot, "index.html"), "<style nonce=\"__CSP_NONCE__\"></style><div id=root></div>");
        await File.WriteAllTextAsync(Path.Combine(app.WebRoot, "assets", "app-1a2b.js"), string.Concat(Enumerable.Repeat("console.log(1);\n", 500)));
        await File.WriteAllTextAsync(Path.Combine(app.WebRoot, "scalar", "standalone.js"), "1;");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("/")]
    [InlineData("/index.html")]
    [InlineData("/logs")]
    [InlineData("/chat/0197")]
    public async Task Get_PageOfTheConsole_IsIndexWithANonceOfItsOwn(string path)
    {
        using var first = await GetAsync(path, "text/html");
        using var second = await GetAsync(path, "text/html");

        var html = await first.Content.ReadAsStringAsync();
        var csp = first.Headers.GetValues("Content-Security-Policy").Single();
        var nonce = csp.Split("'nonce-")[1].Split('\'')[0];
        html.ShouldContain($"nonce=\"{nonce}\"");
        csp.ShouldContain("script-src 'self';");
        first.Headers.CacheControl!.NoStore.ShouldBeTrue();
        second.Headers.GetValues("Content-Security-Policy").Single().ShouldNotContain(nonce);
    }

    [Theory]
    [InlineData("/api/unknown", "text/html")]
    [InlineData("/admin/unknown", "text/html")]
    [InlineData("/assets/gone.js", "text/html")]
    [InlineData("/logs", "application/json")]
    [InlineData("/.env", "text/html")]
    [InlineData("/../appsettings.json", "text/html")]
    public async Task Get_WhatIsNotAPage_Is404(string path, string accept) =>
        (await GetAsync(path, accept)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task Get_HashedAsset_IsCompressedAndCachedForGood()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/assets/app-1a2b.js");
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
        using var response = await app.Client.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentEncoding.ShouldBe(["br"]);
        response.Headers.CacheControl!.ToString().ShouldContain("immutable");
    }

    [Fact]
    public async Task Get_ApiAnswer_IsNeverCompressed()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/openapi/v1.json");
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
        using var response = await app.Client.SendAsync(request);

        response.Content.Headers.ContentEncoding.ShouldBeEmpty();
    }

    [Fact]
    public async Task Get_Scalar_LoadsNothingFromElsewhere()
    {
        using var response = await GetAsync("/scalar", "text/html");
        var html = await response.Content.ReadAsStringAsync();

        html.ShouldContain("src=\"/scalar/standalone.js\"");
        html.ShouldNotContain("https://");
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("connect-src 'self'");
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
        return await app.Client.SendAsync(request);
    }
}

public sealed class ConsoleNotBuiltTests(HttpApp app) : IClassFixture<HttpApp>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/scalar")]
    public async Task Get_WithoutABuild_SaysHowToBuild(string path) => (await app.Client.GetStringAsync(path)).ShouldContain("./run.sh");
}
