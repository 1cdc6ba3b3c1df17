using ChatPlatform.Application.Insights;

namespace ChatPlatform.Api.Insights;

/// <summary>What statistics look like in the API document.</summary>
internal static class StatisticsExamples
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 0, 30, 0, TimeSpan.Zero);

    public static readonly DailyStatsReport Daily = new(
        [new(new DateOnly(2026, 3, 1), 412, 824, 96, 74_980, 9_888, 3), new(new DateOnly(2026, 3, 2), 0, 0, 0, 0, 0, 0)], At);

    public static readonly RollUpReport RollUp = new(1_204, 1, 86, At);
}
