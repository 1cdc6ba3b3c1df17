using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChatPlatform.IntegrationTests.Common;

namespace ChatPlatform.IntegrationTests.Robeings;

/// <summary>What changes leave behind for operators.</summary>
public abstract class RobeingTraceTests(TestApp app)
{
    [Fact]
    public async Task Change_OfARobeing_IsToldWithItsFieldsAndActor()
    {
        using var client = await app.NewClientAsync();
        using var admin = app.CreateAdmin();
        var id = await client.NewRobeingAsync();

        await client.PatchAsJsonAsync($"/api/robeings/{id}", new { display_name = "새 이름", model = "gpt-4o" }).StatusAsync(HttpStatusCode.OK);
        await client.PatchAsJsonAsync($"/api/robeings/{id}", new { display_name = "새 이름" }).StatusAsync(HttpStatusCode.OK); // nothing new
        await client.PatchAsJsonAsync($"/api/robeings/{id}", new { prompt_name = "nobody" }).StatusAsync(HttpStatusCode.UnprocessableEntity);
        await admin.PatchAsJsonAsync($"/api/robeings/{id}", new { is_shared = true }).StatusAsync(HttpStatusCode.OK);

        var told = await ToldAsync(id, "robeing.changed", 2);
        told.Select(e => string.Join(' ', e.GetProperty("fields").EnumerateArray().Select(f => f.GetString()))).Order().ShouldBe(["display_name model", "is_shared"]);
        told.ShouldAllBe(e => e.Str("actor").Length > 0);
        told.Select(e => e.Str("actor")).ShouldContain("test");
    }

    [Fact]
    public async Task Change_OfASetting_IsToldWithoutItsValue()
    {
        using var client = await app.NewClientAsync();
        var id = await client.NewRobeingAsync();
        var url = $"/api/robeings/{id}/settings/skill/weather.city";

        await client.PutAsJsonAsync(url, new { value = "서울" }).StatusAsync(HttpStatusCode.OK);
        await client.PutAsJsonAsync(url, new { value = new string('x', 5_000) }).StatusAsync(HttpStatusCode.BadRequest);
        await client.DeleteAsync(url).StatusAsync(HttpStatusCode.NoContent);
        await client.DeleteAsync($"/api/robeings/{id}/settings/user/language").StatusAsync(HttpStatusCode.NoContent); // was the default anyway

        var told = await ToldAsync(id, "robeing.setting_changed", 2);
        told.Select(e => (e.Str("category"), e.Str("key"), e.Str("change"), e.Str("actor"))).Order()
            .ShouldBe([("skill", "weather.city", "reset", "test"), ("skill", "weather.city", "set", "test")]);
        told.ShouldAllBe(e => !e.GetRawText().Contains("서울", StringComparison.Ordinal));
    }

    private async Task<List<JsonElement>> ToldAsync(string id, string kind, int count)
    {
        using var admin = app.CreateAdmin();
        List<JsonElement> told = [];
        await Http.EventuallyAsync(async () =>
        {
            var page = await admin.GetAsync($"/admin/events?subject={id}&kind={kind}").JsonAsync();
            told = [.. page.GetProperty("events").EnumerateArray().Select(e => JsonElement.Parse(e.Str("detail")))];
            return told.Count >= count;
        });
        told.Count.ShouldBe(count);
        return told;
    }
}

public sealed class InMemoryRobeingTraceTests(InMemoryApp app) : RobeingTraceTests(app), IClassFixture<InMemoryApp>;

public sealed class PostgreSqlRobeingTraceTests(PostgreSqlApp app) : RobeingTraceTests(app), IClassFixture<PostgreSqlApp>;
