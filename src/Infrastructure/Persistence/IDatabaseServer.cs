using Npgsql;

namespace ChatPlatform.Infrastructure.Persistence;

/// <summary>The database this process works with: made ready at start, let go at stop.</summary>
internal interface IDatabaseServer
{
    /// <summary>PostgreSQL's pool of connections.</summary>
    /// <exception cref="InvalidOperationException">Not started, or the provider has none. Ask for it when it is needed, not in a constructor.</exception>
    NpgsqlDataSource DataSource { get; }

    /// <summary>Connections for the writes of turns and of tasks, with plans of their own.</summary>
    NpgsqlDataSource TurnSource { get; }

    /// <summary>True once the schema is there.</summary>
    bool IsReady { get; }

    /// <summary>Returns when the database answers and its schema is up to date.</summary>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Asks it something; false or an exception when it is away.</summary>
    Task<bool> AnswersAsync(CancellationToken cancellationToken);

    Task StopAsync(CancellationToken cancellationToken);
}

/// <summary>Nothing to start: EF Core's in-memory provider.</summary>
internal sealed class InMemoryServer : IDatabaseServer
{
    public NpgsqlDataSource DataSource => throw new InvalidOperationException("The in-memory provider has no data source.");

    public NpgsqlDataSource TurnSource => DataSource;

    public bool IsReady { get; private set; }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        IsReady = true;
        return Task.CompletedTask;
    }

    public Task<bool> AnswersAsync(CancellationToken cancellationToken) => Task.FromResult(true);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
