using System.Net;
using ChatPlatform.Application.Common;
using ChatPlatform.Application.Insights.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using ChatPlatform.Infrastructure.Persistence;
using ChatPlatform.IntegrationTests.Common;
using MediatR;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.IntegrationTests.Insights;

/// <summary>An app in which somebody fails at every session that begins.</summary>
public sealed class ThrowingListenerApp : PostgreSqlApp
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.AddScoped<INotificationHandler<Committed<ConversationStarted>>, Throwing>());
    }

    private sealed class Throwing : INotificationHandler<Committed<ConversationStarted>>
    {
        public Task Handle(Committed<ConversationStarted> notification, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("nobody listens");
    }
}

public sealed class UnitOfWorkTests(ThrowingListenerApp app) : IClassFixture<ThrowingListenerApp>
{
    [Fact]
    public async Task Save_AReactionFails_TheCallerHearsOfSuccess()
    {
        using var client = await app.NewClientAsync();

        var session = await client.NewSessionAsync();

        await client.GetAsync($"/api/sessions/{session}").StatusAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Save_WithinATransaction_IsToldAtItsCommitAndNotAtItsRollback()
    {
        var (kept, lost) = (new UserId("kept"), new UserId("lost"));
        await SaveAsync(kept, commit: true);
        await SaveAsync(lost, commit: false);
        app.Services.GetRequiredService<IEventLog>().Record(new("test.after", "1", "x"));
        using var admin = app.CreateAdmin();

        await Http.EventuallyAsync(async () => await CountAsync("kind=test.after") == 1);

        (await CountAsync("user_id=kept")).ShouldBe(1);
        (await CountAsync("user_id=lost")).ShouldBe(0);

        async Task<int> CountAsync(string query) =>
            (await admin.GetAsync($"/admin/events?{query}").JsonAsync()).GetProperty("events").GetArrayLength();
    }

    private async Task SaveAsync(UserId user, bool commit)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var (db, work) = (scope.ServiceProvider.GetRequiredService<AppDbContext>(), scope.ServiceProvider.GetRequiredService<UnitOfWork>());
        await using var transaction = await db.Database.BeginTransactionAsync();
        var now = TimeProvider.System.Now();
        db.Conversations.Add(Conversation.Start(ClientId.New(now), user, ConversationPlace.Api, now));
        await work.SaveChangesAsync();
        if (commit)
        {
            await transaction.CommitAsync();
            await work.CommittedAsync();
        }
    }
}
