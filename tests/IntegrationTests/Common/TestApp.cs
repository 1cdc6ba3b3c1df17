using System.Net.Http.Headers;
using ChatPlatform.Domain.Common;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.IntegrationTests.Common;

/// <summary>The product in this process, over HTTP, on one of the providers. Derive to add settings.</summary>
public abstract class TestApp : WebApplicationFactory<Program>
{
    public const string AdminKey = "cp_test_admin_key_0123456789abcdefghijklmnop";

    /// <summary>The model that answers in this app.</summary>
    public ScriptedModel Model { get; } = new();

    /// <summary>False where a test wants the real model clients.</summary>
    protected virtual bool UsesScriptedModel => true;

    /// <summary>Settings on top of the defaults, by configuration key or short name.</summary>
    protected virtual IEnumerable<KeyValuePair<string, string>> Settings => [];

    protected abstract string DatabaseUrl { get; }

    public HttpClient CreateAdmin() => CreateClientWith(AdminKey);

    public HttpClient CreateClientWith(string key)
    {
        var client = CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("DATABASE_URL", DatabaseUrl);
        builder.UseSetting("CHATPLATFORM_ADMIN_KEY", AdminKey);
        builder.UseSetting("RATE_LIMIT_PER_MINUTE", "0");
        foreach (var (key, value) in Settings)
        {
            builder.UseSetting(key, value);
        }

        if (UsesScriptedModel)
        {
            builder.ConfigureTestServices(services => services.AddSingleton<IChatClient>(Model));
        }
    }
}

/// <summary>EF Core's in-memory provider: a store of its own for each fixture.</summary>
public class InMemoryApp : TestApp
{
    private readonly string _name = Guid.CreateVersion7(TimeProvider.System.Now()).ToString("N");

    protected override string DatabaseUrl => "inmemory://" + _name;
}

/// <summary>Real PostgreSQL: a database of its own for each fixture.</summary>
public class PostgreSqlApp : TestApp, IAsyncLifetime
{
    private string _url = "";

    protected override string DatabaseUrl => _url;

    public async Task InitializeAsync() => _url = await TestPostgres.CreateDatabaseAsync();

    Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask;
}
