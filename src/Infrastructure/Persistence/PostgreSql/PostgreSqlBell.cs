using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ChatPlatform.Infrastructure.Persistence.PostgreSql;

/// <summary>Hears what every node commits, on one connection of its own for all who listen. While that is away, each finds out by itself.</summary>
internal sealed partial class PostgreSqlBell(
    IDatabaseServer server, IEnumerable<IBellListener> listeners, TimeProvider clock, ILogger<PostgreSqlBell> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>A connection that says nothing for this long is asked whether it still lives.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    private readonly Dictionary<string, IBellListener> _listeners = listeners.ToDictionary(l => l.Channel, StringComparer.Ordinal);

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
        connection.Notification += (_, heard) => _listeners.GetValueOrDefault(heard.Channel)?.Heard(heard.Payload);
        try
        {
            await ExecuteAsync(connection, string.Join("; ", _listeners.Keys.Select(channel => "LISTEN " + channel)), stopping);
            Tell(listener => listener.Listening());
            while (true)
            {
                if (!await connection.WaitAsync(Silence, stopping))
                {
                    await ExecuteAsync(connection, "SELECT 1", stopping);
                }
            }
        }
        finally
        {
            Tell(listener => listener.Deaf());
        }
    }

    private void Tell(Action<IBellListener> news)
    {
        foreach (var listener in _listeners.Values)
        {
            news(listener);
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "What other nodes commit cannot be heard; this one looks for itself")]
    private static partial void LogAway(ILogger logger, Exception exception);
}
