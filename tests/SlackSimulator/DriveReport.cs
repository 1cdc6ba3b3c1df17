using System.Text.Json;

namespace ChatPlatform.SlackSimulator;

/// <summary>A run in figures.</summary>
/// <param name="Name">Of the run, as given.</param>
/// <param name="Run">In its markers.</param>
/// <param name="Seed">Gives the same messages again.</param>
/// <param name="Good">No rule was broken.</param>
/// <param name="Messages">That were to be answered.</param>
/// <param name="Accepted">Of these, those with an acknowledged event.</param>
/// <param name="Answered">Of these, those with all parts of their answer.</param>
/// <param name="Noise">That was not to be answered.</param>
/// <param name="Posts">Stored by the Web API.</param>
/// <param name="Retries">Of events that were not acknowledged.</param>
/// <param name="SpuriousRetries">Of events that were.</param>
/// <param name="Acks">How events were acknowledged.</param>
/// <param name="AnswerMilliseconds">From the acknowledgement to the last part.</param>
/// <param name="Api">Calls by method and end, such as <c>chat.postMessage CutAfter</c>.</param>
/// <param name="Violations">All of them.</param>
public sealed record DriveReport(
    string Name,
    string Run,
    int Seed,
    bool Good,
    int Messages,
    int Accepted,
    int Answered,
    int Noise,
    int Posts,
    int Retries,
    int SpuriousRetries,
    AckReport Acks,
    Spread AnswerMilliseconds,
    IReadOnlyDictionary<string, int> Api,
    IReadOnlyList<string> Violations)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // for people to read
    };

    public static DriveReport Of(string name, int seed, SimulatedSlack slack, LedgerReport ledger)
    {
        var messages = ledger.Questions.Where(q => q.Expectation is not Expectation.Nothing).ToList();
        return new(
            name,
            slack.Ledger.Run,
            seed,
            ledger.IsGood,
            messages.Count,
            messages.Count(q => q.IsAccepted),
            messages.Count(q => q.IsAnswered),
            ledger.Questions.Count - messages.Count,
            ledger.Posts.Count,
            slack.Delivery.Retries,
            slack.Delivery.Spurious,
            slack.Acks.Report(),
            Spread.Of(messages.Select(q => q.AnsweredAt - q.AcceptedAt).OfType<TimeSpan>().Select(t => t.TotalMilliseconds)),
            slack.Api.Calls.OrderBy(c => c.Key).ToDictionary(c => $"{c.Key.Method} {c.Key.Trouble}", c => c.Value),
            ledger.Violations);
    }

    public string ToJson() => JsonSerializer.Serialize(this, Options);
}
