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

public readonly record struct DeliveryId(Guid Value) : IComparable<DeliveryId>
{
    public static DeliveryId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    public static bool operator <(DeliveryId left, DeliveryId right) => left.Value < right.Value;

    public static bool operator >(DeliveryId left, DeliveryId right) => left.Value > right.Value;

    public static bool operator <=(DeliveryId left, DeliveryId right) => left.Value <= right.Value;

    public static bool operator >=(DeliveryId left, DeliveryId right) => left.Value >= right.Value;

    public int CompareTo(DeliveryId other) => Value.CompareTo(other.Value);
}
