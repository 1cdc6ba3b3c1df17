using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace ChatPlatform.EndToEndTests;

/// <summary>The built product as a process of its own: a fresh data directory, its embedded database, the demo model.</summary>
internal sealed partial class Platform : IAsyncDisposable
{
    /// <summary>A first start creates a database; a machine that is busy with other tests takes its time.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);

    /// <summary>Settings of the machine that would make this another product than the one a newcomer starts.</summary>
    private static readonly string[] Foreign =
    [
        "DATABASE_URL", "ConnectionStrings__Default", "CHATPLATFORM_ADMIN_KEY", "OPENAI_API_KEY", "OPENAI_BASE_URL", "LLM_PROVIDER", "PORT",
        "ASPNETCORE_URLS",
    ];

    private readonly string _home = Directory.CreateTempSubdirectory("chatplatform-e2e-").FullName;
    private readonly int _port = FreePort();
    private readonly ConcurrentQueue<string> _output = new();
    private Process? _process;

    public Uri Address => new($"http://localhost:{_port}");

    /// <summary>The link that the first start prints; works once.</summary>
    public Uri SignInLink { get; private set; } = new("about:blank");

    public string AdminKey { get; private set; } = "";

    private string Output => string.Join('\n', _output);

    public static string RepositoryRoot { get; } = FindRoot();

    public async Task StartAsync()
    {
        _output.Clear();
        var (program, content) = Program();
        var start = new ProcessStartInfo("dotnet", [program, "--contentRoot", content])
        {
            WorkingDirectory = _home,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Array.ForEach(Foreign, name => start.Environment.Remove(name));
        start.Environment["CHATPLATFORM_DATA"] = Path.Combine(_home, "data");
        start.Environment["PORT"] = _port.ToString(CultureInfo.InvariantCulture);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["RATE_LIMIT_PER_MINUTE"] = "0";
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await WaitUntilReadyAsync();
        if (AdminKey.Length == 0)
        {
            SignInLink = new Uri(LinkPattern().Match(Output) is { Success: true } link ? link.Value : throw Broken("printed no sign-in link"));
            AdminKey = KeyPattern().Match(Output) is { Success: true } key ? key.Value : throw Broken("printed no admin key");
        }
    }

    /// <summary>As a power cut would: nothing is closed, nothing is said.</summary>
    public async Task KillAsync()
    {
        _process!.Kill(entireProcessTree: false);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            if (!_process.HasExited)
            {
                await StopAsync(_process);
            }

            _process.Dispose();
        }

        await CloseDatabaseAsync();
        Directory.Delete(_home, recursive: true);
    }

    /// <summary>Asks first, so that the database is closed too; ends the whole tree when that is not heard.</summary>
    private static async Task StopAsync(Process process)
    {
        using var signal = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        using var limit = new CancellationTokenSource(StopLimit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException late)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The platform did not stop within {StopLimit.TotalSeconds} s of SIGTERM.", late);
        }
    }

    /// <summary>A platform that was killed, and not started again because its test failed, leaves its database running.</summary>
    private async Task CloseDatabaseAsync()
    {
        foreach (var file in Directory.EnumerateFiles(_home, "postmaster.pid", SearchOption.AllDirectories))
        {
            using var signal = Process.Start("kill", ["-INT", (await File.ReadAllLinesAsync(file))[0]]);
            var waited = Stopwatch.StartNew();
            while (File.Exists(file) && waited.Elapsed < StopLimit)
            {
                await Task.Delay(50);
            }
        }
    }

    private async Task WaitUntilReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = Address };
        var started = Stopwatch.StartNew();
        while (started.Elapsed < StartLimit)
        {
            if (_process!.HasExited)
            {
                throw Broken($"ended with code {_process.ExitCode}");
            }

            try
            {
                using var ready = await http.GetAsync("/health/ready");
                if (ready.IsSuccessStatusCode && (AdminKey.Length > 0 || LinkPattern().IsMatch(Output)))
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // not listening yet
            }

            await Task.Delay(100);
        }

        throw Broken($"was not ready within {StartLimit.TotalSeconds} s");
    }

    private InvalidOperationException Broken(string what) => new($"The platform {what}. It said:\n{Output}");

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _output.Enqueue(line);
        }
    }

    /// <summary>The program of the same configuration as these tests.</summary>
    /// <summary>What run.sh would start, where test.sh has built that; else what was built with these tests.</summary>
    private static (string Program, string Content) Program()
    {
        const string program = "ChatPlatform.Api.dll";
        if (Environment.GetEnvironmentVariable("CHATPLATFORM_TEST_APP") is { } app)
        {
            return (Path.Combine(app, program), app);
        }

        var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var source = Path.Combine(RepositoryRoot, "src", "Api");
        return (Path.Combine(source, "bin", framework.Parent!.Name, framework.Name, program), source);
    }

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "ChatPlatform.sln")))
        {
            directory = directory.Parent ?? throw new InvalidOperationException("ChatPlatform.sln is in no directory above these tests.");
        }

        return directory.FullName;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex(@"http://\S+/sign-in#\S+", RegexOptions.NonBacktracking)]
    private static partial Regex LinkPattern();

    [GeneratedRegex(@"\bcp_[A-Za-z0-9_-]{20,}", RegexOptions.NonBacktracking)]
    private static partial Regex KeyPattern();
}
