namespace ChatPlatform.Domain.Common;

public static class Clock
{
    /// <summary>Now in UTC, cut to microseconds: what a database keeps, so that a value read back equals the value written.</summary>
    public static DateTimeOffset Now(this TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    /// <summary>The calendar day that it is then in a time zone.</summary>
    public static DateOnly DayIn(this DateTimeOffset time, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone).DateTime);
}
