using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChatPlatform.Application.Robeings.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Robeings;
using ChatPlatform.IntegrationTests.Access;
using ChatPlatform.IntegrationTests.Common;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.IntegrationTests.Robeings;

public sealed class RobeingSettingTestsInMemory(InMemoryApp app) : RobeingSettingTests(app), IClassFixture<InMemoryApp>;

public sealed class RobeingSettingTestsOnPostgreSql(PostgreSqlApp app) : RobeingSettingTests(app), IClassFixture<PostgreSqlApp>;

/// <summary>Settings over HTTP, on each provider.</summary>
public abstract class RobeingSettingTests(TestApp app)
{
    private readonly HttpClient _admin = app.CreateAdmin();

    [Fact]
    public async Task Settings_OfANewRobeing_AreTheDefaults()
    {
        var id = await app.MakeRobeingAsync(level: 1);

        var all = await _admin.GetAsync(Url(id)).JsonAsync();

        all.GetProperty("user").ToString().ShouldBe("""{"response_style":"friendly","response_length":"normal","language":"auto","timezone":"Asia/Seoul"}""");
        all.GetProperty("system").ToString().ShouldBe("""{"max_memory_size":1000,"memory_ttl_days":30,"auto_summarize":true,"debug_mode":false}""");
        all.GetProperty("skill").GetProperty("news.summary_length").GetString().ShouldBe("brief");
        (await _admin.GetAsync(Url(id, "user/language")).JsonAsync()).ToString()
            .ShouldBe("""{"category":"user","key":"language","value":"auto","is_default":true,"updated_at":null}""");
    }

    [Fact]
    public async Task Setting_SetReadAndReset_GoesThereAndBack()
    {
        var id = await app.MakeRobeingAsync();

        var set = await PutAsync(_admin, id, "user/response_length", "detailed").JsonAsync();
        (set.Str("value"), set.GetProperty("is_default").GetBoolean()).ShouldBe(("detailed", false));
        set.GetProperty("updated_at").GetDateTimeOffset().ShouldBe(TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(1));
        (await _admin.GetAsync(Url(id, "user/response_length")).JsonAsync()).ToString().ShouldBe(set.ToString());
        (await _admin.GetAsync(Url(id)).JsonAsync()).GetProperty("user").Str("response_length").ShouldBe("detailed");

        await _admin.DeleteAsync(Url(id, "user/response_length")).StatusAsync(HttpStatusCode.NoContent);
        await _admin.DeleteAsync(Url(id, "user/response_length")).StatusAsync(HttpStatusCode.NoContent);
        (await _admin.GetAsync(Url(id, "user/response_length")).JsonAsync()).GetProperty("is_default").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task FreeSetting_OfAnyJson_IsKeptUntilItIsDeleted()
    {
        var id = await app.MakeRobeingAsync();
        var value = new { 도시 = "서울 🌧", days = new[] { 1, 2 } };

        await PutAsync(_admin, id, "skill/weather.places", value).StatusAsync(HttpStatusCode.OK);

        var kept = (await _admin.GetAsync(Url(id)).JsonAsync()).GetProperty("skill").GetProperty("weather.places");
        kept.Str("도시").ShouldBe("서울 🌧");
        kept.GetProperty("days").ToString().ShouldBe("[1,2]");
        await _admin.DeleteAsync(Url(id, "skill/weather.places")).StatusAsync(HttpStatusCode.NoContent);
        await ShouldBeAsync(_admin.DeleteAsync(Url(id, "skill/weather.places")), 404, "setting.not_found");
        await ShouldBeAsync(_admin.GetAsync(Url(id, "skill/weather.places")), 404, "setting.not_found");
    }

    [Theory]
    [InlineData("user/colour", "\"red\"", 404, "setting.not_found")]
    [InlineData("nothing/colour", "\"red\"", 404, "setting.not_found")]
    [InlineData("user/language", "\"klingon\"", 400, "setting.invalid_value")]
    [InlineData("system/max_memory_size", "\"many\"", 400, "setting.invalid_value")]
    [InlineData("skill/Weather", "1", 400, "setting.key_invalid")]
    [InlineData("skill/weather.api_key", "\"x\"", 422, "setting.secret_refused")]
    public async Task Put_WhatCannotBe_SaysWhy(string setting, string value, int status, string code)
    {
        var id = await app.MakeRobeingAsync();

        await ShouldBeAsync(PutAsync(_admin, id, setting, JsonElement.Parse(value)), status, code);

        if (status is 400 or 422)
        {
            var problem = await PutAsync(_admin, id, setting, JsonElement.Parse(value)).JsonAsync((HttpStatusCode)status);
            problem.GetProperty("errors").EnumerateObject().ShouldNotBeEmpty();
        }
    }

    [Fact]
    public async Task Put_WithoutAValue_Is400()
    {
        var id = await app.MakeRobeingAsync();

        await _admin.PutAsJsonAsync(Url(id, "user/language"), new { }).StatusAsync(HttpStatusCode.BadRequest);
        await ShouldBeAsync(_admin.PutAsJsonAsync(Url(id, "user/language"), new { value = (string?)null }), 400, "setting.invalid_value");
        await ShouldBeAsync(_admin.PutAsJsonAsync(Url(id, "skill/weather.city"), new { }), 400, "setting.invalid_value");
    }

    [Theory]
    [InlineData("user/language", """{"value":"\ud800"}""")]
    [InlineData("skill/weather.city", """{"value":"\ud800"}""")]
    [InlineData("skill/weather.city", """{"value":{"\udc00":1}}""")]
    [InlineData("skill/news.categories", """{"value":["\ud800"]}""")]
    public async Task Put_HalfACharacter_Is400(string setting, string body)
    {
        var id = await app.MakeRobeingAsync();

        using var refused = await _admin.PutAsync(Url(id, setting), new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest, await refused.Content.ReadAsStringAsync());
        JsonElement.Parse(await refused.Content.ReadAsStringAsync()).GetProperty("errors").EnumerateObject().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Put_ValueOfALaterLevel_IsLockedAndSaysFromWhen()
    {
        var id = await app.MakeRobeingAsync(level: 1);

        using var response = await PutAsync(_admin, id, "skill/email.enabled", true);

        await response.ShouldBeProblemAsync(HttpStatusCode.Conflict, "capability.locked");
        (await response.Content.ReadAsStringAsync()).ShouldContain("레벨 3");
    }

    [Fact]
    public async Task Put_MoreFreeSettingsThanFit_IsRefusedAndOldOnesStayChangeable()
    {
        var id = await app.MakeRobeingAsync();
        await PutAsync(_admin, id, "skill/news.enabled", true).StatusAsync(HttpStatusCode.OK);

        var answers = await Task.WhenAll(Enumerable.Range(0, 205).Select(async i =>
        {
            using var response = await PutAsync(_admin, id, $"skill/mine.n{i}", i);
            return response.StatusCode;
        }));

        answers.Count(s => s == HttpStatusCode.OK).ShouldBe(200);
        answers.Count(s => s == HttpStatusCode.Conflict).ShouldBe(5);
        var kept = (await _admin.GetAsync(Url(id)).JsonAsync()).GetProperty("skill").EnumerateObject().First(s => s.Name.StartsWith("mine.", StringComparison.Ordinal));
        await PutAsync(_admin, id, $"skill/{kept.Name}", "changed").StatusAsync(HttpStatusCode.OK);
        await PutAsync(_admin, id, "skill/news.summary_length", "normal").StatusAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Settings_StoredValueThatIsNotAllowedAnyMore_AreTheDefault()
    {
        var id = await app.MakeRobeingAsync();
        await app.WithDbAsync(async db =>
        {
            var set = RobeingSetting.Of(
                new RobeingId(id), 1, RobeingSettingCategory.User, "response_style", JsonElement.Parse("\"formal\""), TimeProvider.System.Now()).Value!;
            db.Add(set);
            db.Entry(set).Property(s => s.Value).CurrentValue = "\"rude\"";
            await db.SaveChangesAsync();
        });

        (await _admin.GetAsync(Url(id)).JsonAsync()).GetProperty("user").Str("response_style").ShouldBe("friendly");
        var one = await _admin.GetAsync(Url(id, "user/response_style")).JsonAsync();
        (one.Str("value"), one.GetProperty("is_default").GetBoolean()).ShouldBe(("friendly", true));
    }

    [Fact]
    public async Task Put_OneKeyManyTimesAtOnce_AllSucceedAndOneStays()
    {
        var id = await app.MakeRobeingAsync();

        await Task.WhenAll(Enumerable.Range(1, 20).Select(i => PutAsync(_admin, id, "system/max_memory_size", i).StatusAsync(HttpStatusCode.OK)));

        var left = (await _admin.GetAsync(Url(id, "system/max_memory_size")).JsonAsync()).GetProperty("value").GetInt32();
        left.ShouldBeInRange(1, 20);
        var behaviour = await app.Robeings().FindAsync(id, default);
        behaviour.ShouldNotBeNull().ContextMessages.ShouldBe(left);
    }

    [Fact]
    public async Task Settings_OfSomebodyElse_AreHiddenOrReadOnly()
    {
        var (owner, ownerId) = await app.NewOwnerAsync();
        var (stranger, _) = await app.NewOwnerAsync();
        var own = await app.MakeRobeingAsync(ownerId);
        var shared = await app.MakeRobeingAsync(ownerId, isShared: true);

        await PutAsync(owner, own, "user/language", "ko").StatusAsync(HttpStatusCode.OK);
        await ShouldBeAsync(stranger.GetAsync(Url(own)), 404, "robeing.not_found");
        await ShouldBeAsync(PutAsync(stranger, own, "user/language", "ko"), 404, "robeing.not_found");
        await ShouldBeAsync(stranger.DeleteAsync(Url(own, "user/language")), 404, "robeing.not_found");
        await stranger.GetAsync(Url(shared)).StatusAsync(HttpStatusCode.OK);
        await ShouldBeAsync(PutAsync(stranger, shared, "user/language", "ko"), 403, "robeing.read_only");
        await ShouldBeAsync(_admin.GetAsync(Url("nobody")), 404, "robeing.not_found");
        await ShouldBeAsync(_admin.GetAsync(Url("No-Slug")), 404, "robeing.not_found");
    }

    [Fact]
    public async Task SetAsync_TypedText_IsSetAndListed()
    {
        var owner = new ClientId(Guid.CreateVersion7(TimeProvider.System.Now()));
        var id = await app.MakeRobeingAsync(owner);
        await using var scope = app.Services.CreateAsyncScope();
        var settings = scope.ServiceProvider.GetRequiredService<IRobeingSettings>();

        (await settings.SetAsync(id, "response_length", "brief", "test", default)).Value.ShouldBe(new RobeingSettingLine("user", "response_length", "brief", false));
        (await settings.SetAsync(id, "max_memory_size", "50", "test", default)).Value!.Text.ShouldBe("50");
        (await settings.SetAsync(id, "weather.city", "서울", "test", default)).Value!.Category.ShouldBe("skill");
        (await settings.SetAsync(id, "colour", "red", "test", default)).Error!.Code.ShouldBe("setting.not_found");
        (await settings.SetAsync("nobody", "response_length", "brief", "test", default)).Error!.Code.ShouldBe("robeing.not_found");

        var listed = (await settings.ListAsync(id, default)).Value.ShouldNotBeNull();
        listed.ShouldContain(new RobeingSettingLine("skill", "weather.city", "서울", false));
        listed.ShouldContain(new RobeingSettingLine("user", "language", "auto", true));
    }

    private static string Url(string id, string? setting = null) => $"/api/robeings/{id}/settings" + (setting is null ? "" : "/" + setting);

    private static Task<HttpResponseMessage> PutAsync(HttpClient client, string id, string setting, object value) =>
        client.PutAsJsonAsync(Url(id, setting), new { value });

    private static async Task ShouldBeAsync(Task<HttpResponseMessage> call, int status, string code)
    {
        using var response = await call;
        await response.ShouldBeProblemAsync((HttpStatusCode)status, code);
    }
}
