using System.Net;
using System.Text.Json;
using ChatPlatform.Infrastructure.Persistence;
using ChatPlatform.IntegrationTests.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.IntegrationTests.Robeings;

public abstract class RobeingGrowthTests(TestApp app)
{
    [Fact]
    public async Task Stats_NewRobeing_AreTheInitialOnes()
    {
        using var client = await app.NewClientAsync();
        var id = await client.NewRobeingAsync();

        var stats = await client.StatsAsync(id);

        (stats.Num("level"), stats.Num("experience"), stats.Num("experience_for_next_level"), stats.Num("stat_points_available")).ShouldBe((1, 0, 100, 0));
        new[] { "memory", "compute", "empathy", "leadership", "ethics" }.ShouldAllBe(name => stats.Num(name) == 10);
        (stats.Num("total_conversations"), stats.Num("successful_tasks"), stats.Num("failed_tasks")).ShouldBe((0, 0, 0));
        stats.Str("created_at").ShouldEndWith("Z");
    }

    [Fact]
    public async Task Report_Tasks_GrowAndAreInTheLedger()
    {
        using var client = await app.NewClientAsync();
        var id = await client.NewRobeingAsync();

        var first = await client.TaskAsync(id, "coding", 10).JsonAsync();
        var second = await client.TaskAsync(id, "summary", 2, succeeded: false).JsonAsync();

        (first.Num("xp_gained"), first.Num("level"), first.Num("levels_gained"), first.Num("experience")).ShouldBe((300, 3, 2, 300));
        (first.GetProperty("leveled_up").GetBoolean(), first.Num("stat_points_available"), first.Num("experience_for_next_level")).ShouldBe((true, 6, 520));
        first.GetProperty("achievements").EnumerateArray().Select(a => a.Str("code")).ShouldBe(["first_task"]);
        first.GetProperty("achievements")[0].Str("title").ShouldBe("첫 임무");
        (second.Num("xp_gained"), second.Num("experience"), second.Num("successful_tasks"), second.Num("failed_tasks")).ShouldBe((0, 300, 1, 1));
        (second.GetProperty("leveled_up").GetBoolean(), second.GetProperty("achievements").GetArrayLength()).ShouldBe((false, 0));

        var ledger = (await client.GetAsync($"/api/robeings/{id}/growth?limit=1").JsonAsync());
        var newest = ledger.GetProperty("growth")[0];
        (newest.Str("kind"), newest.Str("reason"), newest.Num("difficulty"), newest.Num("xp"), newest.Num("failures")).ShouldBe(("task", "summary", 2, 0, 1));
        var older = await client.GetAsync($"/api/robeings/{id}/growth?limit=1&cursor={ledger.Str("next_cursor")}").JsonAsync();
        (older.GetProperty("growth")[0].Num("xp"), older.GetProperty("growth")[0].Num("rule_version")).ShouldBe((300, 1));
        older.GetProperty("next_cursor").ValueKind.ShouldBe(JsonValueKind.Null);
        await client.GetAsync($"/api/robeings/{id}/growth?cursor=x").ProblemAsync(HttpStatusCode.BadRequest, "cursor.invalid");
    }

    [Fact]
    public async Task Report_SameIdempotencyKey_CountsOnce()
    {
        using var client = await app.NewClientAsync();
        var id = await client.NewRobeingAsync();
        var key = RobeingApps.NewId();

        var first = await client.TaskAsync(id, idempotencyKey: key).JsonAsync();
        var again = await client.TaskAsync(id, idempotencyKey: key).JsonAsync();

        again.GetRawText().ShouldBe(first.GetRawText());
        (await client.StatsAsync(id)).Num("experience").ShouldBe(300);
    }

    [Theory]
    [InlineData("""{"task_type":"coding","difficulty":0,"succeeded":true}""", "difficulty")]
    [InlineData("""{"task_type":"coding","difficulty":11,"succeeded":true}""", "difficulty")]
    [InlineData("""{"task_type":"coding","difficulty":1}""", "succeeded")]
    [InlineData("""{"difficulty":1,"succeeded":true}""", "task_type")]
    public async Task Report_WrongShape_Is400ThatNamesTheField(string body, string field)
    {
        using var client = await app.NewClientAsync();
        var id = await client.NewRobeingAsync();

        var problem = await client.PostAsync($"/api/robeings/{id}/tasks", new StringContent(body, null, "application/json")).JsonAsync(HttpStatusCode.BadRequest);

        problem.GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue(problem.GetRawText());
    }

    [Fact]
    public async Task Report_UnknownType_Is422ThatNamesTheTypes()
    {
        using var client = await app.NewClientAsync();
        var id = await client.NewRobeingAsync();

        var problem = await client.TaskAsync(id, "요리").JsonAsync(HttpStatusCode.UnprocessableEntity);

        problem.Str("code").ShouldBe("robeing.task_type_unknown");
        problem.Str("detail").ShouldContain("translation");
    }

    [Fact]
    public async Task Distribute_EarnedPoints_RaisesStatsAndNoMoreThanThat()
    {
        using var client = await app.NewClientAsync();
        var id = await client.NewRobeingAsync();
        await client.TaskAsync(id).StatusAsync(HttpStatusCode.OK);

        var stats = await client.PostAsync($"/api/robeings/{id}/stat-points", new { memory = 3, empathy = 1 }).JsonAsync();
        var refused = await client.PostAsync($"/api/robeings/{id}/stat-points", new { ethics = 3 }).JsonAsync(HttpStatusCode.Conflict);

        (stats.Num("memory"), stats.Num("empathy"), stats.Num("compute"), stats.Num("stat_points_available")).ShouldBe((13, 11, 10, 2));
        (refused.Str("code"), refused.Num("available")).ShouldBe(("robeing.not_enough_points", 2));
        (await client.StatsAsync(id)).Num("ethics").ShouldBe(10);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"memory":0}""")]
    [InlineData("""{"memory":2,"ethics":-1}""")]
    [InlineData("""{"memory":2147483647,"ethics":2147483647}""")]
    public async Task Distribute_NothingOrLess_Is400(string body)
    {
        using var client = await app.NewClientAsync();
        var id = await client.NewRobeingAsync();
        await client.TaskAsync(id).StatusAsync(HttpStatusCode.OK);

        await client.PostAsync($"/api/robeings/{id}/stat-points", new StringContent(body, null, "application/json")).StatusAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Achievements_SomeGranted_ShowDateAndProgress()
    {
        using var client = await app.NewClientAsync();
        var id = await client.NewRobeingAsync();
        for (var i = 0; i < 4; i++)
        {
            await client.TaskAsync(id).StatusAsync(HttpStatusCode.OK);
        }

        var all = (await client.GetAsync($"/api/robeings/{id}/achievements").JsonAsync()).GetProperty("achievements").EnumerateArray().ToDictionary(a => a.Str("code"));

        all.Count.ShouldBe(15);
        (await client.AchievedAsync(id)).ShouldBe(["level_5", "first_task"]);
        (all["tasks_100"].GetProperty("progress").Num("current"), all["tasks_100"].GetProperty("progress").Num("target")).ShouldBe((4, 100));
        all["level_5"].GetProperty("progress").Num("current").ShouldBe(5);
        (all["first_task"].Str("title_en"), all["first_task"].Str("badge")).ShouldBe(("First task", "✅"));
    }

    [Fact]
    public async Task Capabilities_AtALevel_SayWhatIsOpen()
    {
        using var client = await app.NewClientAsync();
        var id = await client.NewRobeingAsync();
        await client.TaskAsync(id).StatusAsync(HttpStatusCode.OK);

        var list = await client.GetAsync($"/api/robeings/{id}/capabilities").JsonAsync();

        list.Num("level").ShouldBe(3);
        list.GetProperty("capabilities").EnumerateArray().Where(c => c.GetProperty("unlocked").GetBoolean()).Select(c => c.Str("capability"))
            .ShouldBe(["conversation", "slack", "detailed_answers", "news", "email"]);
        list.GetProperty("capabilities").EnumerateArray().Where(c => !c.GetProperty("available").GetBoolean()).Select(c => c.Str("capability"))
            .ShouldBe(["advanced_model"]); // the operator has named none
        (await client.GetAsync($"/api/robeings/{id}/capabilities").JsonAsync()).GetProperty("capabilities")[5].Str("title").ShouldBe("확장 기억");
    }

    [Fact]
    public async Task Rebuild_StatsThatAreRight_FindsNoDifference()
    {
        using var client = await app.NewClientAsync();
        using var admin = app.CreateAdmin();
        var id = await client.NewRobeingAsync();
        await RebuildAsync(admin, id, []);
        await client.TaskAsync(id).StatusAsync(HttpStatusCode.OK);
        await client.TaskAsync(id, "email", 3, succeeded: false).StatusAsync(HttpStatusCode.OK);
        await client.PostAsync($"/api/robeings/{id}/stat-points", new { leadership = 4 }).StatusAsync(HttpStatusCode.OK);
        var before = await client.StatsAsync(id);

        await RebuildAsync(admin, id, []);

        (await client.StatsAsync(id)).GetRawText().ShouldBe(before.GetRawText());
    }

    [Fact]
    public async Task Rebuild_StatsThatAreWrong_MakesThemAgainAndSaysWhatDiffered()
    {
        using var client = await app.NewClientAsync();
        using var admin = app.CreateAdmin();
        var id = await client.NewRobeingAsync();
        await client.TaskAsync(id).StatusAsync(HttpStatusCode.OK);
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
            var robeing = await db.Robeings.Include(r => r.Stats).SingleAsync(r => r.Id == new Domain.Robeings.RobeingId(id));
            robeing.Stats.Apply(new() { Experience = 7, Points = new(1, 0, 0, 0, 0) });
            await db.SaveChangesAsync();
        }

        await RebuildAsync(admin, id, ["experience", "memory"]);

        var stats = await client.StatsAsync(id);
        (stats.Num("experience"), stats.Num("memory")).ShouldBe((300, 10));
    }

    private static async Task RebuildAsync(HttpClient admin, string id, string[] fields)
    {
        var rebuilt = await admin.PostAsync($"/api/robeings/{id}/stats/rebuild", content: null).JsonAsync();
        rebuilt.GetProperty("differences").EnumerateArray().Select(d => d.Str("field")).ShouldBe(fields);
        rebuilt.GetProperty("stats").Str("robeing_id").ShouldBe(id);
    }

    [Fact]
    public async Task Distribute_TwentyAtOnce_NeverExceedsWhatWasEarned()
    {
        using var client = await app.NewClientAsync();
        var id = await client.NewRobeingAsync();
        await client.TaskAsync(id).StatusAsync(HttpStatusCode.OK);

        var statuses = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            using var response = await client.PostAsync($"/api/robeings/{id}/stat-points", new { memory = 1 });
            return response.StatusCode;
        }));

        statuses.Count(s => s == HttpStatusCode.OK).ShouldBe(6);
        statuses.Count(s => s == HttpStatusCode.Conflict).ShouldBe(14);
        var stats = await client.StatsAsync(id);
        (stats.Num("memory"), stats.Num("stat_points_available")).ShouldBe((16, 0));
    }

    [Fact]
    public async Task Report_ManyAtOnce_LosesNothing()
    {
        using var client = await app.NewClientAsync();
        var id = await client.NewRobeingAsync();

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => client.TaskAsync(id, "search", 1, succeeded: i % 4 != 0).StatusAsync(HttpStatusCode.OK)));

        var stats = await client.StatsAsync(id);
        (stats.Num("experience"), stats.Num("successful_tasks"), stats.Num("failed_tasks")).ShouldBe((300, 30, 10));
        (await client.AchievedAsync(id)).ShouldBe(["first_task"]);
    }
}

public sealed class InMemoryRobeingGrowthTests(InMemoryApp app) : RobeingGrowthTests(app), IClassFixture<InMemoryApp>;

public sealed class PostgreSqlRobeingGrowthTests(PostgreSqlApp app) : RobeingGrowthTests(app), IClassFixture<PostgreSqlApp>;
