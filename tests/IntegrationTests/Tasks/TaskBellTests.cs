using ChatPlatform.Application.Tasks.Contracts;
using ChatPlatform.Infrastructure.Persistence;
using ChatPlatform.IntegrationTests.Common;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.IntegrationTests.Tasks;

/// <summary>The connection that hears of new tasks breaks.</summary>
public sealed class TaskBellTests(PostgreSqlTaskApp app) : IClassFixture<PostgreSqlTaskApp>
{
    private const string Listener = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'";

    [Fact]
    public async Task Terminate_ListeningConnection_TasksAreFoundMeanwhileAndHeardOfAgain()
    {
        var database = app.Services.GetRequiredService<IDatabaseServer>().DataSource;
        await using var listener = database.CreateCommand(Listener);
        await Http.EventuallyAsync(async () => await listener.ExecuteScalarAsync() is int);
        var first = (int)(await listener.ExecuteScalarAsync())!;

        await using (var terminate = database.CreateCommand($"SELECT pg_terminate_backend({first})"))
        {
            await terminate.ExecuteScalarAsync();
        }

        await ShouldEndWithinAsync(TimeSpan.FromSeconds(5)); // found by looking every 2 s, or heard of already
        await Http.EventuallyAsync(async () => await listener.ExecuteScalarAsync() is int second && second != first);
        for (var i = 0; i < 5; i++)
        {
            await ShouldEndWithinAsync(TimeSpan.FromSeconds(1.5));
        }
    }

    private async Task ShouldEndWithinAsync(TimeSpan time)
    {
        var task = await app.AddTaskAsync(TaskApps.NewSubject());
        (await app.Services.GetRequiredService<ITaskWaits>().EndsWithinAsync(task, time, default)).ShouldBeTrue();
    }
}
