using System.Buffers;
using System.Collections.Frozen;

namespace ChatPlatform.Domain.Conversations;

/// <summary>Lists of phrases as they are best read and extended: with bars or line ends between them.</summary>
internal static class PhraseList
{
    /// <summary>To be compared as a whole.</summary>
    public static FrozenSet<string> Of(string text) => FrozenSet.Create(StringComparer.Ordinal, Split(text));

    /// <summary>To be looked for within a text, all at once and in a time that does not depend on their number.</summary>
    public static SearchValues<string> Within(string text) => SearchValues.Create(Split(text), StringComparison.Ordinal);

    /// <summary>The same for whole words, in a text with a space at both ends.</summary>
    public static SearchValues<string> WordsWithin(string text) =>
        SearchValues.Create(Array.ConvertAll(Split(text), phrase => $" {phrase} "), StringComparison.Ordinal);

    /// <summary>To be looked for at the end of a text, or at its beginning.</summary>
    public static string[] Split(string text) => text.Split(['|', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
