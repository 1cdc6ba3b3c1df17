using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ChatPlatform.IntegrationTests.Hosting;

/// <summary>The real program in a process of its own: what the operator sees when a setting is wrong.</summary>
public sealed class StartTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("PORT", "abc", "PORT is 'abc', but must be a whole number from 0 to 65535.")]
    [InlineData("LOG_LEVEL", "LOUD", "LOG_LEVEL is 'LOUD'")]
    [InlineData("OPENAI_TEMPERATURE", "hot", "OPENAI_TEMPERATURE is 'hot'")]
    [InlineData("RATE_LIMIT_PER_MINUTE", "many", "RATE_LIMIT_PER_MINUTE is 'many'")]
    [InlineData("TRUSTED_PROXIES", "10.0.0.1, nginx", "TRUSTED_PROXIES is '10.0.0.1, nginx', but must be addresses or CIDR networks")]
    [InlineData("DATABASE_URL", "secret nonsense", "DATABASE_URL must be")]
    public async Task Start_WrongSetting_EndsWithOneSentenceThatNamesIt(string name, string value, string sentence)
    {
        var (exit, output, error) = await RunAsync((name, value));

        exit.ShouldBe(1);
        error.ShouldStartWith(sentence);
        error.TrimEnd().ShouldNotContain('\n');
        (output + error).ShouldNotContain("   at ");
        (output + error).ShouldNotContain("secret");
    }

    [Fact]
    public async Task Start_PortInUse_EndsWithOneSentenceThatNamesThePort()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var (exit, output, error) = await RunAsync(("PORT", $"{port}"));

        exit.ShouldBe(1);
        error.Trim().ShouldBe($"Port {port} is in use; set PORT to a free one.");
        output.ShouldNotContain("   at ");
    }

    private static async Task<(int Exit, string Output, string Error)> RunAsync((string Name, string Value) setting)
    {
        var folder = Directory.CreateTempSubdirectory("start-");
        try
        {
            var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = folder.FullName,
            };
            start.Environment["DATABASE_URL"] = "inmemory://start";
            start.Environment["CHATPLATFORM_DATA"] = folder.FullName;
            start.Environment["PORT"] = "0";
            start.Environment[setting.Name] = setting.Value;
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            try
            {
                await process.WaitForExitAsync().WaitAsync(Patience);
            }
            catch (TimeoutException)
            {
                process.Kill(entireProcessTree: true); // it started, which is the failure
            }

            return (process.ExitCode, await output, await error);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
