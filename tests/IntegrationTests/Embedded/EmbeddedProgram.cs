using ChatPlatform.Infrastructure.Persistence.Embedded;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatPlatform.IntegrationTests.Embedded;

/// <summary>
/// What the tests start as a process of its own, so that it can be killed: it runs the embedded server on a data directory,
/// prints one line (<c>ready</c> and the connection string, or <c>refused</c> and the sentence) and stops cleanly when its input ends.
/// </summary>
internal static class EmbeddedProgram
{
    public static async Task<int> Main(string[] args)
    {
        var options = new EmbeddedPostgresOptions { DataDirectory = args[0], BinDirectory = args.ElementAtOrDefault(1) };
        using var postgres = new EmbeddedPostgres(options, TimeProvider.System, NullLogger<EmbeddedPostgres>.Instance);
        try
        {
            Console.WriteLine("ready " + await postgres.StartAsync(CancellationToken.None));
        }
        catch (EmbeddedPostgresException refused)
        {
            Console.WriteLine("refused " + refused.Message.ReplaceLineEndings(" "));
            return 1;
        }

        await Console.In.ReadToEndAsync();
        await postgres.StopAsync(CancellationToken.None);
        return 0;
    }
}
