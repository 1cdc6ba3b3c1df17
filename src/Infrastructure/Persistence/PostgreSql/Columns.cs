using Npgsql;

namespace ChatPlatform.Infrastructure.Persistence.PostgreSql;

internal static class Columns
{
    /// <summary>Adds one array parameter ($1, $2 …) with a value from each row, for <c>unnest</c>.</summary>
    public static NpgsqlBatchCommand Column<TRow, TValue>(this NpgsqlBatchCommand command, List<TRow> rows, Func<TRow, TValue> value)
    {
        var values = new TValue[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = value(rows[i]);
        }

        command.Parameters.Add(new NpgsqlParameter<TValue[]> { TypedValue = values });
        return command;
    }

    /// <summary>Adds one parameter ($1, $2 …).</summary>
    public static NpgsqlBatchCommand With<T>(this NpgsqlBatchCommand command, T value)
    {
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return command;
    }
}
