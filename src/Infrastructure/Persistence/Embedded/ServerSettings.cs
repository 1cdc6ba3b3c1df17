using System.Globalization;

namespace ChatPlatform.Infrastructure.Persistence.Embedded;

/// <summary>The configuration files of the cluster. They are ours and written anew at each start.</summary>
internal static class ServerSettings
{
    /// <summary>The role that sets things up.</summary>
    public const string Superuser = "postgres";

    /// <summary>The role, and the database it owns, that the platform works with.</summary>
    public const string Owner = "chatplatform";

    private const string FileName = "chatplatform.conf";
    private const string Include = $"include '{FileName}'";

    public static async Task WriteAsync(
        ServerHome home, ServerAccount account, EmbeddedPostgresOptions options, int port, CancellationToken cancellationToken)
    {
        await WriteAsync(home, FileName, Settings(options, home.SocketDirectory, port), cancellationToken);
        await WriteAsync(home, "pg_hba.conf", Access(), cancellationToken);
        await WriteAsync(home, "pg_ident.conf", Identities(account), cancellationToken);
        var main = Path.Combine(home.Cluster, "postgresql.conf");
        if (!File.ReadLines(main).Contains(Include, StringComparer.Ordinal))
        {
            await File.AppendAllTextAsync(main, $"\n# the platform's own; put settings that should win below this line\n{Include}\n", cancellationToken);
        }
    }

    public static string Settings(EmbeddedPostgresOptions options, string socketDirectory, int port)
    {
        var durable = options.Durable ? "on" : "off";
        var network = OperatingSystem.IsWindows()
            ? "listen_addresses = '127.0.0.1'\nunix_socket_directories = ''"
            : $"listen_addresses = ''\nunix_socket_directories = '{socketDirectory}'\nunix_socket_permissions = 0700";
        return string.Create(CultureInfo.InvariantCulture, $"""
            # Written anew at each start; settings of your own belong into postgresql.conf.
            {network}
            port = {port}
            max_connections = {options.MaxConnections}
            shared_buffers = {options.SharedBuffersMegabytes}MB
            maintenance_work_mem = 64MB
            work_mem = 8MB
            random_page_cost = 1.1
            jit = off
            fsync = {durable}
            synchronous_commit = {durable}
            full_page_writes = {durable}
            wal_compression = on
            max_wal_size = 1GB
            timezone = 'UTC'
            # Errors are told to the platform; in the log they would carry what people wrote.
            log_min_messages = log
            log_min_error_statement = panic
            log_checkpoints = off
            logging_collector = off
            log_timezone = 'UTC'
            log_line_prefix = '%m [%p] '

            """);
    }

    private static string Access() => OperatingSystem.IsWindows()
        ? $"host all {Superuser},{Owner} 127.0.0.1/32 scram-sha-256\n"
        : $"local all {Superuser},{Owner} peer map=platform\nlocal replication {Superuser} peer map=platform\n";

    /// <summary>The kernel says who is at the other end of the socket: the server's own user and root, nobody else.</summary>
    private static string Identities(ServerAccount account)
    {
        string[] users = account.Name == "root" ? ["root"] : [account.Name, "root"];
        return string.Concat(users.Select(user => $"platform \"{user}\" {Superuser}\nplatform \"{user}\" {Owner}\n"));
    }

    private static async Task WriteAsync(ServerHome home, string name, string text, CancellationToken cancellationToken)
    {
        var path = Path.Combine(home.Cluster, name);
        await File.WriteAllTextAsync(path, text, cancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            // The server's user must read what root wrote; the folder around it is closed to all others.
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }
    }
}
