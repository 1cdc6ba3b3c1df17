namespace ChatPlatform.Domain.Access;

public readonly record struct ApiKeyId(Guid Value) : IComparable<ApiKeyId>
{
    public static ApiKeyId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    public int CompareTo(ApiKeyId other) => Value.CompareTo(other.Value);

    public static bool operator <(ApiKeyId left, ApiKeyId right) => left.Value < right.Value;

    public static bool operator >(ApiKeyId left, ApiKeyId right) => left.Value > right.Value;

    public static bool operator <=(ApiKeyId left, ApiKeyId right) => left.Value <= right.Value;

    public static bool operator >=(ApiKeyId left, ApiKeyId right) => left.Value >= right.Value;
}

public readonly record struct AuditEventId(Guid Value) : IComparable<AuditEventId>
{
    public static AuditEventId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    public int CompareTo(AuditEventId other) => Value.CompareTo(other.Value);

    public static bool operator <(AuditEventId left, AuditEventId right) => left.Value < right.Value;

    public static bool operator >(AuditEventId left, AuditEventId right) => left.Value > right.Value;

    public static bool operator <=(AuditEventId left, AuditEventId right) => left.Value <= right.Value;

    public static bool operator >=(AuditEventId left, AuditEventId right) => left.Value >= right.Value;
}
