using ChatPlatform.Application.Tasks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ChatPlatform.Infrastructure.Persistence.PostgreSql;

/// <summary>Hears what every node commits to the task queue, on a connection of its own. While that is away, workers find their work by looking.</summary>
internal sealed partial class PostgreSqlTaskBell(
    IDatabaseServer server, TaskSignals signals, TimeProvider clock, ILogger<PostgreSqlTaskBell> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>A connection that says nothing for this long is asked whether it still lives.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogAway(log, e);
                await Task.Delay(Pause, clock, CancellationToken.None);
            }
        }
    }

    private async Task ListenAsync(CancellationToken stopping)
    {
        await using var connection = await server.DataSource.OpenConnectionAsync(stopping);
        connection.Notification += (_, heard) =>
        {
            if (Guid.TryParse(heard.Payload, out var ended))
            {
                signals.TaskEnded(ended);
            }
            else
            {
                signals.TaskAdded();
            }
        };
        await ExecuteAsync(connection, "LISTEN aiprocessingtask", stopping);
        signals.TaskAdded(); // what came while nobody listened
        while (true)
        {
            if (!await connection.WaitAsync(Silence, stopping))
            {
                await ExecuteAsync(connection, "SELECT 1", stopping);
            }
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "News of the task queue cannot be heard; workers look for themselves")]
    private static partial void LogAway(ILogger logger, Exception exception);
}
