namespace ChatPlatform.Domain.Common;

public static class CutText
{
    /// <summary>The first <paramref name="length"/> UTF-16 units at most; one less where half an emoji would be left, which no database takes.</summary>
    public static string To(string text, int length) => text.Length <= length ? text : text[..EndWithin(text, length)];

    /// <summary>Where a text that is longer than <paramref name="length"/> may be cut.</summary>
    public static int EndWithin(string text, int length) => length > 0 && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
}
