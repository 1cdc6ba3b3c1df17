using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChatPlatform.IntegrationTests.Common;

namespace ChatPlatform.IntegrationTests.Prompts;

public sealed class PromptEndpointTests(InMemoryApp app) : IClassFixture<InMemoryApp>
{
    private readonly HttpClient _admin = app.CreateAdmin();

    [Fact]
    public async Task Prompts_FromCreationToUse_WorkOverHttp()
    {
        var created = await _admin.PostAsJsonAsync("/admin/prompts", new { name = "영어-튜터", system_prompt = "{언어} 튜터", temperature = 0.3 });
        created.StatusCode.ShouldBe(HttpStatusCode.Created);
        var first = await created.Content.ReadFromJsonAsync<JsonElement>();
        (await _admin.GetAsync(created.Headers.Location)).StatusCode.ShouldBe(HttpStatusCode.OK);
        first.GetProperty("is_active").GetBoolean().ShouldBeTrue();
        first.GetProperty("temperature").GetDouble().ShouldBe(0.3);
        first.GetProperty("variables")[0].GetString().ShouldBe("언어");

        var second = await (await _admin.PostAsJsonAsync("/admin/prompts", new { name = "영어-튜터", system_prompt = "v2" })).Content.ReadFromJsonAsync<JsonElement>();
        var id = second.GetProperty("prompt_id").GetGuid();
        (await _admin.PostAsync($"/admin/prompts/{id}/activate", null)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var named = await _admin.GetFromJsonAsync<JsonElement>("/admin/prompts/영어-튜터");
        named.GetProperty("active").GetProperty("version").GetInt32().ShouldBe(2);
        named.GetProperty("versions").GetArrayLength().ShouldBe(2);
        (await _admin.GetFromJsonAsync<JsonElement>("/admin/prompts?active=true&limit=10")).GetProperty("prompts").GetArrayLength().ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task Render_MissingVariable_Is422ThatNamesIt()
    {
        var created = await _admin.PostAsJsonAsync("/admin/prompts", new { name = "render", system_prompt = "{언어} {레벨}" });
        var id = (await created.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("prompt_id").GetGuid();

        var missing = await _admin.PostAsJsonAsync($"/admin/prompts/{id}/render", new { variables = new Dictionary<string, string> { ["언어"] = "영어" } });
        var nothing = await _admin.PostAsync($"/admin/prompts/{id}/render", null);
        var whole = await _admin.PostAsJsonAsync(
            $"/admin/prompts/{id}/render", new { variables = new Dictionary<string, string> { ["언어"] = "영어", ["레벨"] = "{언어}" } });

        missing.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var problem = await missing.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("code").GetString().ShouldBe("prompt.variable_missing");
        problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe(["variables.레벨"]);
        nothing.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await whole.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("system_prompt").GetString().ShouldBe("영어 {언어}");
    }

    [Fact]
    public async Task Prompts_WithoutAKey_Are401() => (await app.CreateClient().GetAsync("/admin/prompts")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

    [Theory]
    [InlineData("/admin/prompts/nobody", HttpStatusCode.NotFound)]
    [InlineData("/admin/prompts?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("/admin/prompts?cursor=x", HttpStatusCode.BadRequest)]
    public async Task Get_WhatIsNotThere_SaysSo(string path, HttpStatusCode status) => (await _admin.GetAsync(path)).StatusCode.ShouldBe(status);
}
