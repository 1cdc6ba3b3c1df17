using System.Globalization;
using ChatPlatform.Application.Conversations;
using ChatPlatform.Application.Insights;
using ChatPlatform.Application.Robeings.Contracts;
using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Conversations;
using ChatPlatform.Domain.Insights;
using ChatPlatform.Infrastructure.Persistence;
using ChatPlatform.IntegrationTests.Common;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.IntegrationTests.Insights;

/// <summary>Notes what robeings did in the caller's transaction, so that only what was committed can be read; fails or waits when told to.</summary>
internal sealed class NotingGrowth(AppDbContext db, NotingGrowth.Script script) : IRobeingGrowth
{
    public const string Kind = "test.grown";

    public async Task CountAsync(IReadOnlyList<RobeingActivity> activity, CancellationToken cancellationToken)
    {
        foreach (var row in activity)
        {
            db.Add(EventLogEntry.Of(
                row.Quarter,
                Kind,
                row.RobeingId,
                null,
                string.Create(CultureInfo.InvariantCulture, $"{row.Conversations} {row.Succeeded} {row.Failed}"),
                null,
                default));
        }

        if (db.Database.IsRelational())
        {
            await db.SaveChangesAsync(cancellationToken); // a failure must take it back
        }

        await (script.Next?.Invoke() ?? Task.CompletedTask);
    }

    internal sealed class Script
    {
        public Func<Task>? Next { get; set; }
    }
}

public sealed class InMemoryRollUpApp : InMemoryApp
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(RollUpApps.AddNotingGrowth);
    }
}

public sealed class PostgreSqlRollUpApp : PostgreSqlApp
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(RollUpApps.AddNotingGrowth);
    }
}

internal static class RollUpApps
{
    private static readonly NodeId Node = new(Guid.CreateVersion7(TimeProvider.System.Now()));

    public static void AddNotingGrowth(IServiceCollection services) =>
        services.AddSingleton<NotingGrowth.Script>().AddScoped<IRobeingGrowth, NotingGrowth>();

    public static NotingGrowth.Script Growth(this TestApp app) => app.Services.GetRequiredService<NotingGrowth.Script>();

    public static async Task<T> WithDbAsync<T>(this TestApp app, Func<AppDbContext, Task<T>> work)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<AppDbContext>());
    }

    /// <summary>A turn of its own conversation through the real store.</summary>
    public static async Task<TurnFacts> SayAsync(
        this TestApp app, ClientId client, string user, string? robeing, DateTimeOffset at, MessageStatus status, string channel = "web")
    {
        var conversation = Conversation.Start(client, new UserId(user), new ConversationPlace(channel), at).With(robeing, null, "{}", "{}");
        await app.WithDbAsync(async db =>
        {
            db.Add(conversation);
            return await db.SaveChangesAsync();
        });
        var turns = app.Services.GetRequiredService<ITurnStore>();
        await turns.BeatAsync(Node, default); // or the turn is taken for a dead node's
        var begun = await turns.BeginAsync(new(conversation.Id, client, MessageId.New(at), MessageId.New(at), "몇 시예요?", at), Node, default);
        var turn = begun.Value.ShouldNotBeNull();
        await app.EndAsync(turn, status);
        return turn;
    }

    /// <summary>An answer that failed is made again.</summary>
    public static async Task RetryAsync(this TestApp app, TurnFacts turn, MessageStatus status)
    {
        await app.WithDbAsync(async db =>
        {
            var answer = await db.Messages.SingleAsync(m => m.Id == turn.AnswerId);
            answer.Reopen().IsSuccess.ShouldBeTrue();
            db.Add(RunningTurn.OfTask(await db.Messages.SingleAsync(m => m.Id == turn.QuestionId), answer, Node));
            return await db.SaveChangesAsync();
        });
        await app.EndAsync(turn, status);
    }

    /// <summary>One batch; null while another one is at it.</summary>
    public static async Task<int?> CountAsync(this TestApp app, int most)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<IUsageCounter>().CountAsync(most, default))?.Rows;
    }

    /// <summary>The round at the start of the app may be under way.</summary>
    public static async Task RollUpAsync(this TestApp app)
    {
        var rollUps = app.Services.GetRequiredService<RollUps>();
        await Http.EventuallyAsync(async () => (await rollUps.RunAsync(default)).IsSuccess);
    }

    private static async Task EndAsync(this TestApp app, TurnFacts turn, MessageStatus status)
    {
        var at = turn.AskedAt.AddSeconds(2);
        var outcome = status switch
        {
            MessageStatus.Failed => TurnOutcome.Failed("", new Error(ErrorKind.Timeout, "model.timeout", "The model did not answer in time."), at),
            MessageStatus.Cancelled => TurnOutcome.Cancelled("", at),
            MessageStatus.Interrupted => TurnOutcome.Interrupted("", at),
            _ => TurnOutcome.Completed("세 시예요.", "stop", at) with { InputTokens = 40, OutputTokens = 7 },
        };
        (await app.Services.GetRequiredService<ITurnStore>().EndAsync(new TurnEnd(turn, Node, outcome, null), default)).ShouldBeTrue();
    }
}
