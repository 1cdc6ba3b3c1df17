using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChatPlatform.IntegrationTests.Common;

namespace ChatPlatform.IntegrationTests.Robeings;

public abstract class RobeingTests(TestApp app)
{
    [Fact]
    public async Task Create_Again_GetsTheSameOne()
    {
        using var client = await app.NewClientAsync();
        var id = RobeingApps.NewId();

        var made = await client.MakeAsync(id, "내 로빙", "default", "gpt-4o").JsonAsync(HttpStatusCode.Created);
        var again = await client.MakeAsync(id, "내 로빙", "default", "gpt-4o").JsonAsync();

        (made.Str("robeing_id"), made.Str("display_name"), made.Str("prompt_name"), made.Str("model")).ShouldBe((id, "내 로빙", "default", "gpt-4o"));
        (made.GetProperty("is_shared").GetBoolean(), made.Num("level")).ShouldBe((false, 1));
        again.GetRawText().ShouldBe(made.GetRawText());
        (await client.GetAsync($"/api/robeings/{id}").JsonAsync()).GetRawText().ShouldBe(made.GetRawText());
    }

    [Fact]
    public async Task Create_TenAtOnce_MakeOne()
    {
        using var client = await app.NewClientAsync();
        var id = RobeingApps.NewId();

        var statuses = await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ =>
        {
            using var response = await client.MakeAsync(id);
            return response.StatusCode;
        }));

        statuses.Count(s => s == HttpStatusCode.Created).ShouldBe(1);
        statuses.Count(s => s == HttpStatusCode.OK).ShouldBe(9);
        (await client.GetAsync("/api/robeings?limit=200").JsonAsync()).GetProperty("robeings").EnumerateArray().Count(r => r.Str("robeing_id") == id).ShouldBe(1);
    }

    [Fact]
    public async Task Create_OtherContentOrTaken_Is409()
    {
        using var client = await app.NewClientAsync();
        using var stranger = await app.NewClientAsync();
        var id = await client.NewRobeingAsync();

        await client.MakeAsync(id, "다른 이름").ProblemAsync(HttpStatusCode.Conflict, "robeing.exists");
        await stranger.MakeAsync(id).ProblemAsync(HttpStatusCode.Conflict, "robeing.exists");
    }

    [Theory]
    [InlineData("Rb", "로빙", "robeing_id")]
    [InlineData("로빙", "로빙", "robeing_id")]
    [InlineData("", "로빙", "robeing_id")]
    [InlineData("ok", " ", "display_name")]
    public async Task Create_WrongShape_Is400ThatNamesTheField(string id, string name, string field)
    {
        using var client = await app.NewClientAsync();

        var problem = await client.MakeAsync(id, name).JsonAsync(HttpStatusCode.BadRequest);

        problem.GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue(problem.GetRawText());
    }

    [Fact]
    public async Task Create_UnknownPrompt_Is422()
    {
        using var client = await app.NewClientAsync();

        await client.MakeAsync(RobeingApps.NewId(), prompt: "nobody").ProblemAsync(HttpStatusCode.UnprocessableEntity, "prompt.not_found");
    }

    [Fact]
    public async Task Create_PromptWithVariables_IsLeftToTheSessions()
    {
        using var admin = app.CreateAdmin();
        using var client = await app.NewClientAsync();
        var prompt = "튜터-" + RobeingApps.NewId();
        await admin.PostAsync("/admin/prompts", new { name = prompt, system_prompt = "{언어} 튜터" }).StatusAsync(HttpStatusCode.Created);

        await client.MakeAsync(RobeingApps.NewId(), prompt: prompt).StatusAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Visibility_OwnSharedAndStrange_IsAsTheRuleSays()
    {
        using var owner = await app.NewClientAsync();
        using var stranger = await app.NewClientAsync();
        using var admin = app.CreateAdmin();
        var own = await owner.NewRobeingAsync();
        var shared = await admin.NewRobeingAsync();
        (await admin.GetAsync($"/api/robeings/{shared}").JsonAsync()).GetProperty("is_shared").GetBoolean().ShouldBeTrue();

        foreach (var path in new[] { "", "/stats", "/growth", "/achievements", "/capabilities" })
        {
            await owner.GetAsync($"/api/robeings/{own}{path}").StatusAsync(HttpStatusCode.OK);
            await admin.GetAsync($"/api/robeings/{own}{path}").StatusAsync(HttpStatusCode.OK);
            await stranger.GetAsync($"/api/robeings/{own}{path}").ProblemAsync(HttpStatusCode.NotFound, "robeing.not_found");
            await stranger.GetAsync($"/api/robeings/{shared}{path}").StatusAsync(HttpStatusCode.OK);
        }

        (await ListedAsync(stranger)).ShouldContain(shared);
        (await ListedAsync(stranger)).ShouldNotContain(own);
        (await ListedAsync(owner)).ShouldContain(own);
        (await ListedAsync(admin)).ShouldContain(own);
    }

    [Fact]
    public async Task Change_ByOwnerAdminAndOthers_IsAsTheRuleSays()
    {
        using var owner = await app.NewClientAsync();
        using var stranger = await app.NewClientAsync();
        using var admin = app.CreateAdmin();
        var own = await owner.NewRobeingAsync();
        var shared = await admin.NewRobeingAsync();

        foreach (var change in Changes)
        {
            await change(stranger, own).ProblemAsync(HttpStatusCode.NotFound, "robeing.not_found");
            await change(stranger, shared).ProblemAsync(HttpStatusCode.Forbidden, "robeing.read_only");
            await change(admin, own).StatusAsync(HttpStatusCode.OK);
            await change(owner, own).StatusAsync(HttpStatusCode.OK);
        }

        await owner.PostAsync($"/api/robeings/{own}/stats/rebuild", content: null).StatusAsync(HttpStatusCode.Forbidden);
        await admin.PostAsync($"/api/robeings/{own}/stats/rebuild", content: null).StatusAsync(HttpStatusCode.OK);
    }

    private static readonly Func<HttpClient, string, Task<HttpResponseMessage>>[] Changes =
    [
        (client, id) => client.PatchAsJsonAsync($"/api/robeings/{id}", new { display_name = "새 이름" }),
        (client, id) => client.TaskAsync(id),
        (client, id) => client.PostAsync($"/api/robeings/{id}/stat-points", new { memory = 1 }),
    ];

    [Fact]
    public async Task Change_AbsentAndNull_AreToldApart()
    {
        using var client = await app.NewClientAsync();
        var id = RobeingApps.NewId();
        await client.MakeAsync(id, "이름", "default", "gpt-4o").StatusAsync(HttpStatusCode.Created);

        var renamed = await client.PatchAsJsonAsync($"/api/robeings/{id}", new { display_name = "새 이름" }).JsonAsync();
        var cleared = await client.PatchAsJsonAsync($"/api/robeings/{id}", new { prompt_name = (string?)null, model = (string?)null }).JsonAsync();

        (renamed.Str("display_name"), renamed.Str("prompt_name"), renamed.Str("model")).ShouldBe(("새 이름", "default", "gpt-4o"));
        cleared.Str("display_name").ShouldBe("새 이름");
        cleared.GetProperty("prompt_name").ValueKind.ShouldBe(JsonValueKind.Null);
        cleared.GetProperty("model").ValueKind.ShouldBe(JsonValueKind.Null);
        await client.PatchAsJsonAsync($"/api/robeings/{id}", new { display_name = (string?)null }).StatusAsync(HttpStatusCode.BadRequest);
        await client.PatchAsJsonAsync($"/api/robeings/{id}", new { prompt_name = "nobody" }).ProblemAsync(HttpStatusCode.UnprocessableEntity, "prompt.not_found");
        await client.PatchAsJsonAsync($"/api/robeings/{id}", new { model = new string('m', 201) }).StatusAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task List_PageByPage_GivesEachOnceById()
    {
        using var client = await app.NewClientAsync();
        var made = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            made.Add(await client.NewRobeingAsync());
        }

        var (listed, cursor) = (new List<string>(), "");
        do
        {
            var page = await client.GetAsync($"/api/robeings?limit=2&cursor={cursor}").JsonAsync();
            listed.AddRange(page.GetProperty("robeings").EnumerateArray().Select(r => r.Str("robeing_id")));
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);

        listed.Where(made.Contains).ShouldBe(made);
        listed.ShouldBeUnique();
        await client.GetAsync("/api/robeings?limit=0").StatusAsync(HttpStatusCode.BadRequest);
        await client.GetAsync("/api/robeings?cursor=%EB%A1%9C").ProblemAsync(HttpStatusCode.BadRequest, "cursor.invalid");
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("NOT-A-SLUG")]
    [InlineData("%EB%A1%9C%EB%B9%99")]
    public async Task Get_WhatIsNotThere_Is404(string id)
    {
        using var client = await app.NewClientAsync();

        await client.GetAsync($"/api/robeings/{id}").ProblemAsync(HttpStatusCode.NotFound, "robeing.not_found");
        await client.TaskAsync(id).ProblemAsync(HttpStatusCode.NotFound, "robeing.not_found");
    }

    [Fact]
    public async Task Create_Robeing_IsTold()
    {
        using var client = await app.NewClientAsync();
        using var admin = app.CreateAdmin();
        var id = await client.NewRobeingAsync();
        await client.TaskAsync(id, "coding", 10).StatusAsync(HttpStatusCode.OK);

        await Http.EventuallyAsync(async () => (await KindsAsync(admin, id)).Order().SequenceEqual(["robeing.achievement", "robeing.created", "robeing.leveled_up"]));
    }

    private static async Task<List<string>> KindsAsync(HttpClient admin, string id) =>
        [.. (await admin.GetAsync($"/admin/events?subject={id}").JsonAsync()).GetProperty("events").EnumerateArray().Select(e => e.Str("kind"))];

    private static async Task<List<string>> ListedAsync(HttpClient client) =>
        [.. (await client.GetAsync("/api/robeings?limit=200").JsonAsync()).GetProperty("robeings").EnumerateArray().Select(r => r.Str("robeing_id"))];
}

public sealed class InMemoryRobeingTests(InMemoryApp app) : RobeingTests(app), IClassFixture<InMemoryApp>;

public sealed class PostgreSqlRobeingTests(PostgreSqlApp app) : RobeingTests(app), IClassFixture<PostgreSqlApp>;
