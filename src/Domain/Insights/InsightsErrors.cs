using ChatPlatform.Domain.Common;

namespace ChatPlatform.Domain.Insights;

public static class InsightsErrors
{
    public static readonly Error RollUpIsRunning = new(
        ErrorKind.Conflict, "statistics.rolling_up", "The statistics are being rolled up already. Try again in a moment.");
}
