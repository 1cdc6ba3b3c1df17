using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Robeings;
using ChatPlatform.Infrastructure.Persistence;
using ChatPlatform.Infrastructure.Robeings;
using ChatPlatform.IntegrationTests.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.IntegrationTests.Robeings;

public sealed class AdvancedInMemoryApp : InMemoryApp
{
    protected override IEnumerable<KeyValuePair<string, string>> Settings => [new("ROBEING_ADVANCED_MODEL", "large-model")];
}

public sealed class AdvancedPostgreSqlApp : PostgreSqlApp
{
    protected override IEnumerable<KeyValuePair<string, string>> Settings => [new("ROBEING_ADVANCED_MODEL", "large-model")];
}

public sealed class KnownRobeingsTestsInMemory(AdvancedInMemoryApp app) : KnownRobeingsTests(app), IClassFixture<AdvancedInMemoryApp>;

public sealed class KnownRobeingsTestsOnPostgreSql(AdvancedPostgreSqlApp app) : KnownRobeingsTests(app), IClassFixture<AdvancedPostgreSqlApp>
{
    [Fact]
    public async Task Change_InATransaction_IsSeenAtOnceAfterItsCommit()
    {
        var id = await App.MakeRobeingAsync();
        (await App.Robeings().FindAsync(id, default))!.MaxTokens.ShouldBe(1_000);

        await App.WithDbAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            var stats = await db.Set<RobeingStats>().SingleAsync(s => s.RobeingId == new RobeingId(id));
            db.Entry(stats).Property(nameof(RobeingStats.Compute)).CurrentValue = 25;
            await db.SaveChangesAsync();
            (await App.Robeings().FindAsync(id, default))!.MaxTokens.ShouldBe(1_000);
            await transaction.CommitAsync();
            (await App.Robeings().FindAsync(id, default))!.MaxTokens.ShouldBe(2_500);
        });
    }
}

/// <summary>What other modules see of robeings, on each provider.</summary>
public abstract class KnownRobeingsTests(TestApp app)
{
    protected TestApp App { get; } = app;

    [Fact]
    public async Task FindAsync_AfterEachChangeOnThisNode_SeesItAtOnce()
    {
        var id = await App.MakeRobeingAsync(level: 1);
        var before = (await App.Robeings().FindAsync(id, default)).ShouldNotBeNull();
        (before.ContextMessages, before.Memories, before.MaxTokens, before.MemoryLasts, before.Model, before.AutoSummarize, before.Debug)
            .ShouldBe((20, 2, 1_000, TimeSpan.FromDays(30), null, true, false));

        await App.SetStatsAsync(id, (nameof(RobeingStats.Memory), 40), (nameof(RobeingStats.Compute), 30), (nameof(RobeingStats.Level), 7));

        var after = (await App.Robeings().FindAsync(id, default)).ShouldNotBeNull();
        (after.ContextMessages, after.Memories, after.MaxTokens, after.Model).ShouldBe((160, 8, 3_000, "large-model"));
    }

    [Fact]
    public async Task Capabilities_WithAnAdvancedModel_AreAllAvailable()
    {
        using var admin = App.CreateAdmin();
        var id = await App.MakeRobeingAsync();

        (await admin.GetAsync($"/api/robeings/{id}/capabilities").JsonAsync()).GetProperty("capabilities").EnumerateArray()
            .ShouldAllBe(c => c.GetProperty("available").GetBoolean());
    }

    [Fact]
    public async Task IsOpenToAsync_OwnOrShared_IsTrue()
    {
        var (owner, stranger) = (NewClient(), NewClient());
        var own = await App.MakeRobeingAsync(owner);
        var shared = await App.MakeRobeingAsync(owner, isShared: true);

        (await App.Robeings().IsOpenToAsync(own, owner, default)).ShouldBeTrue();
        (await App.Robeings().IsOpenToAsync(own, stranger, default)).ShouldBeFalse();
        (await App.Robeings().IsOpenToAsync(shared, stranger, default)).ShouldBeTrue();
        (await App.Robeings().IsOpenToAsync("nobody", owner, default)).ShouldBeFalse();
        (await App.Robeings().IsOpenToAsync("Not A Slug", owner, default)).ShouldBeFalse();
        (await App.Robeings().FindAsync("nobody", default)).ShouldBeNull();
    }

    [Fact]
    public async Task EnsureSharedAsync_TenAtOnce_MakeOneWithItsStats()
    {
        var id = RobeingApps.NewId();
        (await App.Robeings().FindAsync(id, default)).ShouldBeNull(); // remembered as unknown

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => App.Robeings().EnsureSharedAsync(id, "로빙", NewClient(), default)));
        await App.Robeings().EnsureSharedAsync(id, "another", NewClient(), default);

        (await App.Robeings().FindAsync(id, default)).ShouldNotBeNull().MaxTokens.ShouldBe(1_000);
        (await App.Robeings().IsOpenToAsync(id, NewClient(), default)).ShouldBeTrue();
        await App.WithDbAsync(async db =>
        {
            (await db.Robeings.SingleAsync(r => r.Id == new RobeingId(id))).DisplayName.ShouldBe("로빙");
            (await db.Set<RobeingStats>().CountAsync(s => s.RobeingId == new RobeingId(id))).ShouldBe(1);
        });
    }

    [Fact]
    public async Task FindAsync_ManyUnknownIds_StaysBounded()
    {
        var cache = App.Services.GetRequiredService<RobeingCache>();
        for (var i = 0; i < RobeingCache.MaxEntries + 10; i++)
        {
            await App.Robeings().FindAsync($"unknown-{i}", default);
        }

        cache.Count.ShouldBeLessThanOrEqualTo(RobeingCache.MaxEntries);
    }

    private static ClientId NewClient() => new(Guid.CreateVersion7(TimeProvider.System.Now()));
}
