namespace ChatPlatform.Domain.Insights;

/// <summary>Ordered as UUIDs are, so that lists can page by it.</summary>
public readonly record struct EventLogEntryId(Guid Value) : IComparable<EventLogEntryId>
{
    public static EventLogEntryId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    public int CompareTo(EventLogEntryId other) => Value.CompareTo(other.Value);

    public static bool operator <(EventLogEntryId left, EventLogEntryId right) => left.Value < right.Value;

    public static bool operator >(EventLogEntryId left, EventLogEntryId right) => left.Value > right.Value;

    public static bool operator <=(EventLogEntryId left, EventLogEntryId right) => left.Value <= right.Value;

    public static bool operator >=(EventLogEntryId left, EventLogEntryId right) => left.Value >= right.Value;
}

/// <summary>Ordered as UUIDs are, so that lists can page by it.</summary>
public readonly record struct LogMessageId(Guid Value) : IComparable<LogMessageId>
{
    public static LogMessageId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    public int CompareTo(LogMessageId other) => Value.CompareTo(other.Value);

    public static bool operator <(LogMessageId left, LogMessageId right) => left.Value < right.Value;

    public static bool operator >(LogMessageId left, LogMessageId right) => left.Value > right.Value;

    public static bool operator <=(LogMessageId left, LogMessageId right) => left.Value <= right.Value;

    public static bool operator >=(LogMessageId left, LogMessageId right) => left.Value >= right.Value;
}
