using ChatPlatform.Application.Common;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace ChatPlatform.Infrastructure.Persistence;

internal enum DatabaseProvider
{
    /// <summary>A PostgreSQL server that somebody else runs.</summary>
    PostgreSql,

    /// <summary>A private PostgreSQL that we run under the data directory.</summary>
    EmbeddedPostgreSql,

    /// <summary>EF Core's in-memory provider; for tests only, nothing is kept.</summary>
    InMemory,
}

/// <summary>Which database, and how to reach it.</summary>
/// <param name="Provider">Embedded when no connection string is given.</param>
/// <param name="ConnectionString">An Npgsql connection string; for InMemory the store's name; empty for embedded until it has started.</param>
internal sealed record DatabaseSettings(DatabaseProvider Provider, string ConnectionString)
{
    public static DatabaseSettings From(IConfiguration configuration)
    {
        var text = configuration["DATABASE_URL"] is { Length: > 0 } url ? url : configuration.GetConnectionString("Default");
        if (string.IsNullOrWhiteSpace(text))
        {
            return new(DatabaseProvider.EmbeddedPostgreSql, "");
        }

        const string inMemory = "inmemory://";
        return text.StartsWith(inMemory, StringComparison.Ordinal)
            ? new(DatabaseProvider.InMemory, text[inMemory.Length..])
            : new(DatabaseProvider.PostgreSql, Checked(text));
    }

    private static string Checked(string text)
    {
        try
        {
            var connection = new NpgsqlConnectionStringBuilder(PostgresUrl.ToConnectionString(text));
            return connection.Host is { Length: > 0 } ? connection.ConnectionString : throw new FormatException("No host.");
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException or InvalidCastException)
        {
            // the value itself may hold a password
            throw new StartException("DATABASE_URL must be postgresql://user:password@host:port/database or an Npgsql connection string; it cannot be read.", e);
        }
    }
}
