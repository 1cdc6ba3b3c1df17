using System.Globalization;
using System.Text.Json;
using ChatPlatform.Application;
using ChatPlatform.Application.Tasks.Contracts;
using ChatPlatform.Infrastructure;
using ChatPlatform.TaskQueueBenchmark;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

// TaskQueue <connection string> <results file> [tasks] [rounds]: in a database of its own, which is created when it is not there
var tasks = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 5_000;
var rounds = args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 3;
var json = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

await CreateDatabaseAsync();
foreach (var parallelism in (int[])[3, 16])
{
    var builder = Host.CreateEmptyApplicationBuilder(null);
    builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:Default", args[0]), new("Tasks:Parallelism", $"{parallelism}")]);
    builder.Logging.AddConsole().SetMinimumLevel(LogLevel.Warning);
    builder.Services.AddApplication();
    builder.Services.AddInfrastructure(builder.Configuration, builder.Environment);
    builder.Services.AddSingleton<NoOp>().AddSingleton<ITaskHandler>(services => services.GetRequiredService<NoOp>());
    using var host = builder.Build();
    await using var database = NpgsqlDataSource.Create(args[0]);
    await host.StartAsync();
    var queue = new Queue(host.Services.GetRequiredService<IServiceScopeFactory>(), host.Services.GetRequiredService<NoOp>(), database);

    await queue.FlowAsync(tasks, 16); // warm
    for (var round = 1; round <= rounds; round++)
    {
        var drained = await queue.DrainAsync(tasks);
        var flowed = await queue.FlowAsync(tasks, 16);
        var waits = await queue.PickUpAsync(200, TimeSpan.FromMilliseconds(20));
        waits.Sort();
        var result = new
        {
            kind = "queue",
            Parallelism = parallelism,
            Round = round,
            Tasks = tasks,
            Drained = drained,
            Flowed = flowed,
            PickUp = new { P50 = At(waits, 0.50), P90 = At(waits, 0.90), P99 = At(waits, 0.99), Max = waits[^1] },
        };
        await File.AppendAllLinesAsync(args[1], [JsonSerializer.Serialize(result, json)]);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"queue  {parallelism} at once, round {round}: {drained:F0}/s waiting, {flowed:F0}/s as they come, pick-up p50 {result.PickUp.P50:F1} p99 {result.PickUp.P99:F1} ms"));
    }

    await host.StopAsync();
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

static double At(List<double> sorted, double share) => sorted[Math.Max((int)Math.Ceiling(share * sorted.Count) - 1, 0)];
