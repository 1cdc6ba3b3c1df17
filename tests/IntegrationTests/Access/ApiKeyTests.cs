using System.Net;
using System.Net.Http.Json;
using ChatPlatform.Application.Access;
using ChatPlatform.Domain.Access;
using ChatPlatform.Domain.Common;
using ChatPlatform.Infrastructure.Access;
using ChatPlatform.Infrastructure.Persistence;
using ChatPlatform.IntegrationTests.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.IntegrationTests.Access;

public sealed class ApiKeyTests_InMemory(AccessInMemoryApp app) : ApiKeyTests(app, app.Instruments), IClassFixture<AccessInMemoryApp>;

public sealed class ApiKeyTests_PostgreSql(AccessPostgreSqlApp app) : ApiKeyTests(app, app.Instruments), IClassFixture<AccessPostgreSqlApp>;

public abstract class ApiKeyTests(TestApp app, Instruments instruments)
{
    private readonly HttpClient _admin = app.CreateAdmin();

    [Fact]
    public async Task Create_ChatKey_IsShownOnceAndWorks()
    {
        var response = await _admin.PostAsJsonAsync("/admin/api-keys", new { name = "웹 서비스", scopes = new[] { "chat" } });

        var created = await response.JsonAsync(HttpStatusCode.Created);
        var key = created["key"]!.GetValue<string>();
        key.ShouldMatch("^cp_[A-Za-z0-9_-]{43}$");
        key.ShouldStartWith(created["prefix"]!.GetValue<string>());
        response.Headers.Location!.ToString().ShouldBe($"/admin/api-keys/{created["id"]}");

        var me = await (await app.CreateClientWith(key).GetAsync("/console/me")).JsonAsync(HttpStatusCode.OK);
        me["name"]!.GetValue<string>().ShouldBe("웹 서비스");
        me["scopes"]!.ToJsonString().ShouldBe("""["chat"]""");
        me["client_id"]!.GetValue<Guid>().ShouldBe(created["client_id"]!.GetValue<Guid>());

        var list = await _admin.GetStringAsync("/admin/api-keys?limit=200");
        list.ShouldContain(created["id"]!.GetValue<string>());
        list.ShouldNotContain(key);
    }

    [Fact]
    public async Task Create_WithoutClient_GetsAClientOfItsOwn()
    {
        var (first, second) = (await _admin.CreateKeyAsync("one", ["chat"]), await _admin.CreateKeyAsync("two", ["chat"]));

        (await ClientOfAsync(first.Key)).ShouldNotBe(await ClientOfAsync(second.Key));
    }

    [Fact]
    public async Task Create_KeyStoredInDatabase_IsOnlyItsHash()
    {
        var (id, key) = await _admin.CreateKeyAsync("hashed", ["chat"]);

        await using var scope = app.Services.CreateAsyncScope();
        var stored = await scope.ServiceProvider.GetRequiredService<AppDbContext>().ApiKeys.SingleAsync(k => k.Id == new ApiKeyId(id));
        stored.Hash.ShouldBe(new Secret(key).Hash());
        stored.Prefix.ShouldBe(key[..8]);
    }

    [Theory]
    [InlineData("""{"name":"","scopes":["chat"]}""", "name")]
    [InlineData("""{"scopes":["chat"]}""", "name")]
    [InlineData("""{"name":"x","scopes":[]}""", "scopes")]
    [InlineData("""{"name":"x","scopes":["root"]}""", "scopes")]
    [InlineData("""{"name":"x","scopes":["CHAT"]}""", "scopes")]
    [InlineData("""{"name":"x","scopes":["chat",null]}""", "scopes")]
    [InlineData("""{"name":"x","scopes":["chat"],"expires_at":"2020-01-01T00:00:00Z"}""", "expires_at")]
    [InlineData("""{"name":"x","scopes":["chat"],"rate_limit_per_minute":-1}""", "rate_limit_per_minute")]
    [InlineData("""{"name":"x","scopes":["chat"],"client_id":"00000000-0000-0000-0000-000000000000"}""", "client_id")]
    public async Task Create_BadInput_NamesTheField(string body, string field)
    {
        var response = await _admin.PostAsync("/admin/api-keys", new StringContent(body, null, "application/json"));

        var problem = await response.JsonAsync(HttpStatusCode.BadRequest);
        problem["errors"]!.AsObject().ShouldContain(e => e.Key == field);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer nonsense")]
    [InlineData("Basic YWRtaW46YWRtaW4=")]
    public async Task Call_WithoutValidKey_Is401WithChallenge(string? authorization)
    {
        using var client = app.CreateClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);

        var response = await client.GetAsync("/console/me");

        await response.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, authorization is null ? "access.unauthenticated" : "access.bad_key");
        response.Headers.WwwAuthenticate.Single().Scheme.ShouldBe("Bearer");
    }

    [Fact]
    public async Task Call_WithVeryLongKey_Is401() =>
        (await app.CreateClientWith(new string('a', 5_000)).StatusAsync()).ShouldBe(HttpStatusCode.Unauthorized);

    [Theory]
    [InlineData("chat")]
    [InlineData("ingest")]
    public async Task CallAdmin_WithoutAdminScope_Is403(string scope)
    {
        var (_, key) = await _admin.CreateKeyAsync("no admin", [scope]);

        await (await app.CreateClientWith(key).GetAsync("/admin/api-keys"))
            .ShouldBeProblemAsync(HttpStatusCode.Forbidden, "access.missing_scope");
    }

    [Fact]
    public async Task Call_UnknownPathAnonymously_Is401() =>
        (await app.CreateClient().StatusAsync("/no/such/path")).ShouldBe(HttpStatusCode.Unauthorized);

    [Fact]
    public async Task Call_AfterExpiry_Is401AtOnce()
    {
        var (_, key) = await _admin.CreateKeyAsync("short", ["chat"], instruments.Clock.GetUtcNow().AddSeconds(3));
        using var client = app.CreateClientWith(key);
        (await client.StatusAsync()).ShouldBe(HttpStatusCode.OK);

        instruments.Clock.Advance(TimeSpan.FromSeconds(3)); // the cache would still know it for two more

        (await client.StatusAsync()).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Revoke_KeyInUse_Is401AtOnceHereAndWithin5sElsewhere()
    {
        var (id, key) = await _admin.CreateKeyAsync("leaked", ["chat"]);
        using var client = app.CreateClientWith(key);
        (await client.StatusAsync()).ShouldBe(HttpStatusCode.OK);
        var clock = new ManualClock();
        var elsewhere = new Callers(app.Services.GetRequiredService<IServiceScopeFactory>(), clock);
        (await FindAsync(elsewhere, key)).ShouldNotBeNull();

        (await _admin.DeleteAsync($"/admin/api-keys/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await client.StatusAsync()).ShouldBe(HttpStatusCode.Unauthorized);
        (await FindAsync(elsewhere, key)).ShouldNotBeNull(); // shows that the cache is at work, so that the next line means something
        clock.Advance(TimeSpan.FromSeconds(5));
        (await FindAsync(elsewhere, key)).ShouldBeNull();
    }

    [Fact]
    public async Task Find_KeyCreatedAfterItWasRefused_IsKnownWithin1s()
    {
        var clock = new ManualClock();
        var callers = new Callers(app.Services.GetRequiredService<IServiceScopeFactory>(), clock);
        var secret = Secret.NewKey();
        (await FindAsync(callers, secret.Value)).ShouldBeNull();
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
            db.ApiKeys.Add(ApiKey.Issue(ApiKey.OperatorClient, "late", secret, [Scope.Chat], clock.GetUtcNow()).Value!);
            await db.SaveChangesAsync();
        }

        clock.Advance(TimeSpan.FromSeconds(1));

        (await FindAsync(callers, secret.Value)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Find_FloodOfUnknownKeys_KeepsWorking()
    {
        var callers = new Callers(app.Services.GetRequiredService<IServiceScopeFactory>(), new ManualClock());

        await Parallel.ForEachAsync(Enumerable.Range(0, 10_050), async (i, _) => (await FindAsync(callers, $"cp_{i}")).ShouldBeNull());

        (await FindAsync(callers, TestApp.AdminKey)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Revoke_Twice_Is409()
    {
        var (id, _) = await _admin.CreateKeyAsync("gone", ["chat"]);
        await _admin.DeleteAsync($"/admin/api-keys/{id}");

        await (await _admin.DeleteAsync($"/admin/api-keys/{id}")).ShouldBeProblemAsync(HttpStatusCode.Conflict, "api_key.revoked");
    }

    [Fact]
    public async Task Revoke_UnknownKey_Is404() => await (await _admin.DeleteAsync($"/admin/api-keys/{Guid.CreateVersion7(instruments.Clock.GetUtcNow())}"))
        .ShouldBeProblemAsync(HttpStatusCode.NotFound, "api_key.not_found");

    [Fact]
    public async Task List_InPages_GivesEveryKeyOnceNewestFirst()
    {
        for (var i = 0; i < 5; i++)
        {
            await _admin.CreateKeyAsync($"page {i}", ["chat"]);
        }

        var (names, times, cursor) = (new List<string>(), new List<DateTimeOffset>(), (string?)null);
        do
        {
            var page = await (await _admin.GetAsync($"/admin/api-keys?limit=2&cursor={cursor}")).JsonAsync(HttpStatusCode.OK);
            names.AddRange(page["api_keys"]!.AsArray().Select(k => k!["id"]!.GetValue<string>()));
            times.AddRange(page["api_keys"]!.AsArray().Select(k => k!["created_at"]!.GetValue<DateTimeOffset>()));
            cursor = page["next_cursor"]?.GetValue<string>();
        }
        while (cursor is not null);

        await using var scope = app.Services.CreateAsyncScope();
        names.Count.ShouldBe(await scope.ServiceProvider.GetRequiredService<AppDbContext>().ApiKeys.CountAsync());
        names.Distinct().Count().ShouldBe(names.Count);
        times.ShouldBe(times.OrderDescending());
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=201")]
    [InlineData("cursor=%21%21")]
    public async Task List_BadPage_Is400(string query) =>
        (await _admin.GetAsync($"/admin/api-keys?{query}")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task Upkeep_AfterUse_WritesLastUsed()
    {
        var (id, key) = await _admin.CreateKeyAsync("used", ["chat"]);
        (await app.CreateClientWith(key).StatusAsync()).ShouldBe(HttpStatusCode.OK);

        await Upkeep().RunOnceAsync(CancellationToken.None);

        var listed = (await (await _admin.GetAsync("/admin/api-keys?limit=200")).JsonAsync(HttpStatusCode.OK))["api_keys"]!.AsArray()
            .Single(k => k!["id"]!.GetValue<Guid>() == id)!;
        listed["last_used_at"]!.GetValue<DateTimeOffset>().ShouldBe(instruments.Clock.GetUtcNow(), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task CreateAndUse_WithEveryLogLevelOn_LeavesNoKeyInTheLog()
    {
        var (_, key) = await _admin.CreateKeyAsync("quiet", ["chat"]);
        await app.CreateClientWith(key).StatusAsync();
        await app.CreateClientWith(key + "x").StatusAsync();
        var session = await app.SignInAsync(new { key });
        await app.CreateBrowser(session).StatusAsync();

        var log = string.Join('\n', instruments.Log.Lines);
        log.ShouldContain("/console/me"); // the log was captured
        log.ShouldNotContain(key);
        log.ShouldNotContain(session);
        log.ShouldNotContain(TestApp.AdminKey);
    }

    [Fact]
    public async Task Changes_ByAdmin_AreAudited()
    {
        var (id, _) = await _admin.CreateKeyAsync("audited", ["chat"]);
        await _admin.DeleteAsync($"/admin/api-keys/{id}");

        foreach (var action in new[] { "api_key.created", "api_key.revoked" })
        {
            var page = await (await _admin.GetAsync($"/admin/audit-events?limit=200&action={action}&actor=CHATPLATFORM_ADMIN_KEY"))
                .JsonAsync(HttpStatusCode.OK);
            var row = page["audit_events"]!.AsArray().Single(e => e!["subject"]!.GetValue<string>() == id.ToString())!;
            row["detail"]!.GetValue<string>().ShouldContain("\"name\":\"audited\"");
        }

        var none = await (await _admin.GetAsync("/admin/audit-events?actor=nobody")).JsonAsync(HttpStatusCode.OK);
        none["audit_events"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Audit_InPages_GivesEveryRowOnce()
    {
        for (var i = 0; i < 3; i++)
        {
            await _admin.CreateKeyAsync("row", ["chat"]);
        }

        var (ids, cursor) = (new List<string>(), (string?)null);
        do
        {
            var page = await (await _admin.GetAsync($"/admin/audit-events?limit=2&cursor={cursor}")).JsonAsync(HttpStatusCode.OK);
            ids.AddRange(page["audit_events"]!.AsArray().Select(k => k!["id"]!.GetValue<string>()));
            cursor = page["next_cursor"]?.GetValue<string>();
        }
        while (cursor is not null);

        await using var scope = app.Services.CreateAsyncScope();
        ids.Distinct().Count().ShouldBe(await scope.ServiceProvider.GetRequiredService<AppDbContext>().AuditEvents.CountAsync());
    }

    private AccessUpkeep Upkeep() =>
        app.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<AccessUpkeep>().Single();

    private async Task<Guid> ClientOfAsync(string key) =>
        (await (await app.CreateClientWith(key).GetAsync("/console/me")).JsonAsync(HttpStatusCode.OK))["client_id"]!.GetValue<Guid>();

    private static async Task<Caller?> FindAsync(Callers callers, string key) =>
        await callers.FindAsync(CredentialKind.Key, new Secret(key), CancellationToken.None);
}

public sealed class LastAdminTests_InMemory(AccessInMemoryApp app) : LastAdminTests(app), IClassFixture<AccessInMemoryApp>;

public sealed class LastAdminTests_PostgreSql(AccessPostgreSqlApp app) : LastAdminTests(app), IClassFixture<AccessPostgreSqlApp>;

public abstract class LastAdminTests(TestApp app)
{
    [Fact]
    public async Task Revoke_LastActiveAdmin_Is409AndKeyStays()
    {
        using var admin = app.CreateAdmin();
        await admin.CreateKeyAsync("chat only", ["chat"]);
        var keys = (await (await admin.GetAsync("/admin/api-keys?limit=200")).JsonAsync(HttpStatusCode.OK))["api_keys"]!.AsArray();
        var others = keys.Where(k => k!["scopes"]!.ToJsonString().Contains("admin") && k["revoked_at"] is null
            && k["name"]!.GetValue<string>() != "CHATPLATFORM_ADMIN_KEY");
        others.ShouldBeEmpty();
        var last = keys.Single(k => k!["name"]!.GetValue<string>() == "CHATPLATFORM_ADMIN_KEY")!["id"];

        await (await admin.DeleteAsync($"/admin/api-keys/{last}")).ShouldBeProblemAsync(HttpStatusCode.Conflict, "api_key.last_admin");

        (await admin.StatusAsync("/admin/api-keys")).ShouldBe(HttpStatusCode.OK);
    }
}

/// <summary>What only a database with several writers can show.</summary>
public sealed class LastAdminRaceTests(AccessPostgreSqlApp app) : IClassFixture<AccessPostgreSqlApp>
{
    [Fact]
    public async Task Revoke_AllAdminsAtOnce_LeavesOne()
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        for (var round = 0; round < 20; round++)
        {
            db.ApiKeys.Add(ApiKey.Issue(ApiKey.OperatorClient, "one more", Secret.NewKey(), [Scope.Admin], TimeProvider.System.Now()).Value!);
            await db.SaveChangesAsync();
            var ids = await db.ApiKeys.Where(k => k.RevokedAt == null).Select(k => k.Id).ToListAsync();

            await Task.WhenAll(ids.Select(RevokeAsync));

            (await db.ApiKeys.CountAsync(k => k.RevokedAt == null)).ShouldBeGreaterThanOrEqualTo(1);
        }
    }

    private async Task RevokeAsync(ApiKeyId id)
    {
        await using var own = app.Services.CreateAsyncScope();
        await own.ServiceProvider.GetRequiredService<IMediator>().Send(new RevokeApiKey(id));
    }
}
