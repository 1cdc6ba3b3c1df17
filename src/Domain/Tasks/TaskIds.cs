namespace ChatPlatform.Domain.Tasks;

public readonly record struct AiTaskId(Guid Value) : IComparable<AiTaskId>
{
    public static AiTaskId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    public static bool operator <(AiTaskId left, AiTaskId right) => left.Value < right.Value;

    public static bool operator >(AiTaskId left, AiTaskId right) => left.Value > right.Value;

    public static bool operator <=(AiTaskId left, AiTaskId right) => left.Value <= right.Value;

    public static bool operator >=(AiTaskId left, AiTaskId right) => left.Value >= right.Value;

    public int CompareTo(AiTaskId other) => Value.CompareTo(other.Value);
}
