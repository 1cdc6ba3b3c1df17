using System.Globalization;
using System.Text;

namespace ChatPlatform.KakaoSimulator;

/// <summary>The end of a run.</summary>
/// <param name="Questions">All of them.</param>
/// <param name="States">What the platform says about each; null where it has no task.</param>
/// <param name="Violations">Empty when every promise was kept.</param>
public sealed record LedgerReport(
    IReadOnlyCollection<Question> Questions, IReadOnlyDictionary<Marker, TaskState?> States, IReadOnlyList<string> Violations)
{
    private const int MostViolations = 50;

    public bool IsGood => Violations.Count == 0;

    /// <summary>Answers of which a part was shown again when the person pressed for more again; where nothing breaks, none.</summary>
    public int ShownAgain => Questions.Count(q => q.Seen.GroupBy(s => s.Part).Any(Verdict.IsPressedFor));

    public override string ToString()
    {
        var text = new StringBuilder();
        Line(text, "questions", Questions.Count);
        foreach (var way in Enum.GetValues<Way>())
        {
            Line(text, $"  answer seen: {way}", Questions.Count(q => q.Seen.Any(s => s.Part == 1 && s.Way == way)));
        }

        Line(text, "  answer not seen", Questions.Count(q => !q.IsSeen && !q.Refused));
        Line(text, "  refused (no response, for the person lost by Kakao)", Questions.Count(q => q.Refused));
        Line(text, "  answer lost on the way by the callback URL", Questions.Count(q => q.LostOnTheWay));
        Line(text, "  more of an answer shown again on pressing again", ShownAgain);
        foreach (var state in Questions.GroupBy(q => States[q.Marker] is { } s ? $"{s.Status}, {s.Delivery}" : "no task").OrderBy(g => g.Key))
        {
            Line(text, $"  the platform says: {state.Key}", state.Count());
        }

        Line(text, "violations", Violations.Count);
        foreach (var violation in Violations.Take(MostViolations))
        {
            text.Append("  ✗ ").AppendLine(violation);
        }

        if (Violations.Count > MostViolations)
        {
            text.AppendLine("  …");
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, string what, int count) =>
        text.AppendLine(string.Create(CultureInfo.InvariantCulture, $"{what,-56}{count,7}"));
}
