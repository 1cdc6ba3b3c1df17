using System.Diagnostics;

namespace ChatPlatform.IntegrationTests.Embedded;

/// <summary>A process that runs <see cref="EmbeddedProgram"/>.</summary>
internal sealed class PlatformProcess : IDisposable
{
    private readonly Process _process;

    private PlatformProcess(Process process, string line)
    {
        _process = process;
        Line = line;
    }

    /// <summary>What it said: <c>ready …</c> or <c>refused …</c>.</summary>
    public string Line { get; }

    public string ConnectionString => Line.StartsWith("ready ", StringComparison.Ordinal) ? Line["ready ".Length..] : throw new InvalidOperationException(Line);

    public static async Task<PlatformProcess> StartAsync(string data)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(EmbeddedProgram).Assembly.Location, data])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        return new(process, await process.StandardOutput.ReadLineAsync() ?? "");
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async Task<int> StopAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
