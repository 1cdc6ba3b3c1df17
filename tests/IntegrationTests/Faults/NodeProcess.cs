using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using ChatPlatform.IntegrationTests.Common;

namespace ChatPlatform.IntegrationTests.Faults;

/// <summary>The product as a process of its own, so that it can be killed.</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    /// <summary>What run.sh would start, where test.sh has built that; else what was built with these tests.</summary>
    private static readonly string App = Environment.GetEnvironmentVariable("CHATPLATFORM_TEST_APP") ?? AppContext.BaseDirectory;

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();

    private readonly Func<Task<NodeProcess>> _again;

    private NodeProcess(Process process, int port, Func<Task<NodeProcess>> again) =>
        (_process, Address, _again) = (process, new Uri($"http://localhost:{port}"), again);

    public Uri Address { get; }

    public static Task<NodeProcess> StartAsync(
        string databaseUrl, string modelUrl, IReadOnlyDictionary<string, string>? settings = null) =>
        StartAsync(FreePort(), databaseUrl, modelUrl, settings ?? new Dictionary<string, string>());

    /// <summary>Another process at the same address, with the same settings.</summary>
    public async Task<NodeProcess> StartAgainAsync()
    {
        await DisposeAsync();
        return await _again();
    }

    private static async Task<NodeProcess> StartAsync(
        int port, string databaseUrl, string modelUrl, IReadOnlyDictionary<string, string> settings)
    {
        var home = Directory.CreateTempSubdirectory("chatplatform-node-");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(App, "ChatPlatform.Api.dll")])
        {
            WorkingDirectory = home.FullName,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["PORT"] = port.ToString(CultureInfo.InvariantCulture),
                ["DATABASE_URL"] = databaseUrl,
                ["LLM_PROVIDER"] = "openai",
                ["OPENAI_BASE_URL"] = modelUrl,
                ["CHATPLATFORM_ADMIN_KEY"] = TestApp.AdminKey,
                ["RATE_LIMIT_PER_MINUTE"] = "0",
                ["LOG_LEVEL"] = "WARN",
            },
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var node = new NodeProcess(new Process { StartInfo = start }, port, () => StartAsync(port, databaseUrl, modelUrl, settings));
        node._process.OutputDataReceived += (_, line) => node._output.Enqueue(line.Data ?? "");
        node._process.ErrorDataReceived += (_, line) => node._output.Enqueue(line.Data ?? "");
        node._process.Start();
        node._process.BeginOutputReadLine();
        node._process.BeginErrorReadLine();
        using var client = node.CreateClient();
        for (var i = 0; i < 600; i++)
        {
            try
            {
                using var ready = await client.GetAsync("/health/ready");
                if (ready.IsSuccessStatusCode)
                {
                    return node;
                }
            }
            catch (HttpRequestException) when (!node._process.HasExited)
            {
                // not listening yet
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("The node did not become ready:\n" + string.Join('\n', node._output));
    }

    public HttpClient CreateClient() => new()
    {
        BaseAddress = Address,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", TestApp.AdminKey) },
    };

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <param name="signal"><c>TERM</c>, <c>STOP</c>, <c>CONT</c>.</param>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async Task<int> TerminateAsync()
    {
        await SignalAsync("TERM");
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(40));
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
        Directory.Delete(_process.StartInfo.WorkingDirectory, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
