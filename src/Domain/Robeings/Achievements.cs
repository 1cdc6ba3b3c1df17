namespace ChatPlatform.Domain.Robeings;

/// <summary>Everything that can be achieved. docs/robeings.md has the same table for people.</summary>
public static class Achievements
{
    /// <summary>Days in a row beyond which nothing is granted.</summary>
    public const int LongestStreak = 30;

    public const string LongestStreakCode = "streak_30";

    public static readonly IReadOnlyList<Achievement> All =
    [
        new("first_conversation", "👋", 1, Conversations, ("첫 대화", "처음으로 대화했어요."), ("First words", "Had its first conversation.")),
        new("conversations_10", "💬", 10, Conversations, ("말문이 트였어요", "대화를 10번 했어요."), ("Talkative", "Had 10 conversations.")),
        new("conversations_100", "🗣️", 100, Conversations, ("이야기꾼", "대화를 100번 했어요."), ("Storyteller", "Had 100 conversations.")),
        new("conversations_1000", "🏛️", 1000, Conversations, ("대화의 달인", "대화를 1,000번 했어요."), ("Master of talk", "Had 1,000 conversations.")),
        new("streak_3", "🔥", 3, Streak, ("사흘 연속", "사흘 내리 대화했어요."), ("Three in a row", "Talked on three days in a row.")),
        new("streak_7", "📅", 7, Streak, ("일주일 개근", "이레 내리 대화했어요."), ("A whole week", "Talked on seven days in a row.")),
        new(LongestStreakCode, "🏆", LongestStreak, Streak, ("한 달 개근", "30일 내리 대화했어요."), ("A whole month", "Talked on 30 days in a row.")),
        new("level_5", "⭐", 5, Level, ("레벨 5", "레벨 5가 되었어요."), ("Level 5", "Reached level 5.")),
        new("level_10", "🌟", 10, Level, ("레벨 10", "레벨 10이 되었어요."), ("Level 10", "Reached level 10.")),
        new("level_20", "💫", 20, Level, ("레벨 20", "레벨 20이 되었어요."), ("Level 20", "Reached level 20.")),
        new("stat_20", "💪", 20, HighestStat, ("한 가지 재주", "능력치 하나가 20이 되었어요."), ("A talent", "Raised one stat to 20.")),
        new("stat_50", "🧠", 50, HighestStat, ("전문가", "능력치 하나가 50이 되었어요."), ("Expert", "Raised one stat to 50.")),
        new("all_rounder", "🎯", 15, LowestStat, ("팔방미인", "모든 능력치가 15 이상이 되었어요."), ("All-rounder", "Raised every stat to 15 or more.")),
        new("first_task", "✅", 1, Tasks, ("첫 임무", "처음으로 임무를 해냈어요."), ("First task", "Succeeded at its first task.")),
        new("tasks_100", "🛠️", 100, Tasks, ("해결사", "임무 100개를 해냈어요."), ("Problem solver", "Succeeded at 100 tasks.")),
    ];

    /// <summary>The longest run of days, each the day after the one before.</summary>
    /// <param name="days">Ascending, each once.</param>
    public static int StreakOf(IEnumerable<DateOnly> days)
    {
        var (longest, run, next) = (0, 0, DateOnly.MinValue);
        foreach (var day in days)
        {
            run = day == next ? run + 1 : 1;
            longest = Math.Max(longest, run);
            next = day.AddDays(1);
        }

        return longest;
    }

    private static long Conversations(AchievementFacts facts) => facts.Stats.TotalConversations;

    private static long Streak(AchievementFacts facts) => facts.Streak;

    private static long Level(AchievementFacts facts) => facts.Stats.Level;

    private static long HighestStat(AchievementFacts facts) => facts.Stats.Values.Named.Max(s => s.Value);

    private static long LowestStat(AchievementFacts facts) => facts.Stats.Values.Named.Min(s => s.Value);

    private static long Tasks(AchievementFacts facts) => facts.Stats.TasksDone;
}
