using Npgsql;

namespace ChatPlatform.Infrastructure.Persistence.Embedded;

/// <summary>Our database and its owner in the server, made where missing; first makes sure that it is our server.</summary>
internal static class OwnDatabase
{
    /// <returns>An Npgsql connection string of the database, as its owner.</returns>
    public static async Task<string> CreateAsync(ServerHome home, PostmasterFile running, CancellationToken cancellationToken)
    {
        var login = new NpgsqlConnectionStringBuilder
        {
            Host = OperatingSystem.IsWindows() ? "127.0.0.1" : running.SocketDirectory,
            Port = running.Port,
            Username = ServerSettings.Superuser,
            Database = "postgres",
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
        };
        if (OperatingSystem.IsWindows())
        {
            login.Password = await File.ReadAllTextAsync(home.PasswordFile, cancellationToken);
        }

        await using (var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(login.ConnectionString) { Pooling = false }.ConnectionString))
        {
            await connection.OpenAsync(cancellationToken);
            if (await AskAsync(connection, "SELECT pg_read_file('postmaster.pid')", cancellationToken) is not string told
                || PostmasterFile.Parse(told)?.ProcessId != running.ProcessId)
            {
                throw new EmbeddedPostgresException($"The server at {running.SocketDirectory} is not the one of {home.Path}. Stop it, then start again.");
            }

            if (await AskAsync(connection, $"SELECT 1 FROM pg_roles WHERE rolname = '{ServerSettings.Owner}'", cancellationToken) is null)
            {
                var password = login.Password is { } text ? $" PASSWORD '{text}'" : "";
                await AskAsync(connection, $"CREATE ROLE {ServerSettings.Owner} LOGIN{password}", cancellationToken);
            }

            if (await AskAsync(connection, $"SELECT 1 FROM pg_database WHERE datname = '{ServerSettings.Owner}'", cancellationToken) is null)
            {
                await AskAsync(connection, $"CREATE DATABASE {ServerSettings.Owner} OWNER {ServerSettings.Owner}", cancellationToken);
            }
        }

        login.Username = login.Database = ServerSettings.Owner;
        return login.ConnectionString;
    }

    private static async Task<object?> AskAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellationToken);
    }
}
