using System.Diagnostics;
using System.Globalization;

namespace ChatPlatform.Infrastructure.Persistence.Embedded;

/// <summary><c>postmaster.pid</c>, which a server keeps in its cluster while it runs, and leaves there when it is killed.</summary>
/// <param name="ProcessId">The server's process.</param>
/// <param name="Port">Its TCP port, and the number in its socket's name.</param>
/// <param name="SocketDirectory">Empty where it has no socket (Windows).</param>
/// <param name="Status"><c>starting</c>, <c>ready</c>, <c>standby</c> or <c>stopping</c>; empty in its first moments.</param>
internal sealed record PostmasterFile(int ProcessId, int Port, string SocketDirectory, string Status)
{
    public const string Name = "postmaster.pid";

    /// <summary>Above every system's largest process id (Linux: 4,194,304), so that no process ever has it.</summary>
    private const int NobodysProcessId = 2_147_483_646;

    public bool IsReady => Status == "ready";

    /// <summary>Null when there is none, or it is not complete yet.</summary>
    public static PostmasterFile? Read(string cluster)
    {
        try
        {
            return Parse(File.ReadAllText(Path.Combine(cluster, Name)));
        }
        catch (IOException)
        {
            return null; // not there, or being written (Windows locks it)
        }
    }

    public static PostmasterFile? Parse(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries);
        if (lines.Length < 5 || !TryNumber(lines[0], out var process) || !TryNumber(lines[3], out var port))
        {
            return null;
        }

        return new(process, port, lines[4], lines.Length > 7 ? lines[7] : "");
    }

    /// <summary>Whether that process is the server of this very cluster; process ids are used again, in containers soon.</summary>
    public bool IsRunningOn(string cluster)
    {
        if (!OperatingSystem.IsLinux())
        {
            return Find() is { } name && name.StartsWith("postgres", StringComparison.OrdinalIgnoreCase);
        }

        try
        {
            // A server works in its cluster's folder: seen through the process, the same file must be there.
            return Parse(File.ReadAllText($"/proc/{ProcessId}/cwd/{Name}"))?.ProcessId == ProcessId
                && File.ReadAllText($"/proc/{ProcessId}/comm").StartsWith("postgres", StringComparison.Ordinal)
                && Read(cluster)?.ProcessId == ProcessId;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>
    /// Makes a left-over file harmless when its process id belongs to somebody else by now: PostgreSQL would take that one for a server.
    /// The rest of the file stays, since PostgreSQL checks by it that no orphan of the old server is still at work.
    /// </summary>
    public void DisownReusedProcessId(string cluster)
    {
        if (Find() is null)
        {
            return;
        }

        var path = Path.Combine(cluster, Name);
        var lines = File.ReadAllLines(path);
        lines[0] = NobodysProcessId.ToString(CultureInfo.InvariantCulture);
        File.WriteAllText(path, string.Join('\n', lines) + "\n");
    }

    private string? Find()
    {
        try
        {
            using var process = Process.GetProcessById(ProcessId);
            return process.ProcessName;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return null; // no such process, or it ended while we looked
        }
    }

    private static bool TryNumber(string text, out int value) => int.TryParse(text, CultureInfo.InvariantCulture, out value) && value > 0;
}
