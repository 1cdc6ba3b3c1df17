using System.Globalization;

namespace ChatPlatform.LoadGenerator;

/// <summary>User and system time of processes, from <c>/proc/&lt;pid&gt;/stat</c>; the kernel counts in steps of 10 ms.</summary>
internal sealed class ProcessorTime
{
    private const double MillisecondsPerTick = 10;

    private readonly IReadOnlyDictionary<string, string> _processes;
    private readonly Dictionary<string, double> _before;

    private ProcessorTime(IReadOnlyDictionary<string, string> processes) => (_processes, _before) = (processes, Read(processes));

    public static ProcessorTime Start(IReadOnlyDictionary<string, string> processes) =>
        new(processes.Append(new("generator", Environment.ProcessId.ToString(CultureInfo.InvariantCulture))).ToDictionary());

    /// <summary>Milliseconds of each process since the start, per request.</summary>
    public IReadOnlyDictionary<string, double> Per(int requests) =>
        Read(_processes).ToDictionary(now => now.Key, now => Math.Round((now.Value - _before[now.Key]) / Math.Max(requests, 1), 4));

    private static Dictionary<string, double> Read(IReadOnlyDictionary<string, string> processes) =>
        processes.ToDictionary(p => p.Key, p => p.Value.EndsWith('+') ? WithChildren(p.Value[..^1]) : Fields(p.Value)?.Time ?? 0);

    private static double WithChildren(string process) =>
        Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
            .Where(name => char.IsAsciiDigit(name![0]))
            .Select(name => Fields(name!) is { } found && (found.Parent == process || name == process) ? found.Time : 0)
            .Sum();

    private static (string Parent, double Time)? Fields(string process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            // the second field is the program's name, which may hold spaces
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
            return (fields[1], ticks * MillisecondsPerTick);
        }
        catch (IOException)
        {
            return null; // it has ended
        }
    }
}
