using ChatPlatform.Application.Robeings.Contracts;
using ChatPlatform.IntegrationTests.Common;
using Microsoft.Extensions.DependencyInjection;

namespace ChatPlatform.IntegrationTests.Robeings;

/// <summary>Conversations, as the roll-up reports them.</summary>
public abstract class RobeingActivityTests(TestApp app)
{
    private static readonly DateTimeOffset Day1 = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private Task CountAsync(params RobeingActivity[] activity) => app.CountAsync(activity);

    private static RobeingActivity On(string id, int day, int conversations = 1) => new(id, Day1.AddDays(day), conversations, conversations, 0);

    [Fact]
    public async Task Count_HoursOfTwoLocalDays_AreTwoLines()
    {
        using var client = await app.NewClientAsync();
        var id = await client.NewRobeingAsync();

        // midnight in Seoul is 15:00 UTC
        await CountAsync(new(id, Day1.AddHours(13), 4, 3, 1), new(id, Day1.AddHours(14), 6, 6, 0), new(id, Day1.AddHours(15), 2, 2, 0));

        var ledger = (await client.GetAsync($"/api/robeings/{id}/growth").JsonAsync()).GetProperty("growth").EnumerateArray().Reverse()
            .Select(g => (g.Str("kind"), g.Str("day"), g.Num("conversations"), g.Num("successes"), g.Num("failures"), g.Num("xp")));
        ledger.ShouldBe([("conversations", "2026-03-01", 10, 9, 1, 45), ("conversations", "2026-03-02", 2, 2, 0, 10)], ignoreOrder: true);
        var stats = await client.StatsAsync(id);
        (stats.Num("total_conversations"), stats.Num("successful_tasks"), stats.Num("failed_tasks"), stats.Num("experience")).ShouldBe((12, 11, 1, 55));
        (await client.AchievedAsync(id)).ShouldBe(["first_conversation", "conversations_10"]);
    }

    [Fact]
    public async Task Count_UnknownAndEmpty_CountForNothing()
    {
        using var client = await app.NewClientAsync();
        var id = await client.NewRobeingAsync();

        await CountAsync();
        await CountAsync(new("nobody", Day1, 1, 1, 0), new("Not a slug", Day1, 1, 1, 0), new("", Day1, 1, 1, 0), new(id, Day1, 0, 0, 0));
        await CountAsync(new("nobody", Day1, 1, 1, 0), new(id, Day1, 1, 1, 0), new(id, Day1, -1, -1, 0));

        (await client.GetAsync($"/api/robeings/{id}/growth").JsonAsync()).GetProperty("growth").GetArrayLength().ShouldBe(0);
        (await client.StatsAsync(id)).Num("total_conversations").ShouldBe(0);
    }

    [Fact]
    public async Task Count_Corrections_LeaveExactTotals()
    {
        using var client = await app.NewClientAsync();
        using var admin = app.CreateAdmin();
        var id = await client.NewRobeingAsync();

        await CountAsync(new RobeingActivity(id, Day1, 0, -1, 1)); // told before what it corrects
        (await client.StatsAsync(id)).Num("experience").ShouldBe(0);
        await CountAsync(new RobeingActivity(id, Day1, 21, 21, 0));

        var stats = await client.StatsAsync(id);
        (stats.Num("experience"), stats.Num("level"), stats.Num("successful_tasks"), stats.Num("failed_tasks")).ShouldBe((100, 2, 20, 1));
        await CountAsync(new RobeingActivity(id, Day1, 0, -1, 1));
        stats = await client.StatsAsync(id);
        (stats.Num("experience"), stats.Num("level"), stats.Num("stat_points_available")).ShouldBe((95, 1, 0));
        var rebuilt = await admin.PostAsync($"/api/robeings/{id}/stats/rebuild", content: null).JsonAsync();
        rebuilt.GetProperty("differences").GetArrayLength().ShouldBe(0, rebuilt.GetRawText());
    }

    [Fact]
    public async Task Count_DaysInARow_AreAStreak()
    {
        using var client = await app.NewClientAsync();
        var id = await client.NewRobeingAsync();
        await CountAsync(On(id, 0), On(id, 1));
        (await client.AchievedAsync(id)).ShouldBe(["first_conversation"]);

        await CountAsync(On(id, 3), On(id, 4));
        (await client.AchievedAsync(id)).ShouldBe(["first_conversation"]);
        await CountAsync(On(id, 2)); // a day that comes late closes the gap

        (await client.AchievedAsync(id)).ShouldBe(["first_conversation", "streak_3"]);
        await CountAsync(On(id, 5), On(id, 6));
        (await client.AchievedAsync(id)).ShouldBe(["first_conversation", "streak_3", "streak_7"]);
    }

    [Fact]
    public async Task Count_ThirtyDaysForTwoRobeings_GrantsToWhoWasThereEachDay()
    {
        using var client = await app.NewClientAsync();
        var (steady, absent) = (await client.NewRobeingAsync(), await client.NewRobeingAsync());

        for (var day = 0; day < 30; day += 5)
        {
            await CountAsync([.. Enumerable.Range(day, 5).SelectMany(d => d == 12 ? [On(steady, d)] : new[] { On(steady, d), On(absent, d) })]);
        }

        (await client.AchievedAsync(steady)).ShouldBe(["first_conversation", "conversations_10", "streak_3", "streak_7", "streak_30"]);
        (await client.AchievedAsync(absent)).ShouldBe(["first_conversation", "conversations_10", "streak_3", "streak_7"]);
    }

    [Fact]
    public async Task Count_SecondCallInOneScope_SeesWhatOthersDidBetween()
    {
        using var client = await app.NewClientAsync();
        var id = await client.NewRobeingAsync();
        await using var scope = app.Services.CreateAsyncScope();
        var growth = scope.ServiceProvider.GetRequiredService<IRobeingGrowth>();

        await growth.CountAsync([On(id, 0)], default);
        await CountAsync(On(id, 0, conversations: 2));
        await growth.CountAsync([On(id, 0)], default);

        (await client.StatsAsync(id)).Num("total_conversations").ShouldBe(4);
    }

    [Fact]
    public async Task Achievements_StreakThatGoesOn_ShowsItsDays()
    {
        using var client = await app.NewClientAsync();
        var (going, over) = (await client.NewRobeingAsync(), await client.NewRobeingAsync());
        var now = TimeProvider.System.GetUtcNow();

        await CountAsync(
            new(going, now.AddDays(-1), 1, 1, 0), new(going, now, 1, 1, 0), new(over, now.AddDays(-3), 1, 1, 0), new(over, now.AddDays(-2), 1, 1, 0));

        (await StreakAsync(client, going)).ShouldBe(2);
        (await StreakAsync(client, over)).ShouldBe(0);
    }

    private static async Task<long> StreakAsync(HttpClient client, string id) =>
        (await client.GetAsync($"/api/robeings/{id}/achievements").JsonAsync()).GetProperty("achievements").EnumerateArray()
            .Single(a => a.Str("code") == "streak_7").GetProperty("progress").Num("current");
}

internal static class ActivityCalls
{
    public static async Task CountAsync(this TestApp app, params RobeingActivity[] activity)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IRobeingGrowth>().CountAsync(activity, default);
    }
}

public sealed class InMemoryRobeingActivityTests(InMemoryApp app) : RobeingActivityTests(app), IClassFixture<InMemoryApp>;

public sealed class PostgreSqlRobeingActivityTests(PostgreSqlApp app) : RobeingActivityTests(app), IClassFixture<PostgreSqlApp>;
