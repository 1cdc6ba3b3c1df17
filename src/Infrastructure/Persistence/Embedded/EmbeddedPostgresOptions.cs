using Microsoft.Extensions.Configuration;

namespace ChatPlatform.Infrastructure.Persistence.Embedded;

/// <summary>How the private PostgreSQL is kept and run.</summary>
internal sealed record EmbeddedPostgresOptions
{
    /// <summary>The value of <see cref="BinDirectory"/> that asks for the npm package even where a system PostgreSQL is found.</summary>
    public const string PackageOnly = "npm";

    /// <summary>All the data of this installation; the cluster lies in its folder <c>postgres</c>. Setting <c>CHATPLATFORM_DATA</c>, default <c>./data</c>.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The folder of <c>pg_ctl</c>, <c>initdb</c> and <c>postgres</c>, or <see cref="PackageOnly"/>; null to look for them. Setting <c>CHATPLATFORM_POSTGRES_BIN</c>.</summary>
    public string? BinDirectory { get; init; }

    /// <summary>Folders where an npm build may have been installed already (each holds <c>node_modules</c>), best first.</summary>
    public IReadOnlyList<string> PackageDirectories { get; init; } = [];

    /// <summary>Most connections at once. Setting <c>CHATPLATFORM_POSTGRES_CONNECTIONS</c>, 10–1000.</summary>
    public int MaxConnections { get; init; } = 100;

    /// <summary>PostgreSQL's own page cache in MB. Setting <c>CHATPLATFORM_POSTGRES_BUFFERS_MB</c>, 16–65536.</summary>
    public int SharedBuffersMegabytes { get; init; } = 128;

    /// <summary>False only in tests: a power cut may then lose the cluster. There is no setting for it.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>How long a start may take, crash recovery included.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a clean stop may take before the server is stopped hard, which its log (WAL) repairs at the next start.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Reads the settings; relative paths start at <paramref name="startDirectory"/>, the folder the platform was started from.</summary>
    /// <exception cref="EmbeddedPostgresException">A setting has a wrong value; the message names it.</exception>
    public static EmbeddedPostgresOptions From(IConfiguration configuration, string startDirectory)
    {
        var data = Path.GetFullPath(configuration["CHATPLATFORM_DATA"] is { Length: > 0 } path ? path : "data", startDirectory);
        var bin = configuration["CHATPLATFORM_POSTGRES_BIN"] is { Length: > 0 } text ? text : null;
        return new()
        {
            DataDirectory = data,
            BinDirectory = bin is null or PackageOnly ? bin : Path.GetFullPath(bin, startDirectory),
            PackageDirectories = DefaultPackageDirectories(data),
            MaxConnections = Number(configuration, "CHATPLATFORM_POSTGRES_CONNECTIONS", 100, 10, 1000),
            SharedBuffersMegabytes = Number(configuration, "CHATPLATFORM_POSTGRES_BUFFERS_MB", 128, 16, 65536),
        };
    }

    /// <summary>Where <c>run.sh</c> put the npm build (beside the sources that this program was built from), then where we put it ourselves.</summary>
    public static IReadOnlyList<string> DefaultPackageDirectories(string dataDirectory)
    {
        List<string> directories = [];
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var tools = Path.Combine(folder.FullName, ".tools", "postgres");
            if (Directory.Exists(tools))
            {
                directories.Add(tools);
            }
        }

        directories.Add(Path.Combine(dataDirectory, "postgres-bin"));
        return directories;
    }

    private static int Number(IConfiguration configuration, string name, int normal, int least, int most)
    {
        if (configuration[name] is not { Length: > 0 } text)
        {
            return normal;
        }

        return int.TryParse(text, out var value) && value >= least && value <= most
            ? value
            : throw new EmbeddedPostgresException($"{name} must be a whole number from {least} to {most}, but is \"{text}\".");
    }
}
