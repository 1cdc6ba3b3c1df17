using ChatPlatform.Domain.Common;
using Npgsql;

namespace ChatPlatform.IntegrationTests.Common;

/// <summary>The PostgreSQL server of the test run. A missing server fails the tests, it never skips them.</summary>
public static class TestPostgres
{
    public static async Task<string> CreateDatabaseAsync()
    {
        var server = Environment.GetEnvironmentVariable("CHATPLATFORM_TEST_SERVER")
            ?? throw new InvalidOperationException("Set CHATPLATFORM_TEST_SERVER to an Npgsql connection string of a server.");
        var name = "test_" + Guid.CreateVersion7(TimeProvider.System.Now()).ToString("N");
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }
}
