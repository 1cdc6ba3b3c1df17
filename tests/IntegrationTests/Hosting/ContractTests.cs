using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using ChatPlatform.IntegrationTests.Common;

namespace ChatPlatform.IntegrationTests.Hosting;

/// <summary>The product's own document is the complete statement of its contract, whoever adds an endpoint.</summary>
public sealed partial class ContractTests(InMemoryApp app) : IClassFixture<InMemoryApp>
{
    [Fact]
    public async Task Document_EveryOperation_IsNamedSummarisedAndShownByExample() => Incomplete(await DocumentAsync()).ShouldBeEmpty();

    [Fact]
    public async Task Document_EveryNameAndType_IsKnownAndSnakeCase() => Untyped(await DocumentAsync()).ShouldBeEmpty();

    [Theory]
    [InlineData("CreateSessionBody", "")]
    [InlineData("SignInBody", "")]
    [InlineData("RenderBody", "")]
    [InlineData("ChatBody", "message session_id")]
    [InlineData("CreateApiKeyBody", "name scopes")]
    [InlineData("CreatePrompt", "name system_prompt")]
    public async Task Document_RequestBody_RequiresOnlyWhatMustBeSent(string body, string required)
    {
        var schema = (await DocumentAsync()).GetProperty("components").GetProperty("schemas").GetProperty(body);

        string.Join(' ', Items(schema, "required").Select(name => name.GetString()).Order()).ShouldBe(required);
    }

    [Fact]
    public void Incomplete_OperationWithoutAnything_IsSeen() => Incomplete(JsonDocument.Parse("""
        {"paths": {"/a/{itemId}": {"post": {
          "parameters": [{"name": "itemId", "in": "path"}],
          "requestBody": {"content": {"application/json": {}}},
          "responses": {"200": {"content": {"application/json": {}}}}}}}}
        """).RootElement).Count.ShouldBe(5);

    [Fact]
    public void Untyped_PropertyWithoutAType_IsSeen() => Untyped(JsonDocument.Parse("""
        {"components": {"schemas": {"A": {"properties": {"good": {"type": "string"}, "also_good": {"$ref": "#/x"}, "none": {}, "badCase": {"type": "string"}}}}}}
        """).RootElement).ShouldBe(["A.none has no type", "A.badCase is not snake_case"]);

    private static List<string> Incomplete(JsonElement document)
    {
        var missing = new List<string>();
        foreach (var (name, operation) in document.GetProperty("paths").EnumerateObject()
                     .SelectMany(path => path.Value.EnumerateObject().Select(o => ($"{o.Name} {path.Name}", o.Value))))
        {
            missing.AddRange(new[] { "operationId", "summary" }.Where(field => !operation.TryGetProperty(field, out _)).Select(field => $"{name}: {field}"));
            missing.AddRange(
                from parameter in Items(operation, "parameters")
                where parameter.GetProperty("in").GetString() is "path" or "query" && !SnakeCase().IsMatch(parameter.GetProperty("name").GetString()!)
                select $"{name}: parameter {parameter.GetProperty("name")}");
            var bodies = operation.GetProperty("responses").EnumerateObject().Where(r => r.Name[0] == '2').Select(r => r.Value);
            missing.AddRange(
                from body in operation.TryGetProperty("requestBody", out var request) ? bodies.Append(request) : bodies
                where body.TryGetProperty("content", out _)
                from media in body.GetProperty("content").EnumerateObject()
                where !media.Value.TryGetProperty("example", out _)
                select $"{name}: example of {media.Name}");
        }

        return missing;
    }

    private static List<string> Untyped(JsonElement document) =>
    [
        .. from schema in document.GetProperty("components").GetProperty("schemas").EnumerateObject()
           where schema.Value.TryGetProperty("properties", out _)
           from property in schema.Value.GetProperty("properties").EnumerateObject()
           let isTyped = property.Value.EnumerateObject().Any(p => p.Name is "type" or "$ref" or "oneOf" or "anyOf" or "enum")
           let isKakaos = schema.Name.StartsWith("Kakao", StringComparison.Ordinal) || schema.Name.StartsWith("Skill", StringComparison.Ordinal)
           let isSnake = isKakaos || SnakeCase().IsMatch(property.Name)
           where !isTyped || !isSnake
           where property.Name is not ("metadata" or "value") // any JSON: a caller's own
           select $"{schema.Name}.{property.Name} " + (isTyped ? "is not snake_case" : "has no type"),
    ];

    private static JsonElement.ArrayEnumerator Items(JsonElement element, string name) =>
        element.TryGetProperty(name, out var items) ? items.EnumerateArray() : default;

    private async Task<JsonElement> DocumentAsync() => await app.CreateClient().GetFromJsonAsync<JsonElement>("/openapi/v1.json");

    [GeneratedRegex("^[a-z][a-z0-9_]*$")]
    private static partial Regex SnakeCase();
}
