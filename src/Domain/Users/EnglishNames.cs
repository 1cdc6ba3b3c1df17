using System.Text.RegularExpressions;

namespace ChatPlatform.Domain.Users;

/// <summary>"My name is Tom", "call me Tom", "I'm Tom". Only the first word counts: names have no spaces.</summary>
internal static partial class EnglishNames
{
    private const string Word = @"(?<name>[\p{L}][\p{L}\p{N}_·-]*)(?<tail>[^\p{L}\p{N}].*)?$";
    private const RegexOptions Safe = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    public static SaidName? In(string clause)
    {
        if (Named().Match(clause) is { Success: true } named && !NameWords.IsCommonEnglish(named.Groups["name"].Value))
        {
            return Of(NameCertainty.Certain, named, clause);
        }

        // "I'm Tom" and "I'm Tom Smith", but not "I'm Looking for …" or "i'm tired"
        return Am().Match(clause) is { Success: true } am && am.Groups["name"].Value is var name && char.IsUpper(name[0])
            && !NameWords.IsCommonEnglish(name) && StartsNoVerb(am.Groups["tail"].Value)
            ? Of(NameCertainty.Certain, am, clause)
            : null;
    }

    private static SaidName? Of(NameCertainty certainty, Match match, string clause)
    {
        var tail = match.Groups["tail"].Value;
        if (tail.TrimStart().StartsWith('?'))
        {
            return null;
        }

        // a family name after it belongs to the introduction, not to what else is said
        var family = FamilyName().Match(tail);
        return SaidName.Of(certainty, match.Groups["name"].Value, clause.Length - tail.Length + family.Length);
    }

    private static bool StartsNoVerb(string tail) => tail.TrimStart() is "" or [not (>= 'a' and <= 'z'), ..]
        || tail.TrimStart().StartsWith("and ", StringComparison.Ordinal) || tail.TrimStart().StartsWith("from ", StringComparison.Ordinal);

    [GeneratedRegex("^((hi|hello|hey|well|so|and|ok|okay|just|please|you can|you may|everyone calls|people) )*(my name ?is|my name's|name is|call me|calls me|name:) ?" + Word, Safe)]
    private static partial Regex Named();

    [GeneratedRegex("^((hi|hello|hey|well|so|and|ok|okay) )*(i'm|i am|im) " + Word, Safe)]
    private static partial Regex Am();

    [GeneratedRegex(@"^ \p{Lu}\p{Ll}+", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex FamilyName();
}
