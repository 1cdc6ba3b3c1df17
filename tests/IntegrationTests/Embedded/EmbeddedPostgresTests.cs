using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using ChatPlatform.Domain.Common;
using ChatPlatform.Infrastructure.Persistence.Embedded;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace ChatPlatform.IntegrationTests.Embedded;

/// <summary>Real servers in real processes, killed for real. They are as durable as in production.</summary>
public sealed class EmbeddedPostgresTests : IDisposable
{
    private readonly string _data = Path.Combine(Path.GetTempPath(), "cp-embedded-" + Guid.CreateVersion7(TimeProvider.System.Now()).ToString("N"));

    private ServerHome Home => ServerHome.Of(_data);

    [Fact]
    public async Task Start_EmptyDirectory_CreatesDatabaseForKoreanText()
    {
        using var postgres = Create();
        var database = await postgres.StartAsync(default);

        (await AskAsync(database, "SELECT current_database() || ' ' || current_user")).ShouldBe("chatplatform chatplatform");
        (await AskAsync(database, "SHOW server_encoding")).ShouldBe("UTF8");
        (await AskAsync(database, "SHOW data_checksums")).ShouldBe("on");
        (await AskAsync(database, "SHOW fsync")).ShouldBe("on");
        (await AskAsync(database, "SHOW synchronous_commit")).ShouldBe("on");
        (await AskAsync(database, "SELECT 'Café 환불' ILIKE '%CAFÉ 환%'")).ShouldBe(true);
        await postgres.StopAsync(default);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")] // which has a loopback port instead
    public async Task Start_AnyDirectory_OpensNoTcpListener()
    {
        using var control = new TcpListener(IPAddress.Loopback, 0);
        control.Start();
        using var postgres = Create();
        await postgres.StartAsync(default);

        ListeningOn(Environment.ProcessId).ShouldNotBeEmpty("our own listener must be seen, or this test could not fail");
        ListeningOn(PostmasterFile.Read(Home.Cluster)!.ProcessId).ShouldBeEmpty();
        File.GetUnixFileMode(Home.SocketDirectory).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await postgres.StopAsync(default);
    }

    [Fact]
    public async Task Start_LongPath_StillHasASocket()
    {
        var deep = Path.Combine(_data, new string('d', 60), "한국어 데이터, 그리고", "x");
        using var postgres = new EmbeddedPostgres(Options() with { DataDirectory = deep }, TimeProvider.System, NullLogger<EmbeddedPostgres>.Instance);
        var database = await postgres.StartAsync(default);

        (await AskAsync(database, "SELECT 1")).ShouldBe(1);
        await postgres.StopAsync(default);
        Directory.Delete(ServerHome.Of(deep).SocketDirectory);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")] // which has no root
    public async Task Start_BelowAFolderClosedToTheServersUser_KeepsDataWhereThatUserCanGo()
    {
        Directory.CreateDirectory(_data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var data = Path.Combine(_data, "data");
        var options = Options() with { DataDirectory = data };
        using var first = new EmbeddedPostgres(options, TimeProvider.System, NullLogger<EmbeddedPostgres>.Instance);
        await RememberAsync(await first.StartAsync(default));
        await first.StopAsync(default);

        using var second = new EmbeddedPostgres(options, TimeProvider.System, NullLogger<EmbeddedPostgres>.Instance);
        (await RecallAsync(await second.StartAsync(default))).ShouldBe("kept");
        await second.StopAsync(default);

        var home = ServerHome.Of(data);
        home.IsElsewhere.ShouldBe(Environment.IsPrivilegedProcess, "only root hands the server to another user");
        Directory.Delete(home.Path, recursive: true);
    }

    [Fact]
    public async Task Start_SecondTime_KeepsData()
    {
        await WithServerAsync(RememberAsync);

        File.Exists(Path.Combine(Home.Cluster, PostmasterFile.Name)).ShouldBeFalse("a clean stop stops the server");
        await WithServerAsync(async database => (await RecallAsync(database)).ShouldBe("kept"));
    }

    [Fact]
    public async Task Start_ServerWasKilled_RecoversCommittedData()
    {
        using (var first = Create())
        {
            await RememberAsync(await first.StartAsync(default));
            Kill(PostmasterFile.Read(Home.Cluster)!.ProcessId);
        }

        await WithServerAsync(async database => (await RecallAsync(database)).ShouldBe("kept"));
    }

    [Fact]
    public async Task Start_PlatformWasKilled_TakesOverItsServer()
    {
        using var killed = await PlatformProcess.StartAsync(_data);
        await RememberAsync(killed.ConnectionString);
        var server = PostmasterFile.Read(Home.Cluster)!.ProcessId;
        await killed.KillAsync();

        using var next = await PlatformProcess.StartAsync(_data);

        (await RecallAsync(next.ConnectionString)).ShouldBe("kept");
        PostmasterFile.Read(Home.Cluster)!.ProcessId.ShouldBe(server);
        (await next.StopAsync()).ShouldBe(0);
        PostmasterFile.Read(Home.Cluster).ShouldBeNull();
    }

    [Fact]
    public async Task Start_PlatformAndServerWereKilled_Recovers()
    {
        using var killed = await PlatformProcess.StartAsync(_data);
        await RememberAsync(killed.ConnectionString);
        await killed.KillAsync();
        Kill(PostmasterFile.Read(Home.Cluster)!.ProcessId);

        await WithServerAsync(async database => (await RecallAsync(database)).ShouldBe("kept"));
    }

    [Fact]
    public async Task Start_LeftOverFileNamesAnotherProcess_Starts()
    {
        await WithServerAsync(RememberAsync);
        await File.WriteAllTextAsync(
            Path.Combine(Home.Cluster, PostmasterFile.Name),
            $"{Environment.ProcessId}\n{Home.Cluster}\n1700000000\n5432\n{Home.SocketDirectory}\n\n  1234567 1\nready   \n");
        await File.WriteAllTextAsync(Path.Combine(Home.SocketDirectory, ".s.PGSQL.5432.lock"), $"{Environment.ProcessId}\n{Home.Cluster}\n");

        await WithServerAsync(async database => (await RecallAsync(database)).ShouldBe("kept"));
    }

    [Fact]
    public async Task Start_CreationWasCutOff_StartsOver()
    {
        Directory.CreateDirectory(Home.Cluster + ".new");
        await File.WriteAllTextAsync(Path.Combine(Home.Cluster + ".new", "PG_VERSION"), "15\n");

        await WithServerAsync(RememberAsync);
    }

    [Fact]
    public async Task Start_AnotherProcessHoldsTheDirectory_IsRefusedInASentence()
    {
        using var first = Create();
        var database = await first.StartAsync(default);

        using var second = await PlatformProcess.StartAsync(_data);

        second.Line.ShouldBe(
            $"refused Another ChatPlatform is running on the data directory {_data}. Stop it first, or set CHATPLATFORM_DATA to another directory.");
        (await AskAsync(database, "SELECT 1")).ShouldBe(1);
        await first.StopAsync(default);
    }

    [Fact]
    public async Task Start_ClusterOfAnotherVersion_SaysWhatToInstall()
    {
        await WithServerAsync(RememberAsync);
        await File.WriteAllTextAsync(Home.VersionFile, "13\n");

        using var postgres = Create();
        var refused = await Should.ThrowAsync<EmbeddedPostgresException>(() => postgres.StartAsync(default));

        refused.Message.ShouldContain("made by PostgreSQL 13");
        refused.Message.ShouldContain("postgresql-13");
    }

    [Fact]
    public async Task Start_ServerCannotStart_ShowsItsLastWords()
    {
        await WithServerAsync(RememberAsync);
        await File.AppendAllTextAsync(Path.Combine(Home.Cluster, "postgresql.conf"), "shared_buffers = 'plenty'\n");

        using var postgres = Create();
        var refused = await Should.ThrowAsync<EmbeddedPostgresException>(() => postgres.StartAsync(default));

        refused.Message.ShouldContain("invalid value for parameter \"shared_buffers\": \"plenty\"");
    }

    [Fact]
    public async Task Start_NpmPackage_Runs()
    {
        using var postgres = new EmbeddedPostgres(
            Options() with { BinDirectory = EmbeddedPostgresOptions.PackageOnly }, TimeProvider.System, NullLogger<EmbeddedPostgres>.Instance);
        var database = await postgres.StartAsync(default);

        ((string)(await AskAsync(database, "SELECT version()"))!).ShouldStartWith("PostgreSQL 18");
        (await AskAsync(database, "SELECT 'Café 환불' ILIKE '%CAFÉ 환%'")).ShouldBe(true);
        await postgres.StopAsync(default);
    }

    public void Dispose()
    {
        if (PostmasterFile.Read(Home.Cluster) is { } left && left.IsRunningOn(Home.Cluster))
        {
            using var process = Process.GetProcessById(left.ProcessId);
            process.Kill();
            process.WaitForExit();
        }

        if (Directory.Exists(_data))
        {
            Directory.Delete(_data, recursive: true);
        }
    }

    private EmbeddedPostgresOptions Options() => new()
    {
        DataDirectory = _data,
        BinDirectory = Environment.GetEnvironmentVariable("CHATPLATFORM_POSTGRES_BIN"),
        PackageDirectories = EmbeddedPostgresOptions.DefaultPackageDirectories(_data),
    };

    private EmbeddedPostgres Create() => new(Options(), TimeProvider.System, NullLogger<EmbeddedPostgres>.Instance);

    private async Task WithServerAsync(Func<string, Task> act)
    {
        using var postgres = Create();
        await act(await postgres.StartAsync(default));
        await postgres.StopAsync(default);
    }

    private static Task RememberAsync(string database) => AskAsync(database, "CREATE TABLE memo AS SELECT 'kept' AS text");

    private static Task<object?> RecallAsync(string database) => AskAsync(database, "SELECT text FROM memo");

    private static async Task<object?> AskAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>kill -9, without waiting for the end: the next start must cope with a server that is just dying.</summary>
    private static void Kill(int processId)
    {
        using var process = Process.GetProcessById(processId);
        process.Kill();
    }

    /// <summary>The process's listening TCP sockets, as the kernel tells: its open sockets among those in state LISTEN (0A).</summary>
    private static string[] ListeningOn(int processId)
    {
        const int state = 3;
        const int inode = 9;
        var listening = new[] { "/proc/net/tcp", "/proc/net/tcp6" }
            .Where(File.Exists)
            .SelectMany(File.ReadLines)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields.Length > inode && fields[state] == "0A")
            .Select(fields => $"socket:[{fields[inode]}]");
        return [.. Directory.GetFiles($"/proc/{processId}/fd").Select(file => new FileInfo(file).LinkTarget ?? "").Intersect(listening)];
    }
}
