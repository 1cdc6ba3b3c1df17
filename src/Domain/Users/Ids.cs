namespace ChatPlatform.Domain.Users;

/// <summary>Ordered as UUIDs are, so that lists can page by it.</summary>
public readonly record struct AppUserId(Guid Value) : IComparable<AppUserId>
{
    public static AppUserId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    public static bool operator <(AppUserId left, AppUserId right) => left.Value < right.Value;

    public static bool operator >(AppUserId left, AppUserId right) => left.Value > right.Value;

    public static bool operator <=(AppUserId left, AppUserId right) => left.Value <= right.Value;

    public static bool operator >=(AppUserId left, AppUserId right) => left.Value >= right.Value;

    public int CompareTo(AppUserId other) => Value.CompareTo(other.Value);
}
