using Npgsql;

namespace ChatPlatform.Ceiling;

/// <param name="Port">Loopback port.</param>
/// <param name="Connection">An Npgsql connection string of the server; the database in it is dropped and made anew.</param>
/// <param name="Connections">Database connections; a turn waits for a free one.</param>
/// <param name="GroupCommit">Waiting turns share statement and commit.</param>
/// <param name="Model">Base URL of an OpenAI-compatible server that is asked between the two commits; null to ask nobody.</param>
internal sealed record CeilingOptions(int Port, string Connection, int Connections, bool GroupCommit, Uri? Model)
{
    /// <summary>
    /// The statements only look rows up by their key: planned once and through the index, whatever the statistics of a young table say.
    /// Planned anew for each batch, those over arrays cost two to three times the processor time.
    /// </summary>
    private const string PlanOnce =
        "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off";

    public static CeilingOptions Parse(string[] args)
    {
        var settings = new ConfigurationBuilder().AddCommandLine(args.Where(a => a != "--group-commit").ToArray()).Build();
        return new(
            settings.GetValue("port", 5611),
            settings["connection"] ?? throw new InvalidOperationException("--connection names the PostgreSQL server and the database to make."),
            settings.GetValue("connections", 16),
            args.Contains("--group-commit"),
            settings["model"] is { } url ? new Uri(url.TrimEnd('/') + "/") : null);
    }

    public async Task<NpgsqlConnection> ConnectAsync(string? database = null)
    {
        var text = new NpgsqlConnectionStringBuilder(Connection)
        {
            Pooling = false,
            MaxAutoPrepare = 10,
            AutoPrepareMinUsages = 1,
            Options = PlanOnce,
        };
        text.Database = database ?? text.Database;
        var connection = new NpgsqlConnection(text.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }
}
