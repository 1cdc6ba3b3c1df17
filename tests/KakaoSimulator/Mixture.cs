using System.Globalization;

namespace ChatPlatform.KakaoSimulator;

/// <summary>Choices with weights, such as <c>quick=40,slow=30,hang=8</c>.</summary>
public sealed class Mixture
{
    private readonly (string Name, int Weight)[] _choices;
    private readonly int _total;

    private Mixture((string Name, int Weight)[] choices) => (_choices, _total) = (choices, choices.Sum(c => c.Weight));

    /// <param name="text">As above; a name alone weighs 1.</param>
    /// <param name="known">The names that may be chosen.</param>
    public static Mixture Parse(string text, IReadOnlyCollection<string> known)
    {
        var choices = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(pair => pair.Split('='))
            .Select(pair => (Name: pair[0], Weight: pair.Length > 1 ? int.Parse(pair[1], CultureInfo.InvariantCulture) : 1))
            .ToArray();
        if (choices.FirstOrDefault(c => !known.Contains(c.Name)).Name is { } unknown)
        {
            throw new FormatException($"'{unknown}' is none of {string.Join(", ", known)}.");
        }

        return choices.Sum(c => c.Weight) > 0 ? new(choices) : throw new FormatException($"'{text}' leaves nothing to choose.");
    }

    public string Draw(Random random)
    {
        var left = random.Next(_total);
        foreach (var (name, weight) in _choices)
        {
            if ((left -= weight) < 0)
            {
                return name;
            }
        }

        return _choices[^1].Name;
    }
}
