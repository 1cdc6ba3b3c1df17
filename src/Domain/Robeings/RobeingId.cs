namespace ChatPlatform.Domain.Robeings;

/// <summary>A robeing's own name in addresses and settings: 1–100 lower-case letters, digits, <c>-</c> and <c>_</c>, beginning with a letter or digit.</summary>
public readonly record struct RobeingId(string Value)
{
    public const int MaxLength = 100;

    public static bool IsValid(string? text) =>
        text is { Length: > 0 and <= MaxLength } && char.IsAsciiLetterOrDigit(text[0])
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_');

    public override string ToString() => Value;
}
