using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace ChatPlatform.IntegrationTests.Hosting;

public sealed class ProblemTests(HttpApp app) : IClassFixture<HttpApp>
{
    [Theory]
    [InlineData("""{"name": }""", null, "line 1")]
    [InlineData("""{"name": "x", "temperature": "warm"}""", "temperature", "temperature:")]
    [InlineData("""{"name": "x", "mood": "gruesome"}""", "mood", "mood:")]
    [InlineData("""{"name": "x", "mood": 1}""", "mood", "mood:")]
    [InlineData("""{"name": 7}""", "name", "name:")]
    [InlineData("""{"name": "x", "variables": {"언어": 1}}""", "variables.언어", "variables.언어:")]
    [InlineData("{\"name\": \"a\\u0000b\"}", "name", "NUL")]
    [InlineData("{\"name\": \"x\", \"variables\": {\"k\": \"\\u0000\"}}", "variables.k", "NUL")]
    [InlineData("{\"name\": \"\\ud800\"}", "name", "Unicode")]
    [InlineData("{\"name\": \"x\", \"variables\": {\"\\ud800\": \"v\"}}", "variables", "variables:")]
    [InlineData("[]", null, "shape")]
    [InlineData("", null, "JSON")]
    public async Task Post_BodyThatCannotBeRead_Is400ThatSaysWhere(string body, string? field, string says)
    {
        var problem = await ProblemOf(await app.Client.PostAsync("/t/echo", Json(body)), HttpStatusCode.BadRequest, "request.invalid");

        problem.GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain(says);
        problem.GetProperty("detail").GetString()!.ShouldNotContain("System.");
        if (field is not null)
        {
            problem.GetProperty("errors").GetProperty(field).GetArrayLength().ShouldBe(1);
        }
    }

    [Fact]
    public async Task Post_UnknownField_IsIgnored()
    {
        using var response = await app.Client.PostAsync("/t/echo", Json("""{"name": "민수", "mood": "very_good", "new_in_2030": {"x": []}}"""));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldContain("\"name\":\"민수\"");
    }

    [Fact]
    public async Task Post_BodyOverOneMebibyte_Is413() => await ProblemOf(
        await app.Client.PostAsync("/t/echo", Json($$"""{"name": "{{new string('x', 1024 * 1024)}}"}""")),
        HttpStatusCode.RequestEntityTooLarge, "body.too_large");

    [Fact]
    public async Task Post_BodyFarOverTheLimitManyTimes_IsAlways413AndNeverAReset()
    {
        var body = $$"""{"name": "{{new string('x', 8 * 1024 * 1024)}}"}""";
        for (var i = 0; i < 10; i++)
        {
            await ProblemOf(await app.Client.PostAsync("/t/echo", Json(body)), HttpStatusCode.RequestEntityTooLarge, "body.too_large");
        }
    }

    [Fact]
    public async Task Post_ChunkedBodyOverOneMebibyte_Is413()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/t/echo") { Content = Json($$"""{"name": "{{new string('x', 1024 * 1024)}}"}""") };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.ExpectContinue = true; // the refusal may close the connection on what is still being sent

        await ProblemOf(await app.Client.SendAsync(request), HttpStatusCode.RequestEntityTooLarge, "body.too_large");
    }

    [Fact]
    public async Task Post_OtherMediaType_Is415() => await ProblemOf(
        await app.Client.PostAsync("/t/echo", new StringContent("x", Encoding.UTF8, "text/plain")),
        HttpStatusCode.UnsupportedMediaType, "media_type.unsupported");

    [Theory]
    [InlineData("/t/query?limit=abc", "limit")]
    [InlineData("/t/query", "limit")]
    public async Task Get_QueryThatCannotBeRead_Is400ThatNamesTheParameter(string url, string name)
    {
        var problem = await ProblemOf(await app.Client.GetAsync(url), HttpStatusCode.BadRequest, "request.invalid");

        problem.GetProperty("errors").TryGetProperty(name, out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Get_NulInTheQuery_Is400() =>
        await ProblemOf(await app.Client.GetAsync("/t/query?limit=1&q=a%00b"), HttpStatusCode.BadRequest, "request.invalid");

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/html")]
    [InlineData("text/event-stream")]
    public async Task Get_UnknownAddress_Is404ProblemWhateverIsAccepted(string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/nothing");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));

        await ProblemOf(await app.Client.SendAsync(request), HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Delete_WrongMethod_Is405ThatNamesTheRightOne()
    {
        var problem = await ProblemOf(await app.Client.DeleteAsync("/t/echo"), HttpStatusCode.MethodNotAllowed, "method_not_allowed");

        problem.GetProperty("detail").GetString()!.ShouldContain("POST");
    }

    [Theory]
    [InlineData("refused")]
    [InlineData("wrapped")]
    [InlineData("pool")]
    [InlineData("timeout")]
    [InlineData("starting")]
    public async Task Get_DatabaseAway_Is503WithRetryAfter(string kind)
    {
        using var response = await app.Client.GetAsync($"/t/throw/{kind}");

        response.Headers.RetryAfter.ShouldNotBeNull();
        await ProblemOf(response, HttpStatusCode.ServiceUnavailable, "database.unavailable");
    }

    [Theory]
    [InlineData("unique", HttpStatusCode.Conflict, "conflict")]
    [InlineData("concurrent", HttpStatusCode.Conflict, "conflict")]
    [InlineData("model", HttpStatusCode.GatewayTimeout, "model.timeout")]
    public async Task Get_KnownException_HasItsStatus(string kind, HttpStatusCode status, string code) =>
        await ProblemOf(await app.Client.GetAsync($"/t/throw/{kind}"), status, code);

    [Fact]
    public async Task Get_Bug_Is500WithoutDetailsAndLoggedOnce()
    {
        var response = await app.Client.GetAsync("/t/throw/leak");
        var text = await response.Content.ReadAsStringAsync();
        await ProblemOf(response, HttpStatusCode.InternalServerError, "internal");

        text.ShouldNotContain("SELECT");
        text.ShouldNotContain(" at ");
        lock (app.Log.Lines)
        {
            app.Log.Lines.Count(l => l.Exception is InvalidOperationException { Message: "SELECT secret FROM nowhere" }).ShouldBe(1);
            app.Log.Lines.Count(l => l.Level >= LogLevel.Error && l.Text.Contains("/t/throw/leak")).ShouldBe(1);
        }
    }

    [Fact]
    public async Task Get_ExpectedError_CarriesItsData()
    {
        var problem = await ProblemOf(await app.Client.GetAsync("/t/error"), HttpStatusCode.UnprocessableEntity, "t.wrong");

        problem.GetProperty("message_id").GetInt32().ShouldBe(7);
        problem.GetProperty("type").GetString()!.ShouldEndWith("t.wrong");
    }

    [Fact]
    public async Task Get_AnyAnswer_CarriesSecurityHeadersAndIsNotStored()
    {
        using var response = await app.Client.GetAsync("/t/throw/bug");

        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        response.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        response.Headers.Contains("Server").ShouldBeFalse();
    }

    [Fact]
    public async Task Get_WithAQuery_IsLoggedOnOneLineWithoutIt()
    {
        await app.Client.GetAsync("/t/query?limit=12345");

        lock (app.Log.Lines)
        {
            app.Log.Lines.ShouldContain(l => l.Text.StartsWith("GET /t/query 200 in"));
            app.Log.Lines.ShouldNotContain(l => l.Level >= LogLevel.Information && l.Text.StartsWith("GET") && l.Text.Contains("12345"));
        }
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static async Task<JsonElement> ProblemOf(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(status, text);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = JsonDocument.Parse(text).RootElement;
        problem.GetProperty("code").GetString().ShouldBe(code);
        problem.GetProperty("status").GetInt32().ShouldBe((int)status);
        problem.GetProperty("title").GetString().ShouldNotBeNullOrEmpty();
        problem.GetProperty("detail").GetString().ShouldNotBeNullOrEmpty();
        problem.GetProperty("trace_id").GetString().ShouldNotBeNullOrEmpty();
        return problem;
    }
}
