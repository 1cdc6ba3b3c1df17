using System.Security.Cryptography;
using System.Text;

namespace ChatPlatform.Infrastructure.Persistence.Embedded;

/// <summary>Where the server's files lie: <c>data</c> (the cluster), <c>run</c> (its socket) and <c>server.log</c>.</summary>
/// <param name="Path">Owned by the server's user, closed to all others.</param>
internal sealed record ServerHome(string Path)
{
    /// <summary>Where it is put when the server's user cannot enter the data directory, which happens below <c>/root</c>.</summary>
    public const string Elsewhere = "/var/lib/chatplatform";

    /// <summary>What the kernel takes for a socket's path, in bytes (Linux 107, macOS 103), less the name of the socket.</summary>
    private const int LongestSocketDirectory = 103 - 15;

    public string Cluster => System.IO.Path.Combine(Path, "data");

    public string Log => System.IO.Path.Combine(Path, "server.log");

    /// <summary>The superuser's password; Windows only, where there is no socket to trust.</summary>
    public string PasswordFile => System.IO.Path.Combine(Path, "password");

    public string VersionFile => System.IO.Path.Combine(Cluster, "PG_VERSION");

    /// <summary>Set when the home is not in the data directory.</summary>
    public bool IsElsewhere => Path.StartsWith(Elsewhere + "/", StringComparison.Ordinal);

    /// <summary>The major version that made the cluster; null when there is none yet.</summary>
    public int? ClusterVersion => File.Exists(VersionFile) && int.TryParse(File.ReadAllText(VersionFile).Trim().Split('.')[0], out var major)
        ? major
        : null;

    /// <summary>Below the home, or below /tmp when that path is too long, or has what connection strings give a meaning to.</summary>
    public string SocketDirectory
    {
        get
        {
            var natural = System.IO.Path.Combine(Path, "run");
            return Encoding.UTF8.GetByteCount(natural) <= LongestSocketDirectory && natural.IndexOfAny([',', ':', '"', '\'', '\\']) < 0
                ? natural
                : "/tmp/chatplatform-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path)))[..16];
        }
    }

    /// <summary>The home of a data directory, as noted there, or the usual one.</summary>
    public static ServerHome Of(string dataDirectory) => File.Exists(NoteIn(dataDirectory))
        ? new(File.ReadLines(NoteIn(dataDirectory)).First().Trim())
        : new(System.IO.Path.Combine(dataDirectory, "postgres"));

    /// <summary>Makes the folder, gives it to the server's user, and moves to another place when that user cannot get there.</summary>
    public async Task<ServerHome> PrepareAsync(string dataDirectory, ServerAccount account, CancellationToken cancellationToken)
    {
        if (await MakeAsync(account, cancellationToken))
        {
            return this;
        }

        if (!account.IsOther)
        {
            throw new EmbeddedPostgresException(
                $"The database folder {Path} does not belong to user {account.Name}. Start ChatPlatform as its owner, or set CHATPLATFORM_DATA to another directory.");
        }

        if (IsElsewhere || ClusterVersion is not null)
        {
            throw new EmbeddedPostgresException(
                $"The database in {Path} cannot be reached by user {account.Name}, who runs it. Let that user pass the folders above it (chmod o+x).");
        }

        if (Directory.Exists(Path))
        {
            Directory.Delete(Path); // empty: we have just made it
        }

        // Random, not derived from the path: a data directory that was deleted and made again must not find the old database.
        var other = new ServerHome($"{Elsewhere}/{RandomNumberGenerator.GetHexString(12, lowercase: true)}");
        OpenElsewhere();
        if (!await other.MakeAsync(account, cancellationToken))
        {
            throw new EmbeddedPostgresException(
                $"User {account.Name}, who runs the database, can use neither {Path} nor {Elsewhere}. Set CHATPLATFORM_DATA to a directory that user can reach.");
        }

        await File.WriteAllTextAsync(
            NoteIn(dataDirectory),
            $"{other.Path}\nThe database of this data directory lies there, since user {account.Name}, who runs it, cannot enter this one.\n",
            cancellationToken);
        return other;
    }

    /// <summary>Makes the folder that all installations of this machine share.</summary>
    public static void OpenElsewhere()
    {
        Directory.CreateDirectory(Elsewhere);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Elsewhere, (UnixFileMode)0b111_101_101); // 0755, whatever our umask is
        }
    }

    private static string NoteIn(string dataDirectory) => System.IO.Path.Combine(dataDirectory, "postgres.location");

    private async Task<bool> MakeAsync(ServerAccount account, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path);
        if (!await account.CanUseAsync(Path, cancellationToken))
        {
            if (!account.IsOther
                || !await account.TakeOverAsync(Path, cancellationToken)
                || !await account.CanUseAsync(Path, cancellationToken))
            {
                return false;
            }
        }

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return true;
    }
}
