using System.Collections.Concurrent;

namespace ChatPlatform.SlackSimulator;

/// <summary>The book of a run: every message, every post of the product, every broken rule.</summary>
public sealed class Ledger(TimeProvider clock, string? run = null)
{
    private readonly ConcurrentDictionary<Marker, Question> _questions = new();
    private readonly ConcurrentQueue<ChannelMessage> _posts = new();
    private readonly ConcurrentQueue<string> _violations = new();
    private int _last;
    private long _progress = clock.GetTimestamp();

    public string Run { get; } = run ?? Marker.NewRun(clock);

    public IReadOnlyList<Question> Questions => [.. _questions.Values.OrderBy(q => q.Marker.Number)];

    public IReadOnlyCollection<ChannelMessage> Posts => _posts;

    public IReadOnlyCollection<string> Violations => _violations;

    /// <summary>Since something new was posted or asked.</summary>
    public TimeSpan Quiet => clock.GetElapsedTime(Volatile.Read(ref _progress));

    /// <summary>Everything that was accepted has its answer.</summary>
    public bool IsComplete => _questions.Values.All(q => q.IsAnswered || !q.IsAccepted || q.Expectation is Expectation.Nothing);

    /// <summary>For the text of the next message.</summary>
    public Marker NextMarker() => new(Run, Interlocked.Increment(ref _last));

    public Question Ask(Marker marker, ChannelMessage message, Expectation expectation, int parts, string what)
    {
        Progress();
        return _questions[marker] = new(marker, message, expectation, parts, what);
    }

    public void Violate(string violation) => _violations.Enqueue(violation);

    /// <summary>The product posted.</summary>
    public void See(ChannelMessage post)
    {
        Progress();
        _posts.Enqueue(post);
        var parts = Marker.FindAnswers(post.Text).ToList();
        foreach (var (marker, part) in parts)
        {
            if (_questions.TryGetValue(marker, out var question))
            {
                question.See(part, clock.GetUtcNow());
            }
        }

        if (parts.Count == 0)
        {
            Questions.FirstOrDefault(q => q.Expectation is Expectation.Apology && !q.IsAnswered && IsIn(q, post))?.See(1, clock.GetUtcNow());
        }
    }

    /// <summary>Holds the posts against the messages.</summary>
    public LedgerReport Verify() => new(Questions, [.. _posts], [.. _violations, .. new Verdict(Questions, [.. _posts]).Violations()]);

    private static bool IsIn(Question question, ChannelMessage post) =>
        (question.Message.Channel, question.Message.Root) == (post.Channel, post.Root);

    private void Progress() => Volatile.Write(ref _progress, clock.GetTimestamp());
}

/// <summary>The end of a run.</summary>
/// <param name="Questions">All of them, noise too.</param>
/// <param name="Posts">All that the product posted.</param>
/// <param name="Violations">Empty when every promise was kept.</param>
public sealed record LedgerReport(
    IReadOnlyList<Question> Questions, IReadOnlyList<ChannelMessage> Posts, IReadOnlyList<string> Violations)
{
    public bool IsGood => Violations.Count == 0;

    public override string ToString() =>
        $"{Questions.Count} messages, {Posts.Count} posts, {Violations.Count} violations{string.Concat(Violations.Take(50).Select(v => $"\n  ✗ {v}"))}";
}
