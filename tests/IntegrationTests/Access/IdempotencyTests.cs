using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ChatPlatform.Application.Access;
using ChatPlatform.Application.Access.Contracts;
using ChatPlatform.Domain.Access;
using ChatPlatform.Domain.Common;
using ChatPlatform.Infrastructure.Access;
using ChatPlatform.Infrastructure.Persistence;
using ChatPlatform.IntegrationTests.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.IntegrationTests.Access;

public sealed class IdempotencyTests_InMemory(AccessInMemoryApp app) : IdempotencyTests(app, app.Instruments), IClassFixture<AccessInMemoryApp>;

public sealed class IdempotencyTests_PostgreSql(AccessPostgreSqlApp app)
    : IdempotencyTests(app, app.Instruments), IClassFixture<AccessPostgreSqlApp>
{
    private readonly AccessPostgreSqlApp _app = app;

    // the in-memory provider has no transactions to undo what was saved
    [Fact]
    public async Task Run_FailureAfterSaving_LeavesNothingBehind()
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var store = scope.ServiceProvider.GetRequiredService<IIdempotencyStore>();
        var secret = Secret.NewKey();

        await Should.ThrowAsync<InvalidOperationException>(() => store.RunAsync(
            ApiKey.OperatorClient,
            "crash",
            "hash",
            async () =>
            {
                db.ApiKeys.Add(ApiKey.Issue(ApiKey.OperatorClient, "half done", secret, [Scope.Chat], TimeProvider.System.Now()).Value!);
                await db.SaveChangesAsync();
                throw new InvalidOperationException("crashed");
            },
            CancellationToken.None));

        await using var after = _app.Services.CreateAsyncScope();
        var seen = after.ServiceProvider.GetRequiredService<AppDbContext>();
        (await seen.ApiKeys.AnyAsync(k => k.Hash == secret.Hash())).ShouldBeFalse();
        (await seen.IdempotencyKeys.AnyAsync(i => i.Key == "crash")).ShouldBeFalse();
    }
}

public abstract class IdempotencyTests(TestApp app, Instruments instruments)
{
    private static readonly RememberedResponse Ok = new(200, "{}", "application/json", null);

    private readonly HttpClient _admin = app.CreateAdmin();

    [Fact]
    public async Task Repeat_SameBody_GetsTheFirstResponseWithoutTheKey()
    {
        var first = await PostAsync(_admin, "repeat", "same");
        var created = await first.JsonAsync(HttpStatusCode.Created);

        var second = await PostAsync(_admin, "repeat", "same");

        var replayed = await second.JsonAsync(HttpStatusCode.Created);
        second.Headers.GetValues("Idempotency-Replayed").Single().ShouldBe("true");
        first.Headers.Contains("Idempotency-Replayed").ShouldBeFalse();
        second.Headers.Location.ShouldBe(first.Headers.Location);
        second.Content.Headers.ContentType.ShouldBe(first.Content.Headers.ContentType);
        created["key"]!.GetValue<string>().ShouldStartWith("cp_");
        created["key"] = null;
        JsonNode.DeepEquals(replayed, created).ShouldBeTrue(replayed.ToJsonString());
        (await CountAsync("same")).ShouldBe(1);
    }

    [Fact]
    public async Task Repeat_StoredResponse_HoldsNoSecret()
    {
        var created = await (await PostAsync(_admin, "stored", "stored")).JsonAsync(HttpStatusCode.Created);

        await using var scope = app.Services.CreateAsyncScope();
        var row = await scope.ServiceProvider.GetRequiredService<AppDbContext>().IdempotencyKeys.SingleAsync(i => i.Key == "stored");
        row.ResponseBody!.ShouldContain(created["id"]!.GetValue<string>());
        row.ResponseBody!.ShouldNotContain(created["key"]!.GetValue<string>());
    }

    [Fact]
    public async Task Repeat_OfSignInLink_ShowsNoSecondLink()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/admin/sign-in-links") { Headers = { { "Idempotency-Key", "link" } } };
        using var repeat = new HttpRequestMessage(HttpMethod.Post, "/admin/sign-in-links") { Headers = { { "Idempotency-Key", "link" } } };

        (await (await _admin.SendAsync(request)).JsonAsync(HttpStatusCode.Created))["url_path"].ShouldNotBeNull();
        (await (await _admin.SendAsync(repeat)).JsonAsync(HttpStatusCode.Created))["url_path"].ShouldBeNull();
    }

    [Fact]
    public async Task Repeat_OtherBody_Is422()
    {
        await PostAsync(_admin, "other", "one");

        await (await PostAsync(_admin, "other", "two")).ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "idempotency.mismatch");

        (await CountAsync("two")).ShouldBe(0);
    }

    [Fact]
    public async Task Repeat_AfterAnError_RunsAnew()
    {
        (await PostAsync(_admin, "error", "")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        (await PostAsync(_admin, "error", "corrected")).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Repeat_ByAnotherClient_IsAnotherRequest()
    {
        var (_, key) = await _admin.CreateKeyAsync("other client", ["admin"]);
        using var other = app.CreateClientWith(key);

        var mine = await (await PostAsync(_admin, "shared", "mine")).JsonAsync(HttpStatusCode.Created);
        var theirs = await (await PostAsync(other, "shared", "mine")).JsonAsync(HttpStatusCode.Created);

        theirs["id"]!.GetValue<string>().ShouldNotBe(mine["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Repeat_ManyAtOnce_CreateOne()
    {
        var responses = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => PostAsync(_admin, "many", "many")));

        (await CountAsync("many")).ShouldBe(1);
        responses.Count(r => r.StatusCode == HttpStatusCode.Created && !r.Headers.Contains("Idempotency-Replayed")).ShouldBe(1);
        responses.ShouldAllBe(r => r.StatusCode == HttpStatusCode.Created || r.StatusCode == HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Run_WhileTheFirstIsRunning_Is409WithinAbout1s()
    {
        var (entered, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        var first = RunAsync("slow", async () =>
        {
            entered.SetResult();
            await release.Task;
            return Ok;
        });
        await entered.Task;
        var started = TimeProvider.System.GetTimestamp();

        var second = await RunAsync("slow", () => Task.FromResult(Ok));

        TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(3));
        second.Error.ShouldBe(IdempotencyErrors.Running);
        release.SetResult();
        (await first).Value!.Replayed.ShouldBeFalse();
        (await RunAsync("slow", () => Task.FromResult(Ok))).Value!.Replayed.ShouldBeTrue();
    }

    [Theory]
    [InlineData("한글")]
    [InlineData("two", "values")]
    [InlineData("kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk" // 100
        + "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk" + "k")]
    public async Task Header_Malformed_Is400(params string[] keys)
    {
        using var client = app.CreateAdmin();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/admin/api-keys") { Content = JsonContent.Create(Body("malformed")) };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", keys).ShouldBeTrue();

        await (await client.SendAsync(request)).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "idempotency.malformed");
    }

    [Fact]
    public async Task Header_Of200Characters_IsAccepted() =>
        (await PostAsync(_admin, new string('k', 200), "longest")).StatusCode.ShouldBe(HttpStatusCode.Created);

    [Fact]
    public async Task Upkeep_After24Hours_ForgetsTheKey()
    {
        await PostAsync(_admin, "old", "old");
        var upkeep = app.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<AccessUpkeep>().Single();
        await upkeep.RunOnceAsync(CancellationToken.None);
        (await PostAsync(_admin, "old", "old")).Headers.Contains("Idempotency-Replayed").ShouldBeTrue();

        instruments.Clock.Advance(TimeSpan.FromHours(24.1));
        await upkeep.RunOnceAsync(CancellationToken.None);

        (await PostAsync(_admin, "old", "old")).Headers.Contains("Idempotency-Replayed").ShouldBeFalse();
    }

    private static object Body(string name) => new { name, scopes = new[] { "chat" } };

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string key, string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/admin/api-keys")
        {
            Content = JsonContent.Create(Body(name)),
            Headers = { { "Idempotency-Key", key } },
        };
        return await client.SendAsync(request);
    }

    private async Task<int> CountAsync(string name)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AppDbContext>().ApiKeys.CountAsync(k => k.Name == name);
    }

    private async Task<Result<IdempotentOutcome>> RunAsync(string key, Func<Task<RememberedResponse>> run)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IIdempotencyStore>()
            .RunAsync(ApiKey.OperatorClient, key, "hash", run, CancellationToken.None);
    }
}
