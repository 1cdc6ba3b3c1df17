namespace ChatPlatform.KakaoSimulator;

/// <summary>What is wrong with the end of one question.</summary>
internal static class Verdict
{
    private static readonly string[] Kept = ["held", "uncertain", "failed", "expired"];

    /// <param name="question">As its person saw it end.</param>
    /// <param name="states">What the platform has of it.</param>
    /// <param name="brokenOff">Utterances of the same person that got no response: an answer may have been in one.</param>
    public static IEnumerable<string> Of(Question question, IReadOnlyList<TaskState> states, int brokenOff)
    {
        var name = question.Marker.Question;
        foreach (var again in question.Seen.GroupBy(s => s.Part).Where(g => g.Count() > 1 && !IsPressedFor(g)))
        {
            yield return $"{name}: part {again.Key} of the answer was seen {again.Count()} times: {string.Join(", ", again.Select(Say))}";
        }

        var parts = question.Seen.Select(s => s.Part).Distinct().Order().ToList();
        if (parts.Count > 0 && parts[^1] != parts.Count)
        {
            yield return $"{name}: of the answer's parts up to {parts[^1]} only {string.Join(", ", parts)} were seen";
        }

        if (states.Count > 1)
        {
            yield return $"{name}: there are {states.Count} tasks for one question: {string.Join("; ", states)}";
        }

        if (question.Refused)
        {
            yield break; // nothing was acknowledged, so nothing was promised but that it is not seen twice
        }

        if (states.Count == 0)
        {
            if (!question.IsSeen)
            {
                yield return $"{name}: the answer was never seen, and the platform has no task for it (asked by {question.Person})";
            }

            yield break;
        }

        if (OfState(question, states[0]) is { } wrong)
        {
            yield return $"{name}: {wrong}: {states[0]} (asked by {question.Person} at {question.AskedAt:HH:mm:ss}"
                + (brokenOff == 0 ? ")" : $", who got no response to {brokenOff} other questions)");
        }
    }

    private static string? OfState(Question question, TaskState state) => (question.IsSeen, state) switch
    {
        (_, { IsFinal: false }) => "it never came to an end",
        (true, { Status: "completed", Delivery: "delivered" or "uncertain" }) => null,
        (true, _) => $"the answer was seen ({string.Join(", ", question.Seen.Select(Say))}), and the platform says otherwise",
        (false, { Delivery: "uncertain" }) => null,
        _ when question.LostOnTheWay => "the answer was lost on the way without a word; that is uncertain",
        (false, { Status: "failed" }) => null,
        (false, { Delivery: "delivered" }) => "the answer is said to be delivered and was never seen",
        (false, { Delivery: var delivery }) when Kept.Contains(delivery) => null,
        _ => "that is no known state",
    };

    private static string Say(Appearance seen) => $"{seen.Way} at {seen.At:HH:mm:ss.fff}";

    /// <summary>
    /// The person asked for more, and again: where nobody knows that the first response arrived (its node died, or was slow to say so), showing
    /// the same once more is right. The report counts it.
    /// </summary>
    public static bool IsPressedFor(IEnumerable<Appearance> again) => again.Count() == 2 && again.All(s => s.Way == Way.Button);
}
