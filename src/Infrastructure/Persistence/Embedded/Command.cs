using System.ComponentModel;
using System.Diagnostics;

namespace ChatPlatform.Infrastructure.Persistence.Embedded;

/// <summary>Runs a program to its end: no shell, no terminal, no input, bounded in time.</summary>
internal sealed class Command(TimeProvider clock)
{
    /// <summary>What a shell reports for a program that is not there.</summary>
    public const int NotFound = 127;

    private static readonly TimeSpan OutputGrace = TimeSpan.FromSeconds(1);

    /// <param name="program">A path, or a name looked up in PATH.</param>
    /// <param name="arguments">Passed as they are.</param>
    /// <param name="timeout">The program is killed after this.</param>
    /// <param name="inheritEnvironment">False hides our environment, which holds keys, from programs that run as another user or long.</param>
    /// <param name="cancellationToken">Kills the program.</param>
    public async Task<CommandOutcome> RunAsync(
        string program, IEnumerable<string> arguments, TimeSpan timeout, bool inheritEnvironment, CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = Describe(program, arguments, inheritEnvironment) };
        try
        {
            process.Start();
        }
        catch (Win32Exception exception)
        {
            return new(NotFound, exception.Message);
        }

        process.StandardInput.Close();
        var output = Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(CancellationToken.None), process.StandardError.ReadToEndAsync(CancellationToken.None));
        using var limit = new CancellationTokenSource(timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await process.WaitForExitAsync(either.Token);
        }
        catch (OperationCanceledException exception)
        {
            process.Kill(); // not its children: a server it has just started must not die with it
            cancellationToken.ThrowIfCancellationRequested();
            throw new EmbeddedPostgresException($"{program} did not finish within {timeout.TotalSeconds:0} seconds.", exception);
        }

        // On Windows the server inherits pg_ctl's pipes, so their end would come only with the server's own.
        await Task.WhenAny(output, Task.Delay(OutputGrace, clock, CancellationToken.None));
        return new(process.ExitCode, output.IsCompletedSuccessfully ? string.Concat(await output).Trim() : "");
    }

    private static ProcessStartInfo Describe(string program, IEnumerable<string> arguments, bool inheritEnvironment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            CreateNoWindow = true, // on Windows also keeps the console's Ctrl-C away
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetPathRoot(AppContext.BaseDirectory), // ours may be closed to the server's user
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        if (!inheritEnvironment && !OperatingSystem.IsWindows())
        {
            start.Environment.Clear();
            start.Environment["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
            start.Environment["LC_ALL"] = "C"; // messages we can read; the cluster's locale is given to initdb
        }

        return start;
    }
}

/// <param name="ExitCode">0 is success.</param>
/// <param name="Output">Both streams, trimmed.</param>
internal readonly record struct CommandOutcome(int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;
}
