using System.Diagnostics;
using ChatPlatform.Domain.Common;
using ChatPlatform.Infrastructure.Persistence.Embedded;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace ChatPlatform.IntegrationTests.Common;

/// <summary>
/// The PostgreSQL server of the test run: a private one, started once per process and stopped with it, or the one that
/// <c>CHATPLATFORM_TEST_SERVER</c> (an Npgsql connection string) names. A missing server fails the tests, it never skips them.
/// </summary>
public static class TestPostgres
{
    private static readonly string Root = Path.Combine(Path.GetTempPath(), "chatplatform-tests-" + Environment.UserName);
    private static readonly Lazy<Task<string>> Server = new(StartAsync);

    public static async Task<string> CreateDatabaseAsync()
    {
        var server = await Server.Value;
        var name = "test_" + Guid.CreateVersion7(TimeProvider.System.Now()).ToString("N");
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }

    private static async Task<string> StartAsync()
    {
        if (Environment.GetEnvironmentVariable("CHATPLATFORM_TEST_SERVER") is { Length: > 0 } given)
        {
            return given;
        }

        RemoveLeftovers();
        var data = Path.Combine(Root, Guid.CreateVersion7(TimeProvider.System.Now()).ToString("N")[..12]);
        var postgres = new EmbeddedPostgres(
            new()
            {
                DataDirectory = data,
                BinDirectory = Environment.GetEnvironmentVariable("CHATPLATFORM_POSTGRES_BIN"),
                PackageDirectories = EmbeddedPostgresOptions.DefaultPackageDirectories(data),
                MaxConnections = 300,
                Durable = false,
            },
            TimeProvider.System,
            NullLogger<EmbeddedPostgres>.Instance);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            // The test host may be killed in the midst of this; the next run then removes what is left.
            postgres.StopAsync(CancellationToken.None).GetAwaiter().GetResult();
            Remove(data);
        };
        var owner = await postgres.StartAsync(CancellationToken.None);
        return new NpgsqlConnectionStringBuilder(owner) { Username = ServerSettings.Superuser, Database = "postgres" }.ConnectionString;
    }

    /// <summary>Stops the servers of test runs that were killed, and removes their files.</summary>
    private static void RemoveLeftovers()
    {
        foreach (var data in Directory.Exists(Root) ? Directory.GetDirectories(Root) : [])
        {
            try
            {
                using var held = DataDirectoryLock.Take(data);
                var cluster = ServerHome.Of(data).Cluster;
                if (PostmasterFile.Read(cluster) is { } server && server.IsRunningOn(cluster))
                {
                    using var process = Process.GetProcessById(server.ProcessId);
                    process.Kill();
                    process.WaitForExit();
                }
            }
            catch (EmbeddedPostgresException)
            {
                continue; // another run is using it
            }

            Remove(data);
        }
    }

    private static void Remove(string data)
    {
        try
        {
            Directory.Delete(data, recursive: true);
        }
        catch (IOException)
        {
            // a child of the killed server was still writing: the next run removes it
        }
    }
}
