namespace ChatPlatform.SlackSimulator;

/// <summary>What is wrong with the end of a run.</summary>
internal sealed class Verdict(IReadOnlyList<Question> questions, IReadOnlyList<ChannelMessage> posts)
{
    private readonly Dictionary<Marker, Question> _byMarker = questions.ToDictionary(q => q.Marker);
    private readonly ILookup<(string, string), Question> _byThread = questions.ToLookup(q => (q.Message.Channel, q.Message.Root));
    private readonly IReadOnlyList<Answer> _answers = Answer.Group(posts);

    public IEnumerable<string> Violations() =>
    [
        .. _answers.SelectMany(OfAnswer),
        .. _answers.Where(a => a.Markers.Count == 0).GroupBy(a => (a.First.Channel, a.First.Root)).SelectMany(g => OfSpeechless(g.Key, [.. g])),
        .. questions.SelectMany(OfQuestion),
        .. _byThread.SelectMany(thread => OfOrder([.. thread])),
    ];

    private IEnumerable<string> OfAnswer(Answer answer)
    {
        if (answer.Markers.Count > 1)
        {
            yield return $"one answer mixes {string.Join(" and ", answer.Markers.Select(m => m.Question))}: {Say(answer)}";
        }

        foreach (var marker in answer.Markers)
        {
            if (!_byMarker.TryGetValue(marker, out var question))
            {
                yield return $"an answer to {marker.Question}, which nobody asked: {Say(answer)}";
            }
            else if (question.Expectation is Expectation.Nothing)
            {
                yield return $"{question} was answered and must not be: {Say(answer)}";
            }
            else if (answer.Posts.Select(p => p.Post).FirstOrDefault(p => !IsPlaceOf(question, p)) is { } lost)
            {
                yield return $"{question} was answered in the wrong place: {Say(lost)}";
            }
        }

        var marks = answer.Posts.Select(p => p.Post.Mark?.Part).OfType<int>().ToList();
        if (!marks.SequenceEqual(Enumerable.Range(0, marks.Count)))
        {
            yield return $"the posts of one answer are marked as parts {string.Join(", ", marks)}: {Say(answer)}";
        }
    }

    /// <summary>Without markers: apologies where the model fails, else nothing that anybody asked for.</summary>
    private IEnumerable<string> OfSpeechless((string Channel, string Root) thread, IReadOnlyList<Answer> answers)
    {
        var apologies = _byThread[thread].Where(q => q.Expectation is Expectation.Apology).ToList();
        var why = (apologies.Count, _byThread[thread].FirstOrDefault()) switch
        {
            ( > 0, _) => answers.Count > apologies.Count ? $"{answers.Count} apologies for {apologies.Count} questions" : null,
            (_, null) => "a post without a question",
            (_, { Expectation: Expectation.Nothing } noise) => $"{noise} was answered and must not be",
            (_, var question) => $"a post that answers nothing, in the thread of {question}",
        };
        return why is null ? [] : [$"{why}: {string.Join("; ", answers.Select(Say))}"];
    }

    private IEnumerable<string> OfQuestion(Question question)
    {
        var answers = _answers.Where(a => a.Markers.Contains(question.Marker)).ToList();
        var parts = answers.SelectMany(a => a.PartsOf(question.Marker)).ToList();
        foreach (var (part, count) in parts.CountBy(p => p).Where(p => p.Value > 1))
        {
            yield return $"{question}: part {part} of the answer was posted {count} times: {string.Join("; ", answers.Select(Say))}";
        }

        if (question.Expectation is Expectation.Apology && question.IsAccepted && !question.IsAnswered)
        {
            yield return $"{question} was accepted and never answered";
        }

        if (question.Expectation is not Expectation.Answer || (parts.Count == 0 && !question.IsAccepted))
        {
            yield break; // nothing was acknowledged, so nothing was promised but that it is not answered twice
        }

        if (parts.Count == 0)
        {
            yield return $"{question} was accepted and never answered";
        }
        else if (!parts.Distinct().Order().SequenceEqual(Enumerable.Range(1, question.Parts)))
        {
            yield return $"{question}: of the answer's {question.Parts} parts {string.Join(", ", parts.Distinct().Order())} were posted";
        }
        else if (!parts.SequenceEqual(parts.Order()))
        {
            yield return $"{question}: the parts of the answer came as {string.Join(", ", parts)}";
        }

        if (answers.Count > 1)
        {
            yield return $"{question} was answered in {answers.Count} deliveries";
        }
    }

    /// <summary>Only where the product could know the order: one was acknowledged before the other was sent.</summary>
    private IEnumerable<string> OfOrder(IReadOnlyList<Question> thread)
    {
        foreach (var earlier in thread)
        {
            var later = thread.FirstOrDefault(q =>
                q.SentAt > earlier.AcceptedAt && FirstOf(q) is { } first && LastOf(earlier) is { } last && string.CompareOrdinal(first, last) < 0);
            if (later is not null)
            {
                yield return $"{later} was answered before {earlier}, which was asked before it";
            }
        }
    }

    private string? FirstOf(Question question) => _answers.FirstOrDefault(a => a.Markers.Contains(question.Marker))?.First.Ts;

    private string? LastOf(Question question) => _answers.FirstOrDefault(a => a.Markers.Contains(question.Marker))?.Last.Ts;

    private static bool IsPlaceOf(Question question, ChannelMessage post) =>
        post.ThreadTs is not null && (post.Channel, post.Root) == (question.Message.Channel, question.Message.Root);

    private static string Say(Answer answer) => string.Join(" + ", answer.Posts.Select(p => Say(p.Post)));

    private static string Say(ChannelMessage post) =>
        $"{post.Channel} {post.Ts} in {post.ThreadTs ?? "no thread"} '{post.Text[..Math.Min(post.Text.Length, 60)]}'";
}
