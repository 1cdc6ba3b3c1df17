namespace ChatPlatform.Domain.Insights;

/// <summary>
/// The grain of the figures. Every time zone of today is a multiple of it away from UTC (India 5:30, Nepal 5:45, Chatham 12:45), so that
/// local days can be put together from it; from whole hours they could not.
/// </summary>
public static class QuarterHour
{
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(15);

    /// <summary>The start of the quarter hour that the time lies in, UTC.</summary>
    public static DateTimeOffset Of(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % Length.Ticks), TimeSpan.Zero);
}
