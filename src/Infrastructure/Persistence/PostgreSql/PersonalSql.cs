using ChatPlatform.Application.Users.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace ChatPlatform.Infrastructure.Persistence.PostgreSql;

/// <summary>What the statements of an erasure share: $1 is the client, $2 the user id.</summary>
internal static class PersonalSql
{
    /// <summary>The person's row, if they have one.</summary>
    public const string Person = "SELECT id FROM appuser WHERE client_id = $1 AND user_id = $2";

    /// <summary>The conversations that are the person's own.</summary>
    public const string Owned = "SELECT id FROM conversation WHERE client_id = $1 AND user_id = $2";

    /// <summary>
    /// The messages of the stage, which <see cref="PostgreSqlErasure"/> collects in a temporary table: what the person asked, in other
    /// people's conversations too, and the answers to that.
    /// </summary>
    public const string Messages = "SELECT id FROM erased_message";

    /// <summary>Their tasks that have not ended, with the locks taken; from the last stage but one.</summary>
    public const string Tasks = "SELECT id FROM erased_task";

    /// <summary>Seconds; a hundred thousand messages take some.</summary>
    private const int Timeout = 60;

    public static readonly IReadOnlyDictionary<string, int> Nothing = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Runs statements in one round trip, in the transaction of this context.</summary>
    /// <returns>The rows each one concerned, by its kind; those without a kind are not counted.</returns>
    public static async Task<IReadOnlyDictionary<string, int>> RunAsync(
        this AppDbContext db, PersonToErase person, CancellationToken cancellationToken, params (string? Kind, string Sql)[] statements)
    {
        await using var batch = new NpgsqlBatch(
            (NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction())
        {
            Timeout = Timeout,
        };
        foreach (var (_, sql) in statements)
        {
            var command = new NpgsqlBatchCommand(sql);
            batch.BatchCommands.Add(sql.Contains('$', StringComparison.Ordinal)
                ? command.With(person.ClientId.Value).With(person.UserId.Value).With(person.Pseudonym)
                : command);
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < statements.Length; i++)
        {
            if (statements[i].Kind is { } kind)
            {
                counts[kind] = batch.BatchCommands[i].RecordsAffected;
            }
        }

        return counts;
    }
}
