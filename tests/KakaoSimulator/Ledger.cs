using System.Collections.Concurrent;

namespace ChatPlatform.KakaoSimulator;

/// <summary>The book of a run: every question, every appearance of an answer, every broken rule. At the end it is held against the platform's own.</summary>
public sealed class Ledger(TimeProvider clock, string? run = null)
{
    private readonly ConcurrentDictionary<Marker, Question> _questions = new();
    private readonly ConcurrentQueue<string> _violations = new();
    private int _last;

    public string Run { get; } = run ?? Marker.NewRun(clock);

    public IReadOnlyCollection<Question> Questions => [.. _questions.Values.OrderBy(q => q.Marker.Number)];

    /// <summary>Rules that were broken on the way; <see cref="Verify"/> adds those that only show at the end.</summary>
    public IReadOnlyCollection<string> Violations => _violations;

    /// <summary>A new question of a person; its marker belongs into the text.</summary>
    public Question Ask(string person)
    {
        var marker = new Marker(Run, Interlocked.Increment(ref _last));
        return _questions[marker] = new(marker, person, clock.GetUtcNow());
    }

    public void Violate(string violation) => _violations.Enqueue(violation);

    /// <summary>A person reads a text; the answers in it are noted.</summary>
    /// <param name="person">Who reads.</param>
    /// <param name="text">All of it.</param>
    /// <param name="way">How it came.</param>
    /// <param name="asked">The question to which the text is the response, if it is.</param>
    public void See(string person, string text, Way way, Marker? asked = null)
    {
        foreach (var (marker, part) in Marker.FindAnswers(text))
        {
            if (!_questions.TryGetValue(marker, out var question))
            {
                Violate($"{person} saw the answer to {marker.Question}, which nobody asked in this run");
                continue;
            }

            if (question.Person != person)
            {
                Violate($"{person} saw the answer to {marker.Question}, which {question.Person} had asked");
            }

            question.See(new(part, way is Way.Inline && marker != asked ? Way.NextUtterance : way, clock.GetUtcNow()));
        }
    }

    /// <summary>A text was taken over and lost by the callback URL.</summary>
    public void Lose(string text)
    {
        foreach (var (marker, _) in Marker.FindAnswers(text))
        {
            if (_questions.TryGetValue(marker, out var question))
            {
                question.Lose();
            }
        }
    }

    /// <summary>Holds the book against what the platform says.</summary>
    public LedgerReport Verify(ILookup<Marker, TaskState> platform)
    {
        var questions = Questions;
        var brokenOff = questions.Where(q => q.Refused).CountBy(q => q.Person).ToDictionary();
        return new(
            questions,
            questions.ToDictionary(q => q.Marker, q => platform[q.Marker].FirstOrDefault()),
            [.. Violations, .. questions.SelectMany(q => Verdict.Of(q, [.. platform[q.Marker]], brokenOff.GetValueOrDefault(q.Person)))]);
    }
}
