using ChatPlatform.Application.Robeings;
using ChatPlatform.Domain.Robeings;
using Npgsql;

namespace ChatPlatform.Infrastructure.Persistence.PostgreSql;

/// <summary>One round trip, one commit. Free settings of one robeing are put one after the other, since they are counted.</summary>
internal sealed class PostgreSqlRobeingSettingRows(IDatabaseServer server) : IRobeingSettingRows
{
    private const string Put =
        """
        INSERT INTO robeing_settings (robeing_id, category, key, value, updated_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (robeing_id, category, key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at
        """;

    private const string PutFree =
        """
        INSERT INTO robeing_settings (robeing_id, category, key, value, updated_at) SELECT $1, $2, $3, $4, $5
        WHERE (SELECT count(*) FROM robeing_settings WHERE robeing_id = $1 AND category = $2 AND key <> ALL($6) AND key <> $3) < $7
        ON CONFLICT (robeing_id, category, key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at
        """;

    private static readonly string[] KnownKeys = [.. RobeingSettingTable.KeysOf(RobeingSettingCategory.Skill)];

    public async Task<bool> PutAsync(RobeingSetting setting, CancellationToken cancellationToken)
    {
        await using var batch = server.DataSource.CreateBatch();
        var put = new NpgsqlBatchCommand(setting.IsFree ? PutFree : Put)
            .With(setting.RobeingId.Value)
            .With(NameOf(setting.Category))
            .With(setting.Key)
            .With(setting.Value)
            .With(setting.UpdatedAt);
        if (setting.IsFree)
        {
            batch.BatchCommands.Add(
                new NpgsqlBatchCommand("SELECT 1 FROM robeing WHERE id = $1 FOR NO KEY UPDATE").With(setting.RobeingId.Value));
            put.With(KnownKeys).With(RobeingSetting.MaxFree);
        }

        batch.BatchCommands.Add(put);
        return await batch.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    public async Task<bool> RemoveAsync(RobeingId robeing, RobeingSettingCategory category, string key, CancellationToken cancellationToken)
    {
        await using var batch = server.DataSource.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand("DELETE FROM robeing_settings WHERE robeing_id = $1 AND category = $2 AND key = $3")
            .With(robeing.Value)
            .With(NameOf(category))
            .With(key));
        return await batch.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    private static string NameOf(RobeingSettingCategory category) => SnakeCaseEnumConverter<RobeingSettingCategory>.NameOf(category);
}
