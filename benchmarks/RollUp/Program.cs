using System.Globalization;
using ChatPlatform.Application;
using ChatPlatform.Application.Conversations;
using ChatPlatform.Application.Robeings.Contracts;
using ChatPlatform.Infrastructure;
using ChatPlatform.RollUpBenchmark;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

// RollUp <connection string> <results file> [rounds]: what the queue of changes costs the end of a turn, in a database of its own, which is
// created when it is not there. Within each round with and without take turns. Then what a turn's look at its robeing costs, from memory and not.
const int Turns = 480;
var rounds = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 15;
await CreateDatabaseAsync();
var builder = Host.CreateEmptyApplicationBuilder(null);
builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:Default", args[0]), new("Insights:RollUpSeconds", "3600")]);
builder.Logging.AddConsole().SetMinimumLevel(LogLevel.Warning);
builder.Services.AddApplication();
builder.Services.AddInfrastructure(builder.Configuration, builder.Environment);
using var host = builder.Build();
await using var database = NpgsqlDataSource.Create(args[0]);
await host.StartAsync();
var ends = new TurnEnds(host.Services.GetRequiredService<IServiceScopeFactory>(), host.Services.GetRequiredService<ITurnStore>());

foreach (var atOnce in (int[])[1, 16])
{
    await ends.MeasureAsync(Turns, atOnce); // warm
    var (with, without) = (new List<double>(), new List<double>());
    for (var round = 0; round < rounds; round++)
    {
        foreach (var noted in round % 2 == 0 ? (bool[])[true, false] : [false, true])
        {
            await RunAsync($"ALTER TABLE conversation_log {(noted ? "ENABLE" : "DISABLE")} TRIGGER USER");
            (noted ? with : without).Add(await ends.MeasureAsync(Turns, atOnce));
        }
    }

    var ratio = Median([.. with.Zip(without, (a, b) => a / b)]);
    await FactAsync($"End of a turn without the queue of changes, {atOnce} at once", Median(without), "ms");
    await FactAsync($"End of a turn with it, {atOnce} at once", Median(with), "ms");
    await FactAsync($"With ÷ without, pair by pair, {atOnce} at once", ratio, "");
}

var reads = new SettingsReads(host.Services.GetRequiredService<IRobeings>(), host.Services.GetRequiredService<IServiceScopeFactory>());
await reads.MakeAsync();
await reads.CachedAsync(50_000); // warm
await reads.DatabaseAsync(500);
var (cached, stored) = (new List<double>(), new List<double>());
for (var round = 0; round < rounds; round++)
{
    cached.Add(await reads.CachedAsync(50_000));
    stored.Add(await reads.DatabaseAsync(500));
}

await FactAsync("A robeing's settings and behaviour from memory", Median(cached), "µs");
await FactAsync("Its settings from the database", Median(stored), "µs");
await FactAsync("Database ÷ memory", Median([.. stored.Zip(cached, (a, b) => a / b)]), "");

await host.StopAsync();

async Task FactAsync(string name, double value, string unit)
{
    var line = string.Create(CultureInfo.InvariantCulture, $$"""{"kind":"fact","name":"{{name}}","value":{{value:F3}},"unit":"{{unit}}"}""");
    await File.AppendAllLinesAsync(args[1], [line]);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"rollup {name}: {value:F3} {unit}"));
}

async Task RunAsync(string sql)
{
    await using var command = database.CreateCommand(sql);
    await command.ExecuteNonQueryAsync();
}

async Task CreateDatabaseAsync()
{
    var own = new NpgsqlConnectionStringBuilder(args[0]);
    await using var server = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(args[0]) { Database = "postgres" }.ConnectionString);
    await server.OpenAsync();
    await using var create = new NpgsqlCommand($"CREATE DATABASE \"{own.Database}\"", server);
    try
    {
        await create.ExecuteNonQueryAsync();
    }
    catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.DuplicateDatabase)
    {
        // of an earlier run
    }
}

static double Median(List<double> values)
{
    values.Sort();
    return (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2;
}
