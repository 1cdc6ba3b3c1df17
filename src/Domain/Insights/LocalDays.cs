namespace ChatPlatform.Domain.Insights;

/// <summary>Calendar days of a time zone, one after the other, as times: 23, 24 or 25 hours long where clocks are changed.</summary>
public sealed class LocalDays
{
    /// <summary>A leap year.</summary>
    public const int Max = 366;

    private LocalDays(DateOnly first, IReadOnlyList<DateTimeOffset> starts, DateTimeOffset end) => (First, Starts, End) = (first, starts, end);

    public DateOnly First { get; }

    /// <summary>When each day begins, UTC.</summary>
    public IReadOnlyList<DateTimeOffset> Starts { get; }

    /// <summary>When the day after the last one begins.</summary>
    public DateTimeOffset End { get; }

    /// <param name="first">From 0001-01-02.</param>
    /// <param name="last">Included; not before the first, at most 9999-12-30.</param>
    /// <param name="zone">Whose days.</param>
    public static LocalDays Between(DateOnly first, DateOnly last, TimeZoneInfo zone)
    {
        var starts = new DateTimeOffset[last.DayNumber - first.DayNumber + 1];
        for (var i = 0; i < starts.Length; i++)
        {
            starts[i] = StartOf(first.AddDays(i), zone);
        }

        return new(first, starts, StartOf(last.AddDays(1), zone));
    }

    /// <summary>Which of the days the time lies in, from 0; the time must not be outside.</summary>
    public int IndexOf(DateTimeOffset time)
    {
        var (low, high) = (0, Starts.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = Starts[middle] <= time ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    private static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        // where clocks go back over midnight it comes twice, and the day begins with the first; where they skip it, the usual offset gives the moment of the skip
        var offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUniversalTime();
    }
}
