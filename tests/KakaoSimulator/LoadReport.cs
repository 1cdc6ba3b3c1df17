using System.Globalization;
using System.Text.Json;

namespace ChatPlatform.KakaoSimulator;

/// <summary>Exact percentiles (nearest rank), in milliseconds.</summary>
public readonly record struct Spread(double P50, double P90, double P99, double Max)
{
    public static Spread Of(IEnumerable<double> samples)
    {
        var sorted = samples.Order().ToArray();
        return sorted.Length == 0 ? default : new(At(0.50), At(0.90), At(0.99), sorted[^1]);

        double At(double share) => sorted[Math.Max((int)Math.Ceiling(share * sorted.Length) - 1, 0)];
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"p50 {P50:F1}  p90 {P90:F1}  p99 {P99:F1}  max {Max:F1} ms");
}

/// <summary>What a load gave.</summary>
/// <param name="Responses">Times of all requests, from when each was due.</param>
/// <param name="PerSecond">The rate that was reached.</param>
/// <param name="Kinds">How many of each kind.</param>
/// <param name="Callbacks">Messages that came to the callback URLs until the last response.</param>
/// <param name="Violations">Rules that were broken.</param>
public sealed record LoadReport(
    Spread Responses, double PerSecond, IReadOnlyDictionary<ReplyKind, int> Kinds, int Callbacks, IReadOnlyList<string> Violations)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static LoadReport Of(
        IReadOnlyCollection<(ReplyKind Kind, double Milliseconds)> measured, TimeSpan elapsed, int callbacks, IReadOnlyList<string> violations) =>
        new(
            Spread.Of(measured.Select(m => m.Milliseconds)),
            measured.Count / elapsed.TotalSeconds,
            measured.GroupBy(m => m.Kind).ToDictionary(g => g.Key, g => g.Count()),
            callbacks,
            violations);

    /// <summary>One line, for benchmarks.</summary>
    public string ToJson(string name) => JsonSerializer.Serialize(
        new
        {
            kind = "skill",
            name,
            PerSecond,
            Requests = Kinds.Values.Sum(),
            Responses,
            Refused = Kinds.Where(k => k.Key is not (ReplyKind.Inline or ReplyKind.UseCallback)).Sum(k => k.Value),
            Violations = Violations.Count,
        },
        Json);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
         responses   {Responses}
         rate        {PerSecond:F1} a second
         kinds       {string.Join("  ", Kinds.OrderBy(k => k.Key).Select(k => $"{k.Key} {k.Value}"))}
         callbacks   {Callbacks} so far
         violations  {Violations.Count}{string.Concat(Violations.Take(20).Select(v => $"\n  ✗ {v}"))}
         """);
}
