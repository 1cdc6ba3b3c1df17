using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ChatPlatform.IntegrationTests.Common;
using Microsoft.AspNetCore.Mvc.Testing;

namespace ChatPlatform.IntegrationTests.Access;

/// <summary>The calls that the access tests make.</summary>
internal static class Calls
{
    public static async Task<JsonObject> JsonAsync(this HttpResponseMessage response, HttpStatusCode expected)
    {
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(expected, text);
        return JsonNode.Parse(text)!.AsObject();
    }

    public static async Task ShouldBeProblemAsync(this HttpResponseMessage response, HttpStatusCode status, string code)
    {
        var problem = await response.JsonAsync(status);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        problem["status"]!.GetValue<int>().ShouldBe((int)status);
        problem["code"]!.GetValue<string>().ShouldBe(code);
        problem["detail"]!.GetValue<string>().ShouldNotBeEmpty();
    }

    public static async Task<(Guid Id, string Key)> CreateKeyAsync(
        this HttpClient admin, string name, string[] scopes, DateTimeOffset? expiresAt = null, int? rateLimit = null)
    {
        var body = new { name, scopes, expires_at = expiresAt, rate_limit_per_minute = rateLimit };
        var created = await (await admin.PostAsJsonAsync("/admin/api-keys", body)).JsonAsync(HttpStatusCode.Created);
        return (created["id"]!.GetValue<Guid>(), created["key"]!.GetValue<string>());
    }

    /// <summary>A client that keeps no cookies of its own, with the session's cookie in a header.</summary>
    public static HttpClient CreateBrowser(this TestApp app, string? session)
    {
        var browser = app.CreateClient(new WebApplicationFactoryClientOptions { HandleCookies = false });
        if (session is not null)
        {
            browser.DefaultRequestHeaders.Add("Cookie", $"cp_session={session}");
            browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        }

        return browser;
    }

    public static async Task<string> SignInAsync(this TestApp app, object body)
    {
        using var browser = app.CreateBrowser(session: null);
        var response = await browser.PostAsJsonAsync("/console/sign-in", body);
        await response.JsonAsync(HttpStatusCode.OK);
        return SessionOf(response);
    }

    public static string SessionOf(HttpResponseMessage response) =>
        response.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("cp_session=", StringComparison.Ordinal)).Split('=', ';')[1];

    public static async Task<HttpStatusCode> StatusAsync(this HttpClient client, string path = "/console/me")
    {
        using var response = await client.GetAsync(path);
        return response.StatusCode;
    }
}
