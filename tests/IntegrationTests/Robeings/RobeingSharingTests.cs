using System.Net;
using System.Net.Http.Json;
using ChatPlatform.IntegrationTests.Common;

namespace ChatPlatform.IntegrationTests.Robeings;

/// <summary>Who decides whom a robeing is for.</summary>
public abstract class RobeingSharingTests(TestApp app)
{
    [Fact]
    public async Task Share_ByAnAdmin_OpensItAndClosesItAgain()
    {
        using var owner = await app.NewClientAsync();
        using var stranger = await app.NewClientAsync();
        using var admin = app.CreateAdmin();
        var id = await owner.NewRobeingAsync();

        (await ShareAsync(admin, id, true).JsonAsync()).GetProperty("is_shared").GetBoolean().ShouldBeTrue();
        await stranger.GetAsync($"/api/robeings/{id}").StatusAsync(HttpStatusCode.OK);
        await stranger.NewSessionAsync(new { robeing_id = id });

        (await ShareAsync(admin, id, false).JsonAsync()).GetProperty("is_shared").GetBoolean().ShouldBeFalse();
        await stranger.GetAsync($"/api/robeings/{id}").ProblemAsync(HttpStatusCode.NotFound, "robeing.not_found");
        await owner.GetAsync($"/api/robeings/{id}").StatusAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Share_ByOthers_IsRefused()
    {
        using var owner = await app.NewClientAsync();
        using var stranger = await app.NewClientAsync();
        using var admin = app.CreateAdmin();
        var (own, shared) = (await owner.NewRobeingAsync(), await admin.NewRobeingAsync());

        await ShareAsync(owner, own, true).ProblemAsync(HttpStatusCode.Forbidden, "robeing.sharing_refused");
        await ShareAsync(stranger, own, true).ProblemAsync(HttpStatusCode.NotFound, "robeing.not_found");
        await ShareAsync(stranger, shared, false).ProblemAsync(HttpStatusCode.Forbidden, "robeing.read_only");
        (await owner.GetAsync($"/api/robeings/{own}").JsonAsync()).GetProperty("is_shared").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Session_WithAClientsOwnOne_IsOpenToAdmins()
    {
        using var owner = await app.NewClientAsync();
        using var admin = app.CreateAdmin();
        var id = await owner.NewRobeingAsync();

        var session = await admin.NewSessionAsync(new { robeing_id = id });

        await admin.ChatAsync(session, "안녕하세요").StatusAsync(HttpStatusCode.OK);
        await admin.PostAsync("/api/sessions", new { robeing_id = "nobody" }).ProblemAsync(HttpStatusCode.UnprocessableEntity, "robeing.not_found");
    }

    [Fact]
    public async Task Refusals_OfWhatABodySays_NameItsField()
    {
        using var client = await app.NewClientAsync();
        var id = await client.NewRobeingAsync();

        (await FieldsAsync(client.TaskAsync(id, "juggling"))).ShouldBe(["task_type"]);
        (await FieldsAsync(client.TaskAsync(id, "conversation"))).ShouldBe(["task_type"]);
        (await FieldsAsync(client.MakeAsync(RobeingApps.NewId(), prompt: "nobody"))).ShouldBe(["prompt_name"]);
        (await FieldsAsync(client.PatchAsJsonAsync($"/api/robeings/{id}", new { prompt_name = "nobody" }))).ShouldBe(["prompt_name"]);
        (await FieldsAsync(client.PostAsync("/api/sessions", new { robeing_id = "nobody" }))).ShouldBe(["robeing_id"]);
        (await FieldsAsync(client.PostAsync("/api/sessions", new { prompt_name = "nobody" }))).ShouldBe(["prompt_name"]);
    }

    [Fact]
    public async Task Task_Conversation_IsCountedByItselfAndRefused()
    {
        using var client = await app.NewClientAsync();
        var id = await client.NewRobeingAsync();

        await client.TaskAsync(id, "conversation").ProblemAsync(HttpStatusCode.UnprocessableEntity, "robeing.task_type_counted");

        (await client.StatsAsync(id)).Num("experience").ShouldBe(0);
    }

    private static async Task<IEnumerable<string>> FieldsAsync(Task<HttpResponseMessage> call) =>
        [.. (await call.JsonAsync(HttpStatusCode.UnprocessableEntity)).GetProperty("errors").EnumerateObject().Select(e => e.Name)];

    private static Task<HttpResponseMessage> ShareAsync(HttpClient client, string id, bool isShared) =>
        client.PatchAsJsonAsync($"/api/robeings/{id}", new { is_shared = isShared });
}

public sealed class InMemoryRobeingSharingTests(InMemoryApp app) : RobeingSharingTests(app), IClassFixture<InMemoryApp>;

public sealed class PostgreSqlRobeingSharingTests(PostgreSqlApp app) : RobeingSharingTests(app), IClassFixture<PostgreSqlApp>;
