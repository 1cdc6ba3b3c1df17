using ChatPlatform.Domain.Common;
using ChatPlatform.Domain.Robeings;
using FsCheck;
using FsCheck.Fluent;

namespace ChatPlatform.UnitTests.Robeings;

public sealed class RobeingTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(9));
    private static readonly RobeingTaskType Coding = RobeingTaskTypes.Find("coding")!;

    private static Robeing NewRobeing() => Robeing.Create(new("rb8001"), ClientId.New(Now), isShared: false, "로빙", null, null, Now);

    private static GrowthEvent Task(int difficulty, bool succeeded = true) => GrowthEvent.OfTask(new("rb8001"), Coding, difficulty, succeeded, Now);

    private static GrowthEvent Conversations(int day, int conversations, int succeeded, int failed) =>
        GrowthEvent.OfConversations(new("rb8001"), new DateOnly(2026, 1, 1).AddDays(day), conversations, succeeded, failed, Now);

    [Fact]
    public void Grow_SuccessfulTask_GivesXpAndRaisesTheLevelOnce()
    {
        var robeing = NewRobeing();
        robeing.ClearEvents();

        robeing.Grow(Task(10));

        (robeing.Stats.Experience, robeing.Stats.Level, robeing.Stats.PointsAvailable).ShouldBe((300, 3, 6));
        (robeing.Stats.SuccessfulTasks, robeing.Stats.FailedTasks, robeing.Stats.TotalConversations).ShouldBe((1, 0, 0));
        robeing.Events.ShouldBe([new RobeingLeveledUp(robeing.Id, 1, 3)]);
    }

    [Fact]
    public void Grow_FailedTask_IsCountedAndGivesNothing()
    {
        var robeing = NewRobeing();

        robeing.Grow(Task(10, succeeded: false));

        (robeing.Stats.Experience, robeing.Stats.SuccessfulTasks, robeing.Stats.FailedTasks).ShouldBe((0, 0, 1));
    }

    [Fact]
    public void Grow_CorrectionBeforeWhatItCorrects_ShowsNothingNegativeAndEndsExact()
    {
        var robeing = NewRobeing();

        robeing.Grow(Conversations(1, 0, -1, 1));
        robeing.Stats.Experience.ShouldBe(0);
        robeing.Grow(Conversations(1, 3, 3, 0));

        (robeing.Stats.Experience, robeing.Stats.TotalConversations, robeing.Stats.SuccessfulTasks, robeing.Stats.FailedTasks).ShouldBe((10, 3, 2, 1));
    }

    [Fact]
    public void Change_WhatDiffers_IsToldByItsFields()
    {
        var robeing = NewRobeing();
        robeing.ClearEvents();

        robeing.Change("로빙", null, null, isShared: false);
        robeing.Events.ShouldBeEmpty();
        robeing.Change("새 이름", "default", null, isShared: true);

        robeing.Events.ShouldHaveSingleItem().ShouldBeOfType<RobeingChanged>().Fields.ShouldBe(["display_name", "prompt_name", "is_shared"]);
        (robeing.DisplayName, robeing.PromptName, robeing.Model, robeing.IsShared).ShouldBe(("새 이름", "default", null, true));
    }

    [Fact]
    public void CheckPoints_MoreThanEarned_SaysHowManyThereAre()
    {
        var robeing = NewRobeing();
        robeing.Grow(Task(10));

        robeing.CheckPoints(new(2, 1, 1, 1, 1)).ShouldBeNull();
        var error = robeing.CheckPoints(new(7, 0, 0, 0, 0)).ShouldNotBeNull();

        (error.Code, error.Data!["available"]).ShouldBe(("robeing.not_enough_points", 6));
    }

    [Fact]
    public void CheckPoints_BeyondTheMaximum_NamesTheStat()
    {
        var robeing = NewRobeing();
        for (var i = 0; i < 2_000; i++)
        {
            robeing.Grow(Task(10));
        }

        robeing.CheckPoints(new(90, 0, 0, 0, 0)).ShouldBeNull();
        robeing.CheckPoints(new(0, 91, 0, 0, 0))!.Message.ShouldContain("'compute'");
        robeing.Grow(GrowthEvent.OfPoints(robeing.Id, new(90, 0, 0, 0, 0), Now));
        robeing.CheckPoints(new(0, 1, 0, 0, 0)).ShouldBeNull();
        robeing.CheckPoints(new(1, 0, 0, 0, 0))!.Code.ShouldBe("robeing.stat_too_high");
    }

    [Fact]
    public void GrantReached_Twice_GrantsOnce()
    {
        var robeing = NewRobeing();
        robeing.Grow(Task(1));

        robeing.GrantReached(0, Now).Select(a => a.Code).ShouldBe(["first_task"]);
        robeing.GrantReached(0, Now).ShouldBeEmpty();
        robeing.GrantReached(7, Now).Select(a => a.Code).ShouldBe(["streak_3", "streak_7"]);
        robeing.Achievements.Select(a => a.Code).ShouldBe(["first_task", "streak_3", "streak_7"]);
    }

    [Fact]
    public void GrantReached_Conversations_AreNoTasks()
    {
        var robeing = NewRobeing();
        robeing.Grow(Conversations(1, 1, 1, 0));

        robeing.GrantReached(1, Now).Select(a => a.Code).ShouldBe(["first_conversation"]);
    }

    [Fact]
    public void GrantReached_AllStatsAt15_IsAnAllRounder()
    {
        var robeing = NewRobeing();
        robeing.Grow(GrowthEvent.OfPoints(robeing.Id, new(5, 5, 5, 5, 4), Now));
        robeing.GrantReached(0, Now).ShouldBeEmpty();

        robeing.Grow(GrowthEvent.OfPoints(robeing.Id, new(0, 0, 0, 0, 6), Now));

        robeing.GrantReached(0, Now).Select(a => a.Code).ShouldBe(["stat_20", "all_rounder"]);
    }

    [Fact]
    public void Rebuild_AnyEvents_MakesWhatWasThere() => Prop.ForAll(AnyEvents, events =>
    {
        var live = NewRobeing();
        foreach (var growth in events)
        {
            live.Grow(growth);
        }

        var sum = events.Aggregate(default(Growth), (total, growth) => total + growth.Growth);
        live.Stats.Rebuild(sum).ShouldBeEmpty();

        live.Stats.Experience.ShouldBe(Math.Max(0, events.Sum(e => e.Xp)));
        live.Stats.Level.ShouldBe(RobeingLevels.Of(Math.Max(0, events.Sum(e => e.Xp))));
        live.Stats.TotalConversations.ShouldBe(events.Sum(e => e.Conversations));
        live.Stats.SuccessfulTasks.ShouldBe(events.Sum(e => e.Successes));
        live.Stats.FailedTasks.ShouldBe(events.Sum(e => e.Failures));
        live.Stats.Values.Total.ShouldBe(50 + events.Sum(e => e.Memory + e.Compute + e.Empathy + e.Leadership + e.Ethics));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Rebuild_StatsThatAreWrong_SaysWhatDiffered()
    {
        var robeing = NewRobeing();
        robeing.Grow(Task(10));

        var differences = robeing.Stats.Rebuild(new Growth { Experience = 120, Successes = 1, TasksDone = 1 });

        differences.ShouldBe([new StatDifference("level", 3, 2), new StatDifference("experience", 300, 120)]);
        (robeing.Stats.Level, robeing.Stats.Experience).ShouldBe((2, 120));
    }

    private static Arbitrary<GrowthEvent[]> AnyEvents => Gen.OneOf(
        from difficulty in Gen.Choose(1, 10)
        from succeeded in Gen.Elements(true, false)
        select Task(difficulty, succeeded),
        from day in Gen.Choose(0, 40)
        from conversations in Gen.Choose(-5, 50)
        from succeeded in Gen.Choose(-20, 50)
        from failed in Gen.Choose(-20, 20)
        select Conversations(day, conversations, succeeded, failed),
        from points in Gen.Choose(0, 5).ArrayOf(5)
        select GrowthEvent.OfPoints(new("rb8001"), new(points[0], points[1], points[2], points[3], points[4]), Now)).ArrayOf().ToArbitrary();
}
