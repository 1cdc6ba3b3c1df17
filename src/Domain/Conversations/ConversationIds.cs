namespace ChatPlatform.Domain.Conversations;

public readonly record struct ConversationId(Guid Value) : IComparable<ConversationId>
{
    public static ConversationId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    public static bool operator <(ConversationId left, ConversationId right) => left.Value < right.Value;

    public static bool operator >(ConversationId left, ConversationId right) => left.Value > right.Value;

    public static bool operator <=(ConversationId left, ConversationId right) => left.Value <= right.Value;

    public static bool operator >=(ConversationId left, ConversationId right) => left.Value >= right.Value;

    public int CompareTo(ConversationId other) => Value.CompareTo(other.Value);
}

public readonly record struct MessageId(Guid Value)
{
    public static MessageId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));
}
