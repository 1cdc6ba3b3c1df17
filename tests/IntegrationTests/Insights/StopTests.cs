using ChatPlatform.Application.Insights.Contracts;
using ChatPlatform.IntegrationTests.Common;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace ChatPlatform.IntegrationTests.Insights;

/// <summary>An app in which a service has something to say when it is stopped.</summary>
public sealed class TalkingAtTheStopApp : PostgreSqlApp
{
    public string Url => DatabaseUrl;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.AddHostedService<Talking>());
    }

    private sealed class Talking(IEventLog log) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            for (var i = 0; i < 600; i++)
            {
                log.Record(new("test.stopped", $"{i}", "x"));
            }

            return Task.CompletedTask;
        }
    }
}

public sealed class StopTests(TalkingAtTheStopApp app) : IClassFixture<TalkingAtTheStopApp>
{
    [Fact]
    public async Task Stop_EventsOfOtherServicesThatStop_AreWritten()
    {
        using (var client = app.CreateAdmin())
        {
            await client.GetAsync("/admin/events").StatusAsync(System.Net.HttpStatusCode.OK);
        }

        await app.DisposeAsync();

        await using var connection = new NpgsqlConnection(app.Url);
        await connection.OpenAsync();
        // distinct: the test host stops a service twice
        await using var count = new NpgsqlCommand("SELECT count(DISTINCT subject) FROM eventlog WHERE kind = 'test.stopped'", connection);
        (await count.ExecuteScalarAsync()).ShouldBe(600L);
    }
}
