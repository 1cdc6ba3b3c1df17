using ChatPlatform.Application.Common;
using ChatPlatform.Infrastructure.Persistence;
using ChatPlatform.Infrastructure.Persistence.PostgreSql;
using ChatPlatform.IntegrationTests.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NSubstitute;

namespace ChatPlatform.IntegrationTests.Hosting;

public sealed class WarmUpTests(PostgreSqlApp app) : IClassFixture<PostgreSqlApp>
{
    private readonly ILogger<WarmUp> _log = Substitute.For<ILogger<WarmUp>>();

    [Fact]
    public async Task Run_AtTheStart_DoesTheWorkAndLeavesNothing()
    {
        _log.IsEnabled(Arg.Any<LogLevel>()).Returns(true);
        var written = 0;
        await using (var scope = app.Services.CreateAsyncScope())
        {
            // what the parts do is there while they do it, or this test could not fail
            var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
            await using var transaction = await db.Database.BeginTransactionAsync();
            await scope.ServiceProvider.GetRequiredService<IWarmUp>().RunAsync(default);
            written = await CountAsync(db);
        }

        using var warmUp = new WarmUp(
            app.Services.GetRequiredService<IServiceScopeFactory>(), app.Services.GetRequiredService<IHostApplicationLifetime>(), _log);
        await warmUp.StartAsync(default);
        await warmUp.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(30));

        written.ShouldBeGreaterThan(0);
        _log.ReceivedCalls().ShouldNotContain(c => c.GetMethodInfo().Name == nameof(ILogger.Log));
        await using var after = app.Services.CreateAsyncScope();
        (await CountAsync(after.ServiceProvider.GetRequiredService<AppDbContext>())).ShouldBe(0);
    }

    private static async Task<int> CountAsync(AppDbContext db) =>
        await db.AppUsers.CountAsync() + await db.Conversations.CountAsync() + await db.Messages.CountAsync() + await db.AiTasks.CountAsync() + await db.Deliveries.CountAsync();
}
