namespace ChatPlatform.Domain.Robeings;

/// <summary>
/// A robeing's own name in addresses and settings: 1–100 lower-case letters, digits, <c>-</c> and <c>_</c>, beginning with a letter or digit.
/// Ordered, so that lists can page by it.
/// </summary>
public readonly record struct RobeingId(string Value) : IComparable<RobeingId>
{
    public const int MaxLength = 100;

    public static bool operator <(RobeingId left, RobeingId right) => left.CompareTo(right) < 0;

    public static bool operator >(RobeingId left, RobeingId right) => left.CompareTo(right) > 0;

    public static bool operator <=(RobeingId left, RobeingId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(RobeingId left, RobeingId right) => left.CompareTo(right) >= 0;

    public static bool IsValid(string? text) =>
        text is { Length: > 0 and <= MaxLength } && text[0] is not ('-' or '_')
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_');

    public int CompareTo(RobeingId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}
