using System.Data.Common;
using ChatPlatform.Application.Common;
using ChatPlatform.Infrastructure.Persistence.Embedded;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ChatPlatform.Infrastructure.Persistence.PostgreSql;

/// <summary>A PostgreSQL server, somebody's or our own embedded one, with the schema migrated.</summary>
internal sealed partial class PostgreSqlServer(
    DatabaseSettings settings,
    IConfiguration configuration,
    IServiceScopeFactory scopes,
    TimeProvider clock,
    ILoggerFactory loggers,
    ILogger<PostgreSqlServer> log) : IDatabaseServer, IAsyncDisposable
{
    /// <summary>Any number that nobody else takes: the lock under which one node at a time migrates.</summary>
    private const long MigrationLock = 0x43_68_61_74_50_6C_61_74;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>A row that somebody else has locked must not hold up the turns that share its batch.</summary>
    private const string TurnSession = "SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET lock_timeout = '500ms'";

    private EmbeddedPostgres? _embedded;
    private NpgsqlDataSource? _dataSource;
    private NpgsqlDataSource? _turnSource;

    public NpgsqlDataSource DataSource => _dataSource ?? throw new InvalidOperationException("The database has not been started yet.");

    public NpgsqlDataSource TurnSource => _turnSource ?? throw new InvalidOperationException("The database has not been started yet.");

    public bool IsReady { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var address = await FindAsync(cancellationToken);
        _dataSource = Build(address).Build();
        _turnSource = Build(address).UsePhysicalConnectionInitializer(PrepareTurnSession, PrepareTurnSessionAsync).Build();
        await WaitAsync(DataSource, cancellationToken);
        await MigrateAsync(DataSource, cancellationToken);
        if (_embedded is not null)
        {
            // the data directory is ours alone: whoever else is on record is dead, and its turns need not wait for a lease to run out
            await using var forget = DataSource.CreateCommand("DELETE FROM node");
            await forget.ExecuteNonQueryAsync(cancellationToken);
        }

        IsReady = true;
    }

    public async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        await using var command = DataSource.CreateCommand("SELECT 1");
        return await command.ExecuteScalarAsync(cancellationToken) is 1;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_embedded is not null)
        {
            await _embedded.StopAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_dataSource is not null)
        {
            await _dataSource.DisposeAsync();
            await _turnSource!.DisposeAsync();
        }

        _embedded?.Dispose();
    }

    /// <summary>
    /// The turn's statements look up a few rows by their keys, always. One plan, made once, that uses the indexes also on a database so
    /// new that it has no statistics: planning anew for every batch cost more than running it.
    /// </summary>
    private static void PrepareTurnSession(NpgsqlConnection connection)
    {
        using var set = new NpgsqlCommand(TurnSession, connection);
        set.ExecuteNonQuery();
    }

    private static async Task PrepareTurnSessionAsync(NpgsqlConnection connection)
    {
        await using var set = new NpgsqlCommand(TurnSession, connection);
        await set.ExecuteNonQueryAsync();
    }

    private async Task<string> FindAsync(CancellationToken cancellationToken)
    {
        if (settings.Provider != DatabaseProvider.EmbeddedPostgreSql)
        {
            return settings.ConnectionString;
        }

        var options = EmbeddedPostgresOptions.From(configuration, Directory.GetCurrentDirectory());
        _embedded = new EmbeddedPostgres(options, clock, loggers.CreateLogger<EmbeddedPostgres>());
        return await _embedded.StartAsync(cancellationToken);
    }

    private NpgsqlDataSourceBuilder Build(string connectionString)
    {
        var text = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "ChatPlatform",

            // the promise is a 503 within 5 s when the database is away or hangs: a command waits 2 s, asks to be cancelled on a new
            // connection, which waits 2 s at most, and for the answer half a second more
            Timeout = 2,
            CancellationTimeout = 500,
            MaxAutoPrepare = 100,

            // nothing of ours leaves a setting behind in a session, and resetting it costs the server more than a small query
            NoResetOnClose = true,
            AutoPrepareMinUsages = 2,
        };
        // Npgsql's own builder says of every keyword it knows that it contains it
        var given = new DbConnectionStringBuilder { ConnectionString = connectionString };
        if (!given.ContainsKey("Maximum Pool Size") && !given.ContainsKey("MaxPoolSize"))
        {
            text.MaxPoolSize = 40;
        }

        if (!given.ContainsKey("Command Timeout") && !given.ContainsKey("CommandTimeout"))
        {
            text.CommandTimeout = 2;
        }

        return (NpgsqlDataSourceBuilder)new NpgsqlDataSourceBuilder(text.ConnectionString).UseLoggerFactory(loggers);
    }

    /// <summary>A server that starts together with us may need a moment.</summary>
    private async Task WaitAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        while (true)
        {
            try
            {
                await using var connection = await database.OpenConnectionAsync(cancellationToken);
                return;
            }
            catch (NpgsqlException e) when (e.IsTransient && clock.GetElapsedTime(started) < Patience)
            {
                LogWaiting(log, e.Message);
                await Task.Delay(TimeSpan.FromSeconds(1), clock, cancellationToken);
            }
            catch (NpgsqlException e)
            {
                throw new StartException($"The database that DATABASE_URL (or ConnectionStrings__Default) names cannot be used: {e.Message}", e);
            }
        }
    }

    /// <summary>Several nodes may start at once: a session lock lets one migrate and the others find it done.</summary>
    private async Task MigrateAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var locked = await database.OpenConnectionAsync(cancellationToken);
        await using var take = new NpgsqlCommand($"SELECT pg_advisory_lock({MigrationLock})", locked) { CommandTimeout = 300 };
        await take.ExecuteNonQueryAsync(cancellationToken);
        await using (var scope = scopes.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
            db.Database.SetCommandTimeout(TimeSpan.FromMinutes(30));
            await db.Database.MigrateAsync(cancellationToken);
        }

        await using var release = new NpgsqlCommand($"SELECT pg_advisory_unlock({MigrationLock})", locked);
        await release.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "Waiting for the database: {Reason}")]
    private static partial void LogWaiting(ILogger logger, string reason);
}
