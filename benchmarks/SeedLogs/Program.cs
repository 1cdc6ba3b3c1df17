using System.Diagnostics;
using ChatPlatform.SeedLogs;
using Npgsql;

// SeedLogs <connection string> [rows] [append]: fills conversation_log of a database that the product has migrated; a few rows more with append,
// which keeps the indexes.
var rows = args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 1_000_000;
var watch = Stopwatch.StartNew();
await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(args[0]) { CommandTimeout = 900 }.ConnectionString);
await connection.OpenAsync();
var table = new LogTable(connection);
var append = args.Contains("append", StringComparer.Ordinal);
var indexes = append ? [] : await table.DropIndexesAsync();
await table.CopyAsync(new LogRows(rows, TimeProvider.System.GetUtcNow()), rows);
Say($"{rows:N0} rows copied");
foreach (var index in indexes)
{
    await table.RunAsync(index);
}

Say($"{indexes.Count} indexes built");
if (!append)
{
    await table.RunAsync("VACUUM (ANALYZE) conversation_log");
}

Say($"table and indexes: {await table.SizeAsync()}");

void Say(string what) => Console.WriteLine($"{watch.Elapsed.TotalSeconds,6:F1} s  {what}");
