using System.Net;
using ChatPlatform.IntegrationTests.Common;

namespace ChatPlatform.IntegrationTests.Robeings;

/// <summary>Making a robeing again, with an <c>Idempotency-Key</c> and without one.</summary>
public abstract class RobeingRepeatTests(TestApp app)
{
    [Fact]
    public async Task Create_SameKeyAgain_IsTheFirstResponse()
    {
        using var client = await app.NewClientAsync();
        var id = RobeingApps.NewId();

        var first = await CreateAsync(client, id, "로빙", "once").JsonAsync(HttpStatusCode.Created);
        using var again = await CreateAsync(client, id, "로빙", "once");

        again.StatusCode.ShouldBe(HttpStatusCode.Created);
        again.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        (await again.Content.ReadAsStringAsync()).ShouldBe(first.GetRawText());
        await CreateAsync(client, id, "다른 이름", "once").ProblemAsync(HttpStatusCode.UnprocessableEntity, "idempotency.mismatch");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Create_TenAtOnceWithKeys_MakeOne(bool isOneKey)
    {
        using var client = await app.NewClientAsync();
        var id = RobeingApps.NewId();

        var statuses = await Task.WhenAll(Enumerable.Range(0, 10).Select(async i =>
        {
            using var response = await CreateAsync(client, id, "로빙", isOneKey ? "racing" : $"racing-{i}");
            return response.StatusCode;
        }));

        // with one key a repeat is the first response, or hears that the first is still under way
        statuses.ShouldAllBe(s => isOneKey ? s == HttpStatusCode.Created || s == HttpStatusCode.Conflict : s == HttpStatusCode.Created || s == HttpStatusCode.OK);
        statuses.Count(s => s == HttpStatusCode.Created).ShouldBeGreaterThanOrEqualTo(1);
        if (!isOneKey)
        {
            statuses.Count(s => s == HttpStatusCode.Created).ShouldBe(1);
        }

        await client.GetAsync($"/api/robeings/{id}").StatusAsync(HttpStatusCode.OK);
        await CreateAsync(client, id, "로빙", "later").StatusAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Create_TakenWithAKey_Is409AndTheKeyIsFree()
    {
        using var owner = await app.NewClientAsync();
        using var client = await app.NewClientAsync();
        var id = await owner.NewRobeingAsync();

        await CreateAsync(client, id, "로빙", "key").ProblemAsync(HttpStatusCode.Conflict, "robeing.exists");
        await CreateAsync(client, RobeingApps.NewId(), "로빙", "key").StatusAsync(HttpStatusCode.Created);
    }

    private static Task<HttpResponseMessage> CreateAsync(HttpClient client, string id, string name, string key) =>
        client.PostAsync("/api/robeings", new { robeing_id = id, display_name = name }, key);
}

public sealed class InMemoryRobeingRepeatTests(InMemoryApp app) : RobeingRepeatTests(app), IClassFixture<InMemoryApp>;

public sealed class PostgreSqlRobeingRepeatTests(PostgreSqlApp app) : RobeingRepeatTests(app), IClassFixture<PostgreSqlApp>;
