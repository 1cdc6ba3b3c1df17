using ChatPlatform.Application.Tasks;
using ChatPlatform.Application.Tasks.Contracts;
using ChatPlatform.Domain.Tasks;
using Npgsql;

namespace ChatPlatform.Infrastructure.Persistence.PostgreSql;

/// <summary>Deliveries by <see cref="DeliverySql"/>.</summary>
internal sealed class PostgreSqlDeliveryStore(IDatabaseServer server) : IDeliveryStore
{
    public async Task<TakenDeliveries> TakeDueAsync(
        string channel, ChannelRules rules, Guid token, int most, CancellationToken cancellationToken)
    {
        await using var batch = server.DataSource.CreateBatch();
        if (rules.HasLanes)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(DeliverySql.LockSql).With(channel));
        }

        batch.BatchCommands.Add(new NpgsqlBatchCommand(DeliverySql.GiveUpSql).With(channel).With(rules.Grace).With(Delivery.TooLate));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(DeliverySql.TakeDueSql)
            .With(channel).With(token).With(most).With(rules.Grace).With(rules.LanePause).With(rules.LooksAfter).With(rules.Via).With(rules.SaysWhenLate));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(DeliverySql.NextDueSql).With(channel).With(rules.LooksAfter));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        if (rules.HasLanes)
        {
            await reader.NextResultAsync(CancellationToken.None);
        }

        var due = new List<DueDelivery>();
        while (await reader.ReadAsync(CancellationToken.None))
        {
            var kind = DueDelivery.KindOf(SnakeCaseEnumConverter<DeliveryContent>.ValueOf(reader.GetString(5)));
            due.Add(new DueDelivery(
                new DeliveryId(reader.GetGuid(0)),
                reader.GetGuid(1),
                kind == ParcelKind.Answers ? new ParcelItem(reader.GetGuid(2), reader.GetInt32(3)) : null,
                reader.GetString(4),
                kind,
                reader.GetBoolean(6),
                reader.GetBoolean(7)));
        }

        await reader.NextResultAsync(CancellationToken.None);
        await reader.ReadAsync(CancellationToken.None);
        return new TakenDeliveries(due, reader.IsDBNull(0) ? null : reader.GetTimeSpan(0));
    }

    public async Task<IReadOnlyList<HeldDelivery>> TakeHeldAsync(
        Guid recipient, AiTaskId? awaited, Guid token, string via, int most, CancellationToken cancellationToken)
    {
        await using var batch = server.DataSource.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(DeliverySql.TakeHeldSql).With(recipient).With(awaited?.Value).With(token).With(via).With(most));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await HeldAsync(reader);
    }

    public async Task<bool> AnnounceAsync(AiTaskId task, CancellationToken cancellationToken)
    {
        await using var batch = server.DataSource.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(DeliverySql.AnnounceSql).With(task.Value));
        return await batch.ExecuteScalarAsync(cancellationToken) is true;
    }

    public async Task<bool> ReleaseAsync(AiTaskId task, TimeSpan after, CancellationToken cancellationToken)
    {
        await using var batch = server.DataSource.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(DeliverySql.ReleaseSql).With(task.Value).With(after));
        return await batch.ExecuteScalarAsync(cancellationToken) is true;
    }

    public async Task<IReadOnlyList<HeldDelivery>> FindAsync(Guid token, CancellationToken cancellationToken)
    {
        await using var batch = server.DataSource.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            "SELECT id, subject, shown, content = 'apology' FROM delivery WHERE send_token = $1").With(token));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await HeldAsync(reader);
    }

    public async Task SettleAsync(IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken)
    {
        if (settlements.Count == 0)
        {
            return;
        }

        List<Settlement> rows = [.. settlements];
        await using var batch = server.DataSource.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(DeliverySql.SettleSql)
            .Column(rows, s => s.Id.Value)
            .Column(rows, s => s.Token)
            .Column(rows, s => SnakeCaseEnumConverter<DeliveryState>.NameOf(s.State))
            .Column(rows, s => s.Receipt)
            .Column(rows, s => s.RetryAfter)
            .Column(rows, s => s.Shown)
            .Column(rows, s => s.HasRest)
            .Column(rows, s => s.WillLook)
            .Column(rows, s => s.LookAfter));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<int> ExpireAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        await using var batch = server.DataSource.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            """
            UPDATE delivery d SET state = 'expired', ended_at = now()
            WHERE d.id IN (
                SELECT id FROM delivery
                WHERE (state = 'held' OR (state = 'pending' AND channel = 'none')) AND content = 'answer' AND created_at < now() - $1 LIMIT 1000)
            """).With(age));
        return await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<List<HeldDelivery>> HeldAsync(NpgsqlDataReader reader)
    {
        var held = new List<HeldDelivery>();
        while (await reader.ReadAsync(CancellationToken.None))
        {
            held.Add(new HeldDelivery(
                new DeliveryId(reader.GetGuid(0)), new ParcelItem(reader.GetGuid(1), reader.GetInt32(2)), reader.GetBoolean(3)));
        }

        // an UPDATE returns its rows in no particular order
        held.Sort((a, b) => a.Id.CompareTo(b.Id));
        return held;
    }
}
