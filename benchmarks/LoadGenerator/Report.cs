using System.Globalization;
using System.Text;

namespace ChatPlatform.LoadGenerator;

/// <summary>The results of one run as Markdown tables: medians over the rounds; ratios within a round, then their median.</summary>
internal static class Report
{
    public const string Product = "product";
    public const string Ceiling = "ceiling";

    public static string Of(IReadOnlyList<Measurement> all)
    {
        var text = new StringBuilder();
        Chat(text, [.. all.OfType<ChatResult>()]);
        Streams(text, [.. all.OfType<StreamResult>()]);
        Logs(text, [.. all.OfType<LogsResult>()]);
        Queue(text, [.. all.OfType<QueueResult>()]);
        Skill(text, [.. all.OfType<SkillResult>()]);
        Facts(text, [.. all.OfType<Fact>()]);
        return text.ToString();
    }

    private static void Chat(StringBuilder text, IReadOnlyList<ChatResult> all)
    {
        if (all.Count == 0)
        {
            return;
        }

        text.AppendLine("""
            ### Chat

            Processor time per request in ms; req/s with the slowest and fastest round in brackets.

            | connections | system | req/s | of the ceiling | p50 ms | p90 ms | p99 ms | p99 ÷ ceiling's | max ms | server | database | model | load | errors |
            |--:|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
            """);
        foreach (var runs in all.GroupBy(r => (r.Connections, r.System)).OrderBy(g => g.Key.Connections).ThenBy(g => Order(g.Key.System)))
        {
            var peers = all.Where(r => r.System == Ceiling && r.Connections == runs.Key.Connections).ToDictionary(r => r.Round);
            var paired = runs.Where(r => peers.ContainsKey(r.Round)).ToList();
            Line(
                text,
                $"| {runs.Key.Connections} | {runs.Key.System} | {Median(runs, r => r.PerSecond):F0} ({runs.Min(r => r.PerSecond):F0}–{runs.Max(r => r.PerSecond):F0}) ",
                $"| {Median(paired, r => r.PerSecond / peers[r.Round].PerSecond):F2} ",
                $"| {Median(runs, r => r.Latency.P50):F1} | {Median(runs, r => r.Latency.P90):F1} | {Median(runs, r => r.Latency.P99):F1} ",
                $"| {Median(paired, r => r.Latency.P99 / peers[r.Round].Latency.P99):F2} | {runs.Max(r => r.Latency.Max):F0} ",
                $"| {Cpu(runs, "server")} | {Cpu(runs, "database")} | {Cpu(runs, "model")} | {Cpu(runs, "generator")} | {runs.Sum(r => r.Errors)} |");
        }

        text.AppendLine();
    }

    private static void Streams(StringBuilder text, IReadOnlyList<StreamResult> all)
    {
        if (all.Count == 0)
        {
            return;
        }

        text.AppendLine("""
            ### Time to the first token

            Added = through the platform less directly from the model, percentile by percentile.

            | model answers | streams | platform p50 ms | platform p99 ms | direct p50 ms | direct p99 ms | added p50 ms | added p99 ms | requests | errors |
            |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|
            """);
        foreach (var runs in all.GroupBy(r => (r.Model, r.Streams)))
        {
            Line(
                text,
                $"| {runs.Key.Model} | {runs.Key.Streams} | {Median(runs, r => r.Product.P50):F1} | {Median(runs, r => r.Product.P99):F1} ",
                $"| {Median(runs, r => r.Direct.P50):F1} | {Median(runs, r => r.Direct.P99):F1} ",
                $"| {Median(runs, r => r.Product.P50 - r.Direct.P50):F1} | {Median(runs, r => r.Product.P99 - r.Direct.P99):F1} ",
                $"| {runs.Sum(r => r.Requests)} | {runs.Sum(r => r.Errors)} |");
        }

        text.AppendLine();
    }

    private static void Logs(StringBuilder text, IReadOnlyList<LogsResult> all)
    {
        if (all.Count == 0)
        {
            return;
        }

        text.AppendLine("""
            ### The newest ten log rows

            | of | connections | p50 ms | p90 ms | p99 ms | max ms | rows found | requests | errors |
            |---|--:|--:|--:|--:|--:|--:|--:|--:|
            """);
        foreach (var r in all)
        {
            Line(
                text,
                $"| {r.Query} | {r.Connections} | {r.Latency.P50:F1} | {r.Latency.P90:F1} | {r.Latency.P99:F1} | {r.Latency.Max:F0} ",
                $"| {r.Rows:0.#} | {r.Requests} | {r.Errors} |");
        }

        text.AppendLine();
    }

    private static void Queue(StringBuilder text, IReadOnlyList<QueueResult> all)
    {
        if (all.Count == 0)
        {
            return;
        }

        text.AppendLine("""
            ### The task queue

            Tasks that do nothing; from the commit that adds them until their end is committed.

            | at once | tasks/s of those that wait | tasks/s as they come, a commit each | pick-up p50 ms | p90 ms | p99 ms | max ms |
            |--:|--:|--:|--:|--:|--:|--:|
            """);
        foreach (var runs in all.GroupBy(r => r.Parallelism).OrderBy(g => g.Key))
        {
            Line(
                text,
                $"| {runs.Key} | {Median(runs, r => r.Drained):F0} ({runs.Min(r => r.Drained):F0}–{runs.Max(r => r.Drained):F0}) ",
                $"| {Median(runs, r => r.Flowed):F0} ({runs.Min(r => r.Flowed):F0}–{runs.Max(r => r.Flowed):F0}) ",
                $"| {Median(runs, r => r.PickUp.P50):F1} | {Median(runs, r => r.PickUp.P90):F1} | {Median(runs, r => r.PickUp.P99):F1} | {runs.Max(r => r.PickUp.Max):F0} |");
        }

        text.AppendLine();
    }

    private static void Skill(StringBuilder text, IReadOnlyList<SkillResult> all)
    {
        if (all.Count == 0)
        {
            return;
        }

        text.AppendLine("""
            ### KakaoTalk's /skill

            At a fixed rate, whether or not earlier requests were answered; times are from when each was due.

            | what | requests/s | p50 ms | p90 ms | p99 ms | max ms | requests | refused | rules broken |
            |---|--:|--:|--:|--:|--:|--:|--:|--:|
            """);
        foreach (var r in all)
        {
            Line(
                text,
                $"| {r.Name} | {r.PerSecond:F0} | {r.Responses.P50:F1} | {r.Responses.P90:F1} | {r.Responses.P99:F1} | {r.Responses.Max:F0} ",
                $"| {r.Requests} | {r.Refused} | {r.Violations} |");
        }

        text.AppendLine();
    }

    private static void Facts(StringBuilder text, IReadOnlyList<Fact> all)
    {
        if (all.Count == 0)
        {
            return;
        }

        text.AppendLine("""
            ### Process

            | what | value |
            |---|--:|
            """);
        foreach (var facts in all.GroupBy(f => (f.Name, f.Unit)))
        {
            Line(text, $"| {facts.Key.Name} | {Median(facts, f => f.Value):0.##} {facts.Key.Unit} |");
        }
    }

    private static void Line(StringBuilder text, params FormattableString[] parts)
    {
        foreach (var part in parts)
        {
            text.Append(part.ToString(CultureInfo.InvariantCulture));
        }

        text.AppendLine();
    }

    private static string Cpu(IEnumerable<ChatResult> runs, string process)
    {
        var known = runs.Where(r => r.CpuMs.ContainsKey(process)).ToList();
        return known.Count == 0 ? "" : Median(known, r => r.CpuMs[process]).ToString("F2", CultureInfo.InvariantCulture);
    }

    private static int Order(string system) => system switch
    {
        Product => 0,
        Ceiling => 1,
        _ => 2,
    };

    private static double Median<T>(IEnumerable<T> runs, Func<T, double> value)
    {
        var sorted = runs.Select(value).Order().ToList();
        return sorted.Count == 0 ? double.NaN : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
