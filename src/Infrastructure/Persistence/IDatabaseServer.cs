using Npgsql;

namespace ChatPlatform.Infrastructure.Persistence;

/// <summary>The database this process works with: made ready at start, let go at stop.</summary>
internal interface IDatabaseServer
{
    /// <summary>Null for the in-memory provider. Only after <see cref="StartAsync"/>.</summary>
    NpgsqlDataSource? DataSource { get; }

    /// <summary>True once the schema is there.</summary>
    bool IsReady { get; }

    /// <summary>Returns when the database answers and its schema is up to date.</summary>
    Task StartAsync(CancellationToken cancellationToken);

    Task StopAsync(CancellationToken cancellationToken);
}

/// <summary>Nothing to start: EF Core's in-memory provider.</summary>
internal sealed class InMemoryServer : IDatabaseServer
{
    public NpgsqlDataSource? DataSource => null;

    public bool IsReady { get; private set; }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        IsReady = true;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
