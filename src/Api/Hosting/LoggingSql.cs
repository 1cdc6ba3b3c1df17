using System.Globalization;
using System.Text;

namespace ChatPlatform.Api.Hosting;

/// <summary>A database command as EF Core and Npgsql log it: on one line, its keywords in colour, its time in front.</summary>
internal sealed record LoggingSql(string Text, string? Milliseconds, string? Parameters)
{
    private static readonly HashSet<string> Keywords = new(StringComparer.OrdinalIgnoreCase)
    {
        "SELECT", "FROM", "WHERE", "INSERT", "INTO", "VALUES", "UPDATE", "SET", "DELETE", "RETURNING", "JOIN", "LEFT", "INNER", "ON", "AND", "OR",
        "NOT", "IN", "IS", "NULL", "ORDER", "GROUP", "BY", "LIMIT", "OFFSET", "AS", "EXISTS", "UNION", "ALL", "DISTINCT", "HAVING", "DESC", "ASC",
        "CREATE", "TABLE", "INDEX", "ALTER", "BEGIN", "COMMIT", "ROLLBACK", "CASE", "WHEN", "THEN", "ELSE", "END", "WITH", "CONFLICT", "DO", "NOTHING",
    };

    public static LoggingSql? Of<TState>(TState state)
    {
        if (state is not IEnumerable<KeyValuePair<string, object?>> values)
        {
            return null;
        }

        string? text = null, elapsed = null, parameters = null;
        foreach (var (key, value) in values)
        {
            switch (key)
            {
                case "commandText" or "CommandText":
                    text = value as string;
                    break;
                case "elapsed" or "DurationMs":
                    elapsed = Convert.ToString(value, CultureInfo.InvariantCulture);
                    break;
                case "parameters":
                    parameters = value as string;
                    break;
            }
        }

        return text is null ? null : new LoggingSql(text, elapsed, parameters);
    }

    public void AppendTo(StringBuilder line, bool colours)
    {
        line.Append(Milliseconds ?? "?").Append(" ms");
        foreach (var word in Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var keyword = colours && Keywords.Contains(word.Trim('(', ')', ',', ';'));
            line.Append(' ').Append(keyword ? "\e[36m" : "").AppendClean(word);
            line.Append(keyword ? "\e[0m" : "");
        }

        if (!string.IsNullOrEmpty(Parameters))
        {
            line.Append(colours ? " \e[90m-- " : " -- ").AppendClean(Parameters);
            line.Append(colours ? "\e[0m" : "");
        }
    }
}
