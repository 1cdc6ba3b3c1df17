using System.Globalization;
using System.Text.RegularExpressions;

namespace ChatPlatform.KakaoSimulator;

/// <summary>
/// What makes a question and its answer findable in any text. The question carries <c>Q-run-000123</c>; a model that plays along puts
/// <c>A-run-000123/1</c>, <c>/2</c> … before the parts of its answer. Two letters, so that a platform that quotes the question is not taken
/// for one that answers it.
/// </summary>
/// <param name="Run">Lower-case letters that tell one run from the next on the same database; no digits, which maskers take for accounts.</param>
/// <param name="Number">Of the question within the run.</param>
public readonly partial record struct Marker(string Run, int Number)
{
    public string Question => $"Q-{this}";

    public string Answer(int part = 1) => $"A-{this}/{part.ToString(CultureInfo.InvariantCulture)}";

    public override string ToString() => $"{Run}-{Number.ToString("D6", CultureInfo.InvariantCulture)}";

    /// <summary>The first question's marker in a text.</summary>
    public static Marker? FindQuestion(string? text) => Questions().Match(text ?? "") is { Success: true } match ? Of(match) : null;

    /// <summary>Every part of every answer in a text, in order.</summary>
    public static IEnumerable<(Marker Marker, int Part)> FindAnswers(string text) =>
        Answers().Matches(text).Select(match => (Of(match), Digits(match, "part")));

    /// <summary>Letters for a new run.</summary>
    public static string NewRun(TimeProvider clock)
    {
        // 26⁶ runs, one a second: no repeat within nine years
        var seconds = clock.GetUtcNow().ToUnixTimeSeconds();
        return string.Create(6, seconds, static (letters, rest) =>
        {
            for (var i = letters.Length - 1; i >= 0; i--)
            {
                letters[i] = (char)('a' + (rest % 26));
                rest /= 26;
            }
        });
    }

    private static Marker Of(Match match) => new(match.Groups["run"].Value, Digits(match, "number"));

    private static int Digits(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex("Q-(?<run>[a-z]{1,12})-(?<number>[0-9]{6})", RegexOptions.NonBacktracking)]
    private static partial Regex Questions();

    [GeneratedRegex("A-(?<run>[a-z]{1,12})-(?<number>[0-9]{6})/(?<part>[0-9]{1,4})", RegexOptions.NonBacktracking)]
    private static partial Regex Answers();
}
