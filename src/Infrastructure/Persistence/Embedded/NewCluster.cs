using System.Security.Cryptography;

namespace ChatPlatform.Infrastructure.Persistence.Embedded;

/// <summary>Makes a cluster beside its place and moves it there when complete: a start that is cut off leaves nothing half done.</summary>
internal static class NewCluster
{
    /// <exception cref="EmbeddedPostgresException">It cannot be made; the message says why and what to do.</exception>
    public static async Task CreateAsync(
        ServerHome home, ServerAccount account, PostgresPrograms programs, EmbeddedPostgresOptions options, CancellationToken cancellationToken)
    {
        if (Directory.Exists(home.Cluster) && Directory.EnumerateFileSystemEntries(home.Cluster).Any())
        {
            throw new EmbeddedPostgresException($"{home.Cluster} holds files, but no PostgreSQL cluster. Move them away, or restore the cluster from a backup.");
        }

        var making = home.Cluster + ".new";
        if (Directory.Exists(making))
        {
            Directory.Delete(making, recursive: true);
        }

        List<string> arguments =
        [
            "--pgdata", making, "--username", ServerSettings.Superuser, "--encoding", "UTF8", "--data-checksums",
            "--locale", "C", "--lc-ctype", CharacterLocale(),
        ];
        if (!options.Durable)
        {
            arguments.Add("--no-sync");
        }

        if (OperatingSystem.IsWindows())
        {
            await File.WriteAllTextAsync(home.PasswordFile, RandomNumberGenerator.GetHexString(40), cancellationToken);
            arguments.AddRange(["--pwfile", home.PasswordFile, "--auth", "scram-sha-256"]);
        }
        else
        {
            arguments.AddRange(["--auth", "peer"]);
        }

        var outcome = await account.RunAsync(programs["initdb"], arguments, options.StartTimeout, cancellationToken);
        if (!outcome.Succeeded)
        {
            throw new EmbeddedPostgresException($"The database could not be created in {home.Path}. initdb said: {outcome.Output}");
        }

        if (Directory.Exists(home.Cluster))
        {
            Directory.Delete(home.Cluster);
        }

        Directory.Move(making, home.Cluster);
    }

    /// <summary>Letters beyond ASCII must fold (É as é) where a search ignores case; sorting stays by bytes (C) for speed.</summary>
    private static string CharacterLocale() =>
        OperatingSystem.IsWindows() ? "en-US" : OperatingSystem.IsMacOS() ? "en_US.UTF-8" : "C.UTF-8";
}
