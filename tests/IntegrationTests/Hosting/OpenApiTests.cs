using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ChatPlatform.IntegrationTests.Hosting;

public sealed partial class OpenApiTests(HttpApp app) : IClassFixture<HttpApp>
{
    [Fact]
    public async Task Get_Document_HasExamplesProblemsAndSecurity()
    {
        var document = await app.Client.GetFromJsonAsync<JsonElement>("/openapi/v1.json");

        var echo = document.GetProperty("paths").GetProperty("/t/echo").GetProperty("post");
        echo.GetProperty("operationId").GetString().ShouldBe("Echo");
        var body = echo.GetProperty("requestBody").GetProperty("content").GetProperty("application/json");
        body.GetProperty("example").GetProperty("name").GetString().ShouldBe("민수");
        body.GetProperty("example").GetProperty("mood").GetString().ShouldBe("very_good");
        echo.GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").TryGetProperty("example", out _).ShouldBeTrue();
        echo.GetProperty("responses").GetProperty("400").GetProperty("content").GetProperty("application/problem+json")
            .GetProperty("schema").GetProperty("$ref").GetString().ShouldBe("#/components/schemas/Problem");
        document.GetProperty("components").GetProperty("securitySchemes").TryGetProperty("bearer", out _).ShouldBeTrue();
        document.GetProperty("servers")[0].GetProperty("url").GetString().ShouldBe("/");
    }

    [Fact]
    public async Task Get_Document_IsSnakeCaseThroughout()
    {
        var document = await app.Client.GetFromJsonAsync<JsonElement>("/openapi/v1.json");

        Properties(document.GetProperty("components").GetProperty("schemas")).Where(name => !SnakeCase().IsMatch(name)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Get_Document_KnowsTheTypeOfEveryProperty()
    {
        var document = await app.Client.GetFromJsonAsync<JsonElement>("/openapi/v1.json");

        var echo = document.GetProperty("components").GetProperty("schemas").GetProperty("Echo").GetProperty("properties");
        echo.GetProperty("name").GetProperty("type").GetString().ShouldBe("string");
        echo.GetProperty("at").GetProperty("type").GetString().ShouldBe("string");
        echo.GetProperty("at").GetProperty("format").GetString().ShouldBe("date-time");
        echo.GetProperty("variables").GetProperty("additionalProperties").GetProperty("type").GetString().ShouldBe("string");
        echo.GetProperty("tags").GetProperty("items").GetProperty("type").GetString().ShouldBe("string");
        echo.GetProperty("tags").GetProperty("type").GetString().ShouldBe("array");
        echo.GetProperty("note").GetProperty("type").EnumerateArray().Select(t => t.GetString()).ShouldBe(["null", "string"], ignoreOrder: true);
    }

    private static IEnumerable<string> Properties(JsonElement schemas) =>
        from schema in schemas.EnumerateObject()
        where schema.Value.TryGetProperty("properties", out _)
        from property in schema.Value.GetProperty("properties").EnumerateObject()
        select property.Name;

    [GeneratedRegex("^[a-z][a-z0-9_]*$")]
    private static partial Regex SnakeCase();
}
