using System.Net;
using System.Text.RegularExpressions;
using ChatPlatform.Api.Hosting;
using ChatPlatform.Application.Access;
using ChatPlatform.Domain.Access;
using ChatPlatform.Infrastructure.Persistence;
using ChatPlatform.IntegrationTests.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NSubstitute;

namespace ChatPlatform.IntegrationTests.Access;

public sealed class FreshInMemoryApp : AccessInMemoryApp
{
    protected override IEnumerable<KeyValuePair<string, string>> Settings => [new("CHATPLATFORM_ADMIN_KEY", "")];
}

public sealed class FreshPostgreSqlApp : AccessPostgreSqlApp
{
    protected override IEnumerable<KeyValuePair<string, string>> Settings => [new("CHATPLATFORM_ADMIN_KEY", "")];
}

public sealed class FirstStartTests_InMemory(FreshInMemoryApp app) : FirstStartTests(app, app.Instruments), IClassFixture<FreshInMemoryApp>;

public sealed class FirstStartTests_PostgreSql(FreshPostgreSqlApp app)
    : FirstStartTests(app, app.Instruments), IClassFixture<FreshPostgreSqlApp>;

/// <summary>What only a database with several writers can show.</summary>
public sealed class FirstStartRaceTests(FreshPostgreSqlApp app) : IClassFixture<FreshPostgreSqlApp>
{
    [Fact]
    public async Task Ensure_ByManyNodesAtOnce_MakesOneKey()
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        await db.SignInLinks.ExecuteDeleteAsync();
        await db.ConsoleSessions.ExecuteDeleteAsync();
        await db.ApiKeys.ExecuteDeleteAsync();

        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => FirstStartTests.EnsureAsync(app)));

        made.Count(m => m is not null).ShouldBe(1);
        (await db.ApiKeys.CountAsync()).ShouldBe(1);
        (await db.SignInLinks.CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Ensure_SameGivenKeyByManyNodesAtOnce_InsertsItOnce()
    {
        var given = Secret.NewKey();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => FirstStartTests.EnsureAsync(app, given)));

        await using var scope = app.Services.CreateAsyncScope();
        var keys = scope.ServiceProvider.GetRequiredService<AppDbContext>().ApiKeys;
        (await keys.CountAsync(k => k.Hash == given.Hash())).ShouldBe(1);
    }
}

public sealed class FailedFirstStartTests(FreshInMemoryApp app) : IClassFixture<FreshInMemoryApp>
{
    [Fact]
    public async Task Dispose_ServerNeverListened_PrintsTheKeyOnce()
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        db.SignInLinks.RemoveRange(db.SignInLinks);
        db.ApiKeys.RemoveRange(db.ApiKeys);
        await db.SaveChangesAsync();
        using var printed = new StringWriter();
        using var start = ActivatorUtilities.CreateInstance<FirstStart>(app.Services, Substitute.For<IHostApplicationLifetime>(), printed);
        await start.StartAsync(CancellationToken.None);
        printed.ToString().ShouldBeEmpty();

        start.Dispose();
        var text = printed.ToString();
        start.Dispose();

        text.ShouldContain("cp_");
        printed.ToString().ShouldBe(text);
    }
}

public abstract partial class FirstStartTests(TestApp app, Instruments instruments)
{
    [Fact]
    public async Task Start_First_PrintsAKeyAndALinkThatWorkAndLogsNeither()
    {
        using var client = app.CreateClient(); // starts the app
        var text = instruments.Printed.ToString();

        var key = Key().Match(text).Value;
        var token = Token().Match(text).Groups["token"].Value;
        text.ShouldContain($"curl -X POST http://localhost:5000/api/sessions -H \"Authorization: Bearer {key}\"");
        (await app.CreateClientWith(key).StatusAsync("/admin/api-keys")).ShouldBe(HttpStatusCode.OK);
        await app.SignInAsync(new { token });

        var log = string.Join('\n', instruments.Log.Lines);
        log.ShouldNotBeEmpty();
        log.ShouldNotContain(key);
        log.ShouldNotContain(token);
    }

    [Fact]
    public async Task Ensure_Again_MakesNothing()
    {
        using var client = app.CreateClient();
        var printed = instruments.Printed.ToString();

        (await EnsureAsync(app)).ShouldBeNull();

        instruments.Printed.ToString().ShouldBe(printed);
    }

    [Fact]
    public async Task Ensure_GivenKey_IsAdminAndNotShown()
    {
        var given = Secret.NewKey();

        (await EnsureAsync(app, given))?.Key.ShouldBeNull();

        (await app.CreateClientWith(given.Value).StatusAsync("/admin/api-keys")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Ensure_GivenKeyThatWasRevoked_StaysRevokedAndSaysSo()
    {
        var (given, other) = (Secret.NewKey(), Secret.NewKey());
        await EnsureAsync(app, given);
        await EnsureAsync(app, other);
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
            (await db.ApiKeys.SingleAsync(k => k.Hash == given.Hash())).Revoke(instruments.Clock.GetUtcNow());
            await db.SaveChangesAsync();
        }

        await EnsureAsync(app, given);

        (await app.CreateClientWith(given.Value).StatusAsync()).ShouldBe(HttpStatusCode.Unauthorized);
        instruments.Log.Lines.ShouldContain(l => l.Contains("CHATPLATFORM_ADMIN_KEY") && l.Contains("revoked"));
    }

    internal static async Task<FirstAdmin?> EnsureAsync(TestApp app, Secret? given = null)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var bootstrap = ActivatorUtilities.CreateInstance<BootstrapAdmin>(scope.ServiceProvider, new AccessOptions { AdminKey = given });
        return await bootstrap.EnsureAsync(CancellationToken.None);
    }

    [GeneratedRegex("cp_[A-Za-z0-9_-]{43}", RegexOptions.NonBacktracking)]
    private static partial Regex Key();

    [GeneratedRegex("http://localhost:5000/sign-in#(?<token>[A-Za-z0-9_-]{43})", RegexOptions.NonBacktracking)]
    private static partial Regex Token();
}
