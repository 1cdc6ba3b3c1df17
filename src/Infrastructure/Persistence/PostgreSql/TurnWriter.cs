using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace ChatPlatform.Infrastructure.Persistence.PostgreSql;

/// <summary>
/// Group commit: writes that wait while a commit is under way go together in the next one, as one statement of each kind. A lone
/// write waits for nobody. There is one loop: with two, the batches were half as large and cost the database a quarter more. When a
/// batch is refused, its writes are tried one by one, so that one bad row fails alone.
/// </summary>
internal sealed class TurnWriter(IDatabaseServer server) : BackgroundService
{
    private const int MaxBatch = 128;

    /// <summary>Seconds; with the time to connect or to cancel it keeps the promise to say 503 within 5 s.</summary>
    private const int StatementTimeout = 3;

    private readonly Channel<TurnWrite> _queue = Channel.CreateBounded<TurnWrite>(
        new BoundedChannelOptions(RunningTurnsLimit) { SingleReader = true, SingleWriter = false });

    /// <summary>Every running turn may have a checkpoint and an end waiting, and as many may be beginning.</summary>
    private const int RunningTurnsLimit = 3 * Application.Conversations.RunningTurns.Max;

    /// <summary>False when the queue is full.</summary>
    public bool TryAdd(TurnWrite write)
    {
        var added = _queue.Writer.TryWrite(write);
        Application.Common.Telemetry.QueueChanged(added ? 1 : 0);
        return added;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // what is queued is still written: the loop ends when the queue is empty
        _queue.Writer.TryComplete();
        if (ExecuteTask is not null)
        {
            await Task.WhenAny(ExecuteTask, Task.Delay(Timeout.Infinite, cancellationToken));
        }

        await base.StopAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.Run(LoopAsync, CancellationToken.None);

    private async Task LoopAsync()
    {
        var batch = new List<TurnWrite>(MaxBatch);
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < MaxBatch && _queue.Reader.TryRead(out var write))
            {
                Application.Common.Telemetry.QueueChanged(-1);
                if (!write.Abandoned)
                {
                    batch.Add(write);
                }
            }

            if (batch.Count > 0)
            {
                await WriteAsync(batch);
                batch.Clear();
            }
        }
    }

    private async Task WriteAsync(List<TurnWrite> batch)
    {
        try
        {
            await CommitAsync(batch);
        }
        catch (PostgresException e) when (batch.Count > 1 && !e.SqlState.StartsWith("57", StringComparison.Ordinal))
        {
            // refused, not unreachable (57 is a server going down)
            foreach (var write in batch)
            {
                await WriteAsync([write]);
            }
        }
        catch (Exception e)
        {
            batch.ForEach(write => write.Fail(e));
        }
    }

    private async Task CommitAsync(List<TurnWrite> batch)
    {
        var begins = batch.OfType<TurnWrite.Begin>().ToList();
        var checkpoints = batch.OfType<TurnWrite.Checkpoint>().ToList();
        var ends = batch.OfType<TurnWrite.End>().ToList();

        await using var connection = await server.TurnSource.OpenConnectionAsync();
        await using (var commands = new NpgsqlBatch(connection) { Timeout = StatementTimeout })
        {
            // several statements sent together are one transaction
            AddTo(commands, begins, BeginTurns.Command);
            AddTo(commands, checkpoints, CheckpointTurns.Command);
            AddTo(commands, ends, EndTurns.Command);
            await using var reader = await commands.ExecuteReaderAsync();
            await ReadAsync(reader, begins, BeginTurns.ReadAsync);
            await ReadAsync(reader, checkpoints, CheckpointTurns.ReadAsync);
            await ReadAsync(reader, ends, EndTurns.ReadAsync);
        }

        // the batch is disposed: the server has said that it is committed
        batch.ForEach(write => write.Acknowledge());
    }

    private static void AddTo<T>(NpgsqlBatch batch, List<T> writes, Func<List<T>, NpgsqlBatchCommand> command)
    {
        if (writes.Count > 0)
        {
            batch.BatchCommands.Add(command(writes));
        }
    }

    private static async Task ReadAsync<T>(NpgsqlDataReader reader, List<T> writes, Func<NpgsqlDataReader, List<T>, Task> read)
    {
        if (writes.Count > 0)
        {
            await read(reader, writes);
            await reader.NextResultAsync();
        }
    }
}
